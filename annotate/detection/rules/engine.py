"""Runs the rules over a whole article, paragraph by paragraph."""

from itertools import groupby

from annotate.detection.attribution import Attribution
from annotate.detection.cues import find_cues
from annotate.detection.rule import Rule
from annotate.detection.rules.according import find_according
from annotate.detection.rules.cue_nouns import find_by_nouns
from annotate.detection.rules.cue_verbs import find_by_verbs
from annotate.detection.rules.headlines import find_headline
from annotate.detection.rules.layout import (
    find_colon,
    find_quoted_speaker,
    find_signed_quote,
    is_attribution_line,
    is_quotation,
    is_speaker_line,
    is_speech,
    make_lone_quote,
    make_pull_quote,
)
from annotate.detection.rules.relayed import find_relayed
from annotate.detection.rules.transcripts import find_transcript
from annotate.detection.sources import source_before
from annotate.text import Document
from annotate.text.sentences import Sentence, unit_spans
from annotate.text.spans import Span

_LINES_BELOW = 2
_MOST_PARTS = 40


def apply_rules(document: Document) -> list[Attribution]:
    """Return everything that the rules find in an article, in reading order."""
    paragraphs = [list(group) for _, group in groupby(document.sentences, key=lambda sentence: sentence.paragraph)]
    transcript = find_transcript(document.text, document.paragraphs)
    capitals = _speakers_in_capitals(document.text, paragraphs)
    found: list[Attribution] = []
    at = 0
    while at < len(paragraphs):
        spoken = transcript.get(paragraphs[at][0].paragraph)
        if spoken:
            found.append(spoken)
            at += 1
            continue
        step, here = _read_paragraph(document.text, paragraphs, at, capitals, found)
        found += here
        at += step
    return sorted(found, key=lambda one: one.spans[0])


def _read_paragraph(
    text: str, paragraphs: list[list[Sentence]], at: int, capitals: bool, found: list[Attribution]
) -> tuple[int, list[Attribution]]:
    """How many paragraphs were read, and the attributions found in them."""
    sentences = paragraphs[at]
    spoken = find_quoted_speaker(text, sentences) if capitals else None
    if spoken:
        return 1, [spoken]
    if _is_attributed(sentences, found):
        return 1, _read_sentences(sentences[1:])
    if is_quotation(sentences):
        return _attribute_quotation(paragraphs, at, found)
    signed = find_signed_quote(sentences)
    if signed:
        return 1, [signed]
    spoken = find_colon(sentences, headline=at == 0)
    if spoken and (spoken.rule != Rule.TRANSCRIPT or (capitals and _in_capitals(text, spoken.source))):
        return 1, [spoken]
    headline = find_headline(sentences, text) if at == 0 else None
    if headline and headline.cue:
        return 1, [headline]
    return 1, _read_sentences(sentences) or ([headline] if headline else [])


def _is_attributed(sentences: list[Sentence], found: list[Attribution]) -> bool:
    """Whether the paragraph starts with the rest of a quotation that already has an attribution."""
    first = sentences[0].units[0]
    if not found or not first.quotation or first.quotation.start == first.start:
        return False
    return found[-1].spans[0][0] <= first.start < found[-1].spans[-1][1]


def _attribute_quotation(
    paragraphs: list[list[Sentence]], at: int, found: list[Attribution]
) -> tuple[int, list[Attribution]]:
    """Like `_read_paragraph`, for a paragraph in quotation marks: names its speaker."""
    first = paragraphs[at][0].units[0]
    quotation = first.quotation
    if quotation is None or quotation.start != first.start:
        return 1, []
    last = at + len(quotation.spans) - 1
    if not is_quotation(paragraphs[last]) or not is_speech(paragraphs[at]):
        return 1, []  # its speaker comes after its last paragraph, or it is a title
    below = 0
    while (
        below < _LINES_BELOW
        and last + below + 1 < len(paragraphs)
        and is_attribution_line(paragraphs[last + below + 1])
        and (below or is_speaker_line(paragraphs[last + 1]))
    ):
        below += 1
    if below:
        return last - at + 1 + below, [make_pull_quote(paragraphs[at], paragraphs[last + 1])]
    source, cue = _announced_speaker(paragraphs[at - 1]) if at else ((), ())
    if not source and found and at and found[-1].spans[-1][1] >= paragraphs[at - 1][0].span[0]:
        source = found[-1].source
    return last - at + 1, [make_lone_quote(paragraphs[at], source, cue)]


def _announced_speaker(sentences: list[Sentence]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Source and cue of a paragraph that ends with a colon: Smith told the court:"""
    last = sentences[-1]
    cues = find_cues(last)
    if last.units[-1].word != ":" or not cues:
        return (), ()
    source = source_before(last.units, cues[-1], 0)
    return unit_spans(last.units, *source) if source else (), unit_spans(last.units, cues[-1].first, cues[-1].last)


def _read_sentences(sentences: list[Sentence]) -> list[Attribution]:
    found: list[Attribution] = []
    speech: int | None = None
    for sentence in sentences:
        here = sorted(_read_sentence(sentence), key=lambda one: one.spans[0])
        if speech is not None and sentence.units[0].quotation and not _starts_with(here, sentence):
            found[speech] = _continue_speech(found[speech], sentence)
        speech = next(
            (len(found) + at for at, one in enumerate(here) if one.rule in (Rule.SPEECH, Rule.TRAILING)),
            None if here else speech,
        )
        found += here
    return found


def _read_sentence(sentence: Sentence) -> list[Attribution]:
    relayed = find_relayed(sentence)
    others = find_by_verbs(sentence) + find_according(sentence) + find_by_nouns(sentence)
    return relayed + [one for one in others if not any(_competes(one, statement) for statement in relayed)]


def _competes(one: Attribution, relayed: Attribution) -> bool:
    """Whether an attribution uses the cue or source of a relayed statement, or reads its content from inside them."""
    if _share(one.cue, (*relayed.cue, *relayed.source)):
        return True
    return _share(one.spans, relayed.spans) and relayed.cue[0][0] < one.spans[0][0] < relayed.spans[0][0]


def _share(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(start < other_end and other_start < end for start, end in spans for other_start, other_end in others)


def _continue_speech(speech: Attribution, sentence: Sentence) -> Attribution:
    """Add a sentence that continues the speech: “A,” she said. “B.”"""
    if len(speech.spans) >= _MOST_PARTS:
        return speech
    return Attribution(speech.spans + unit_spans(sentence.units, 0, 1), speech.source, speech.cue, rule=speech.rule)


def _starts_with(found: list[Attribution], sentence: Sentence) -> bool:
    return any(one.spans[0][0] == sentence.span[0] for one in found)


def _speakers_in_capitals(text: str, paragraphs: list[list[Sentence]]) -> bool:
    """Whether at least two paragraphs start with a speaker in capitals, as in a transcript."""
    speakers = (
        find_quoted_speaker(text, sentences) or find_colon(sentences, headline=False) for sentences in paragraphs
    )
    return sum(bool(spoken and _in_capitals(text, spoken.source)) for spoken in speakers) >= 2


def _in_capitals(text: str, source: tuple[Span, ...]) -> bool:
    return all(text[start:end].isupper() for start, end in source)
