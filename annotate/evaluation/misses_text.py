"""Each claim that the detector got wrong, with what was expected and what the detector thought."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from annotate.detection import Attribution
from annotate.evaluation.judging import JudgedArticle, JudgedClaim
from annotate.evaluation.kinds_row import OTHER, KindsRow
from annotate.evaluation.overlap import overlap_share
from annotate.text import Span, join_spans
from annotate.vocabulary import DENIAL

_DENIAL_MISSED = "Denials not shown as denials"
_NOT_FOUND = "Claims not found"
_WRONG_KIND = "Claims shown with a wrong kind"
_WRONGLY_SHOWN = "Shown, but not claims"
_SORTS = (_DENIAL_MISSED, _NOT_FOUND, _WRONG_KIND, _WRONGLY_SHOWN)
_LONGEST_CONTENT, _LONGEST_PART = 240, 90
_HEAD = 11


def misses_as_text(articles: Sequence[JudgedArticle]) -> str:
    """Return a block of lines for each miss, grouped by what went wrong. Each miss is in one group."""
    misses = [(sort, article, claim) for article in articles for claim in article.claims if (sort := _sort_of(claim))]
    groups = ((sort, [miss[1:] for miss in misses if miss[0] == sort]) for sort in _SORTS)
    return "\n\n".join(_format_group(sort, group) for sort, group in groups if group) or "No misses."


def _sort_of(claim: JudgedClaim) -> str | None:
    if claim.is_optional or claim.is_other_right_kind or claim.marked_kind == claim.shown_kind:
        return None
    if claim.marked_kind == DENIAL:
        return _DENIAL_MISSED
    if claim.row and claim.row.is_required:
        return _WRONG_KIND if claim.is_shown else _NOT_FOUND
    return _WRONGLY_SHOWN if claim.is_shown else None


def _format_group(title: str, misses: Iterable[tuple[JudgedArticle, JudgedClaim]]) -> str:
    blocks = ["\n".join(_format_miss(article, claim)) for article, claim in misses]
    return "\n\n".join([f"{title}: {len(blocks):,}", *blocks])


def _format_miss(article: JudgedArticle, claim: JudgedClaim) -> Iterator[str]:
    row, attribution = claim.row, claim.attribution
    if row:
        yield f"{article.name} {row.id}".rstrip()
        yield from _format_words(article.text, row.content, row.source, row.cue)
        yield _line("expected", _expected(article, row))
    elif attribution:
        yield article.name
        yield from _format_words(article.text, attribution.spans, attribution.source, attribution.cue)
        yield _line("expected", _marked_nearby(article, attribution.spans))
    yield _line("detector", _detector_view(article, claim))


def _format_words(text: str, content: Sequence[Span], source: Sequence[Span], cue: Sequence[Span]) -> Iterator[str]:
    yield _line("content", _quote(text, content, _LONGEST_CONTENT))
    yield _line("source", _quote(text, source, _LONGEST_PART))
    yield _line("cue", _quote(text, cue, _LONGEST_PART))


def _expected(article: JudgedArticle, row: KindsRow) -> str:
    kinds = " or ".join("not shown" if kind == OTHER else kind for kind in (row.kind, *row.alt))
    answered = next((other for other in article.rows if row.answers and other.id == row.answers), None)
    answers = [f"answers {answered.id} {_quote(article.text, answered.content, _LONGEST_PART)}"] if answered else []
    accused = [f"accused: {', '.join(row.targets)}"] if row.targets else []
    return "; ".join([kinds, *answers, *accused])


def _marked_nearby(article: JudgedArticle, spans: Sequence[Span]) -> str:
    nearest = max(article.rows, key=lambda row: overlap_share(row.content, spans), default=None)
    if nearest is None or not overlap_share(nearest.content, spans):
        return "nothing is marked here"
    words = _quote(article.text, nearest.content, _LONGEST_CONTENT)
    return f"other words are marked, {nearest.id} {words}: {_expected(article, nearest)}"


def _detector_view(article: JudgedArticle, claim: JudgedClaim) -> str:
    if claim.attribution:
        return _describe(article.text, claim.attribution)
    content = claim.row.content if claim.row else ()
    nearest = max(article.found, key=lambda attribution: overlap_share(content, attribution.spans), default=None)
    if nearest is None or not overlap_share(content, nearest.spans):
        return "found nothing here"
    words = _quote(article.text, nearest.spans, _LONGEST_CONTENT)
    return f"found other words, {words}: {_describe(article.text, nearest)}"


def _describe(text: str, attribution: Attribution) -> str:
    return (
        f"{attribution.kind or 'not shown'}, confidence {attribution.confidence:.2f}, rule {attribution.rule}, "
        f"cue {_quote(text, attribution.cue, _LONGEST_PART)}, source {_quote(text, attribution.source, _LONGEST_PART)}"
    )


def _quote(text: str, spans: Sequence[Span], longest: int) -> str:
    words = shorten(join_spans(text, spans), longest, placeholder=" …")
    return f"[{words}]" if words else "none"


def _line(head: str, words: str) -> str:
    return f"  {head:<{_HEAD}}{words}"
