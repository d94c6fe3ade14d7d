"""Turns a text into attributions: reads it, applies model or rules, judges kinds, connects the claims."""

from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.detection.denial_answers import answers
from annotate.detection.denial_follow_ups import with_follow_ups
from annotate.detection.kinds import kind_of
from annotate.detection.model_detector import by_model, trained_model
from annotate.detection.reasons import reason_for
from annotate.detection.repeats import repeats
from annotate.detection.rule_confidence import confidence_of
from annotate.detection.rules.engine import find
from annotate.detection.rules.layout import quoted_words
from annotate.detection.rules.rule_match import LEARNED, TRANSCRIPT, RuleMatch
from annotate.text import Document, join_spans
from annotate.text.graphemes import widen_to_graphemes
from annotate.text.quotations import quoted_share

RULES_VERSION = "rules-2"
_FOREIGN = "This text does not seem to be in English, so only words in quotation marks are highlighted."


def find_attributions(document: Document) -> list[Attribution]:
    """Return every attribution of a text in reading order, claims or not.

    The trained model finds them, or the rules if it cannot be loaded. In a text that is not English, only quotations
    are found. An attribution has no spans if the model finds only its cue or source.
    """
    model = trained_model()
    if not document.is_english:
        return _judge(document, quoted_words(document))
    by_rules = find(document)
    return _judge(document, by_model(model, document, by_rules) if model else by_rules)


def find_by_rules(document: Document) -> list[Attribution]:
    """Return the same as `find_attributions`, but without the model."""
    return _judge(document, find(document) if document.is_english else quoted_words(document))


def version() -> str:
    """Return the name and version of the detector in use, which is stored with every claim."""
    model = trained_model()
    return model.version if model else RULES_VERSION


def doubts(document: Document) -> str:
    """Return a sentence that tells the editor why claims may be missing; "" if nothing suggests it."""
    return "" if document.is_english else _FOREIGN


def detect(document: Document) -> list[Attribution]:
    """Return the claims of a text in reading order: the attributions that have a kind."""
    return _connect(document, [found for found in find_attributions(document) if found.kind is not None])


def _judge(document: Document, matches: list[RuleMatch]) -> list[Attribution]:
    judged = with_follow_ups(document.text, [_judge_one(document, _widen(document, match)) for match in matches])
    return _connect(document, judged)


def _widen(document: Document, match: RuleMatch) -> RuleMatch:
    spans, source, cue = (widen_to_graphemes(document.text, part) for part in (match.spans, match.source, match.cue))
    return replace(match, spans=spans, source=source, cue=cue)


def _judge_one(document: Document, match: RuleMatch) -> Attribution:
    text = document.text
    cue, source = join_spans(text, match.cue), join_spans(text, match.source)
    quoted = 1.0 if match.rule == TRANSCRIPT else quoted_share(match.spans, document.quotations)
    kind = kind_of(cue, join_spans(text, match.spans), quoted) if match.spans else None
    reason = reason_for(match.rule, cue, source, kind)
    confidence = match.certainty if match.rule == LEARNED else confidence_of(match.rule, bool(source))
    return Attribution(match.spans, match.source, match.cue, kind, confidence, reason)


def _connect(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The same list with `answers` and `repeats` as indices in it."""
    contents = [join_spans(document.text, attribution.spans) for attribution in found]
    sources = [join_spans(document.text, attribution.source) for attribution in found]
    answered = answers([attribution.kind for attribution in found], contents, sources)
    return [
        replace(attribution, answers=answer, repeats=repeat)
        for attribution, answer, repeat in zip(found, answered, repeats(contents), strict=True)
    ]
