"""brat standoff (https://brat.nlplab.org/standoff.html): two files per article, its text and its annotations."""

from collections.abc import Iterator, Sequence
from itertools import count

from annotate.exporting.annotated_articles import iterate_articles
from annotate.models import Article, Claim
from annotate.models.claim_queries import ClaimQuerySet


def stream_files(claims: ClaimQuerySet) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of 000001.txt, 000001.ann and so on."""
    for number, (article, article_claims) in enumerate(iterate_articles(claims), 1):
        yield text_name(number), article.text.encode()
        yield annotation_name(number), write_annotations(article, article_claims).encode()


def text_name(number: int) -> str:
    # Six digits keep up to a million articles in order when sorted by name.
    return f"{number:06}.txt"


def annotation_name(number: int) -> str:
    return f"{number:06}.ann"


def write_annotations(article: Article, claims: Sequence[Claim]) -> str:
    """Return an article's .ann file.

    Each claim has text-bound Source, Cue and Content, and an event that links them. The event carries the decision:
    kind or Dismissed, actor, note, and what it answers or repeats. An undecided claim carries its suggestion.
    """
    lines: list[str] = []
    event = {claim.pk: f"E{number}" for number, claim in enumerate(claims, 1)}
    marks, relations = count(1), count(1)
    for number, claim in enumerate(claims, 1):
        arguments = []
        for label, spans in (("Content", claim.spans), ("Source", claim.source), ("Cue", claim.cue)):
            if spans:
                mark, merged = f"T{next(marks)}", _merge_touching(spans)
                arguments.append(f"{label}:{mark}")
                lines.append(f"{mark}\t{label} {_format_offsets(merged)}\t{_quote(article.text, merged)}")
        lines.append(f"E{number}\t{' '.join(arguments)}")
        lines += _decision_lines(number, claim)
        for relation, other_id in _relations(claim):
            if other_id in event:
                lines.append(f"R{next(relations)}\t{relation} Arg1:E{number} Arg2:{event[other_id]}")
    return "".join(f"{line}\n" for line in lines)


def _decision_lines(number: int, claim: Claim) -> Iterator[str]:
    tag, actor = claim.tag, claim.actor
    if tag and tag.dismissed:
        yield f"A{number}\tDismissed E{number}"
    elif tag or claim.suggested_kind:
        yield f"A{number}\t{'Kind' if tag else 'Suggestion'} E{number} {claim.kind.capitalize()}"
    if actor:
        yield f"N{number}\tReference E{number} Wikidata:{actor.wikidata or '-'}\t{actor.name}"
    if tag and tag.note:
        yield f"#{number}\tAnnotatorNotes E{number}\t{' '.join(tag.note.split())}"


def _relations(claim: Claim) -> Iterator[tuple[str, int | None]]:
    yield "Answers", claim.tag.answers_id if claim.tag else None
    yield "Repeats", claim.repeats_id


def _merge_touching(spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """Merge spans that touch: a tool may not keep them apart."""
    merged: list[list[int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    return merged


def _format_offsets(spans: Sequence[Sequence[int]]) -> str:
    return ";".join(f"{start} {end}" for start, end in spans)


def _quote(text: str, spans: Sequence[Sequence[int]]) -> str:
    # The format wants the words on one line.
    return " ".join(text[start:end] for start, end in spans).replace("\n", " ").replace("\t", " ")
