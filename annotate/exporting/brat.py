"""brat standoff (https://brat.nlplab.org/standoff.html): a text and its marks for each article."""

from collections.abc import Iterator, Sequence

from annotate.exporting.annotated import annotated
from annotate.models import Article, Claim
from annotate.models.claims import ClaimQuerySet


def files(claims: ClaimQuerySet) -> Iterator[tuple[str, bytes]]:
    """`0001.txt` and `0001.ann` and so on, by name; dismissed claims are left out."""
    for number, (article, of_article) in enumerate(annotated(claims.exclude(tag__dismissed=True)), 1):
        yield f"{number:04}.txt", article.text.encode()
        yield f"{number:04}.ann", standoff(article, of_article).encode()


def standoff(article: Article, claims: Sequence[Claim]) -> str:
    """The .ann of an article: for each claim its Source, Cue and Content, an event that ties them, and on it the kind,
    the actor and the note of its tag."""
    lines: list[str] = []
    marks = 0
    for number, claim in enumerate(claims, 1):
        tied = []
        for label, spans in (("Content", claim.spans), ("Source", claim.source), ("Cue", claim.cue)):
            if spans:
                marks += 1
                tied.append(f"{label}:T{marks}")
                lines.append(f"T{marks}\t{label} {_places(spans)}\t{_words(article.text, spans)}")
        lines.append(f"E{number}\t{' '.join(tied)}")
        lines += _facts(number, claim)
    return "".join(f"{line}\n" for line in lines)


def _facts(number: int, claim: Claim) -> Iterator[str]:
    tag, actor = claim.tag, claim.actor if claim.tag else None
    if tag:
        yield f"A{number}\tKind E{number} {tag.kind.capitalize()}"
    if actor:
        yield f"N{number}\tReference E{number} Wikidata:{actor.wikidata or '-'}\t{actor.name}"
    if tag and tag.note:
        yield f"#{number}\tAnnotatorNotes E{number}\t{' '.join(tag.note.split())}"


def _places(spans: Sequence[Sequence[int]]) -> str:
    return ";".join(f"{start} {end}" for start, end in spans)


def _words(text: str, spans: Sequence[Sequence[int]]) -> str:
    # A mark's words stand on one line, with a space for what parts or breaks them.
    return " ".join(text[start:end] for start, end in spans).replace("\n", " ").replace("\t", " ")
