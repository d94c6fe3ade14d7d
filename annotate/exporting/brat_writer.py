"""brat standoff (https://brat.nlplab.org/standoff.html): a text and its marks for each article."""

from collections.abc import Iterator, Sequence
from itertools import count

from annotate.exporting.annotated_articles import annotated
from annotate.models import Article, Claim
from annotate.models.claim import ClaimQuerySet


def files(claims: ClaimQuerySet) -> Iterator[tuple[str, bytes]]:
    """`000001.txt` and `000001.ann` and so on, by name."""
    for number, (article, of_article) in enumerate(annotated(claims), 1):
        yield text_name(number), article.text.encode()
        yield marks_name(number), standoff(article, of_article).encode()


def text_name(number: int) -> str:
    # Digits enough that a million articles stand in the order of their names.
    return f"{number:06}.txt"


def marks_name(number: int) -> str:
    return f"{number:06}.ann"


def standoff(article: Article, claims: Sequence[Claim]) -> str:
    """The .ann of an article: for each claim its Source, Cue and Content, an event that ties them, and on it what was
    decided: its kind or that it is none (Dismissed), the actor, the note, what it answers. On what nobody has decided,
    the suggested kind and actor."""
    lines: list[str] = []
    event = {claim.pk: f"E{number}" for number, claim in enumerate(claims, 1)}
    marks, relations = count(1), count(1)
    for number, claim in enumerate(claims, 1):
        tied = []
        for label, spans in (("Content", claim.spans), ("Source", claim.source), ("Cue", claim.cue)):
            if spans:
                mark, joined = f"T{next(marks)}", _joined(spans)
                tied.append(f"{label}:{mark}")
                lines.append(f"{mark}\t{label} {_places(joined)}\t{_words(article.text, joined)}")
        lines.append(f"E{number}\t{' '.join(tied)}")
        lines += _facts(number, claim)
        for tie, other in _ties(claim):
            if other in event:
                lines.append(f"R{next(relations)}\t{tie} Arg1:E{number} Arg2:{event[other]}")
    return "".join(f"{line}\n" for line in lines)


def _facts(number: int, claim: Claim) -> Iterator[str]:
    tag, actor = claim.tag, claim.actor
    if tag and tag.dismissed:
        yield f"A{number}\tDismissed E{number}"
    elif tag or claim.suggested_kind:
        yield f"A{number}\t{'Kind' if tag else 'Suggestion'} E{number} {claim.kind.capitalize()}"
    if actor:
        yield f"N{number}\tReference E{number} Wikidata:{actor.wikidata or '-'}\t{actor.name}"
    if tag and tag.note:
        yield f"#{number}\tAnnotatorNotes E{number}\t{' '.join(tag.note.split())}"


def _ties(claim: Claim) -> Iterator[tuple[str, int | None]]:
    yield "Answers", claim.tag.answers_id if claim.tag else None
    yield "Repeats", claim.repeats_id


def _joined(spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """The spans, those that touch as one: a tool need not keep them apart."""
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return joined


def _places(spans: Sequence[Sequence[int]]) -> str:
    return ";".join(f"{start} {end}" for start, end in spans)


def _words(text: str, spans: Sequence[Sequence[int]]) -> str:
    # A mark's words stand on one line, with a space for what parts or breaks them.
    return " ".join(text[start:end] for start, end in spans).replace("\n", " ").replace("\t", " ")
