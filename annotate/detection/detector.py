"""Turns a text into attributions: reads it, applies model or rules, judges kinds, connects the claims."""

from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.detection.charges import mark_answers
from annotate.detection.content_ends import extend_contents
from annotate.detection.denial_answers import find_answers
from annotate.detection.denial_follow_ups import mark_follow_ups
from annotate.detection.kinds import kind_of
from annotate.detection.model_detector import find_by_model, trained_model
from annotate.detection.quoted_paragraphs import attribute_quoted_paragraphs
from annotate.detection.reasons import explain
from annotate.detection.repeats import find_repeats
from annotate.detection.reporter_words import trim_reporter_words
from annotate.detection.rule import Rule
from annotate.detection.rule_confidence import rule_confidence
from annotate.detection.rules.engine import apply_rules
from annotate.detection.rules.layout import find_quotations_alone
from annotate.text import Document, join_spans
from annotate.text.graphemes import widen_to_graphemes
from annotate.text.quotations import quoted_share

RULES_VERSION = "rules-2"
_NOT_ENGLISH = "This text does not seem to be in English, so only words in quotation marks are highlighted."


def find_attributions(document: Document) -> list[Attribution]:
    """Return every attribution of a text in reading order, claims or not.

    The trained model finds them, or the rules if it cannot be loaded. In a text that is not English, only quotations
    are found. An attribution has no spans if the model finds only its cue or source.
    """
    model = trained_model()
    if not document.is_english:
        return _judge(document, find_quotations_alone(document))
    by_rules = apply_rules(document)
    found = find_by_model(model, document, by_rules) if model else by_rules
    return _judge(document, attribute_quoted_paragraphs(document, extend_contents(document, found)))


def find_by_rules(document: Document) -> list[Attribution]:
    """Return the same as `find_attributions`, but without the model."""
    if not document.is_english:
        return _judge(document, find_quotations_alone(document))
    return _judge(document, attribute_quoted_paragraphs(document, apply_rules(document)))


def detect(document: Document) -> list[Attribution]:
    """Return the claims of a text in reading order: the attributions that have a kind."""
    return _connect(document, [found for found in find_attributions(document) if found.kind is not None])


def detector_version() -> str:
    """Return the name and version of the detector in use, which is stored with every claim."""
    model = trained_model()
    return model.version if model else RULES_VERSION


def missing_claims_note(document: Document) -> str:
    """Return a sentence that tells the editor why claims may be missing; "" if nothing suggests it."""
    return "" if document.is_english else _NOT_ENGLISH


def _judge(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with kind, confidence and reason, and connected with each other."""
    judged = [_judge_one(document, _widen(document, one)) for one in found]
    return _connect(document, mark_follow_ups(document.text, mark_answers(document.text, judged)))


def _widen(document: Document, found: Attribution) -> Attribution:
    found = trim_reporter_words(document.text, found)
    spans, source, cue = (widen_to_graphemes(document.text, part) for part in (found.spans, found.source, found.cue))
    return replace(found, spans=spans, source=source, cue=cue)


def _judge_one(document: Document, found: Attribution) -> Attribution:
    text = document.text
    cue, source = join_spans(text, found.cue), join_spans(text, found.source)
    quoted = 1.0 if found.rule == Rule.TRANSCRIPT else quoted_share(found.spans, document.quotations)
    kind = (
        kind_of(cue, join_spans(text, found.spans), quoted, source)
        if found.spans and found.rule != Rule.QUESTION
        else None
    )
    confidence = found.confidence if found.rule == Rule.MODEL else rule_confidence(found.rule, bool(source))
    return replace(found, kind=kind, confidence=confidence, reason=explain(found.rule, cue, source, kind))


def _connect(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The same list with `answers` and `repeats` as indices in it."""
    contents = [join_spans(document.text, attribution.spans) for attribution in found]
    sources = [join_spans(document.text, attribution.source) for attribution in found]
    answers = find_answers([attribution.kind for attribution in found], contents, sources)
    return [
        replace(attribution, answers=answer, repeats=repeat)
        for attribution, answer, repeat in zip(found, answers, find_repeats(contents), strict=True)
    ]
