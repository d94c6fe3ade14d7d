"""From a text to its attributions: read, apply the rules, judge the kinds, tie the claims together."""

from dataclasses import replace

from annotate.detection.attribution import Attribution, words_of
from annotate.detection.denial_answers import answers
from annotate.detection.denial_follow_ups import with_follow_ups
from annotate.detection.graphemes import Graphemes
from annotate.detection.kinds import kind_of
from annotate.detection.language import is_english
from annotate.detection.model_detector import by_model, trained_model
from annotate.detection.quotations import quoted_share
from annotate.detection.reasons import reason_for
from annotate.detection.repeats import repeats
from annotate.detection.rule_confidence import confidence_of
from annotate.detection.rules.engine import find
from annotate.detection.rules.layout import quoted_words
from annotate.detection.rules.rule_match import LEARNED, TRANSCRIPT, RuleMatch
from annotate.detection.sentences import Reading, read

RULES_VERSION = "rules-2"
_FOREIGN = "This text does not seem to be in English, so only words in quotation marks are highlighted."


def find_attributions(text: str) -> list[Attribution]:
    """Every attribution of a text in reading order, claim or not. Any text will do; offsets count code points.

    The trained model finds them, the rules where it cannot be loaded, and quotation marks where the text is not
    English. An attribution of which the model finds only the cue or the source has no spans.
    """
    model = trained_model()
    reading = read(text)
    if not is_english(text):
        return _judged(reading, quoted_words(reading))
    by_rules = find(reading)
    return _judged(reading, by_model(model, reading, by_rules) if model else by_rules)


def find_by_rules(text: str) -> list[Attribution]:
    """The same by the rules alone, which need no model."""
    reading = read(text)
    return _judged(reading, find(reading) if is_english(text) else quoted_words(reading))


def version() -> str:
    """The name and version of the detector that serves, as it is kept with every claim."""
    model = trained_model()
    return model.version if model else RULES_VERSION


def doubts(text: str) -> str:
    """Why claims of a text may be missing, in a sentence for the editor; "" if nothing speaks for that."""
    return "" if is_english(text) else _FOREIGN


def detect(text: str) -> list[Attribution]:
    """The claims of a text in reading order: the attributions that have a kind."""
    return _tied(text, [one for one in find_attributions(text) if one.kind is not None])


def _judged(reading: Reading, found: list[RuleMatch]) -> list[Attribution]:
    whole = Graphemes(reading.text).widened
    found = [replace(each, spans=whole(each.spans), source=whole(each.source), cue=whole(each.cue)) for each in found]
    judged = with_follow_ups(reading.text, [_judged_one(reading, each) for each in found])
    return _tied(reading.text, judged)


def _judged_one(reading: Reading, found: RuleMatch) -> Attribution:
    text = reading.text
    cue, source = words_of(text, found.cue), words_of(text, found.source)
    verbatim = 1.0 if found.rule == TRANSCRIPT else quoted_share(found.spans, reading.quotations)
    kind = kind_of(cue, words_of(text, found.spans), verbatim) if found.spans else None
    reason = reason_for(found.rule, cue, source, kind)
    confidence = found.certainty if found.rule == LEARNED else confidence_of(found.rule, bool(source))
    return Attribution(found.spans, found.source, found.cue, kind, confidence, reason)


def _tied(text: str, found: list[Attribution]) -> list[Attribution]:
    """The same list with `answers` and `repeats` as indices in it."""
    contents = [words_of(text, one.spans) for one in found]
    answered = answers([one.kind for one in found], contents, [words_of(text, one.source) for one in found])
    return [
        replace(one, answers=answer, repeats=repeat)
        for one, answer, repeat in zip(found, answered, repeats(contents), strict=True)
    ]
