"""The change document: what changed on an article's page, as JSON.

The deciding editor, other editors and a second tab all receive this one form; static/article/apply-changes.js is the
only script that applies it. Errors take the same form, with a notice and nothing else.
"""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.template.loader import render_to_string

from annotate.models import Article, Claim, User
from annotate.models.claim_queries import Progress
from annotate.web.cards import Card
from annotate.web.claim_filter import Filter
from annotate.web.highlight_tags import highlighted
from annotate.web.highlighting import cut_paragraphs
from annotate.web.request import EditorRequest

MOST_PARAGRAPHS = 50


class ClaimState(TypedDict):
    """What a page needs to show a claim's current state.

    `is_own`: the viewer made the change. If somebody else did, `editor` is the name of the tag's editor and `actor`
    the name of the tag's actor; "" where there is no tag, or no actor.
    """

    id: int
    status: str
    kind: str
    version: int
    is_own: bool
    editor: str
    actor: str


class Notice(TypedDict):
    """A sentence for the page's notice. `look`: "success", "note" or "error". `link`: where to go next, or ""."""

    look: str
    title: str
    text: str
    link: str
    link_words: str


class ChangeDocument(TypedDict):
    """`paragraphs` and `card` are HTML that replaces what the page shows; "" replaces nothing."""

    claims: list[ClaimState]
    paragraphs: str
    progress: Progress | None
    notice: Notice | None
    card: str


def change_document(
    *,
    claims: Iterable[ClaimState] = (),
    paragraphs: str = "",
    progress: Progress | None = None,
    notice: Notice | None = None,
    card: str = "",
) -> ChangeDocument:
    """Return the document with these parts; what is left out stays as it is on the page."""
    return {"claims": list(claims), "paragraphs": paragraphs, "progress": progress, "notice": notice, "card": card}


def notice_of(look: str, text: str, *, title: str = "", link: str = "", link_words: str = "") -> Notice:
    return {"look": look, "title": title, "text": text, "link": link, "link_words": link_words}


def own_change(claim: Claim) -> ClaimState:
    """Return the state of a claim that the viewer changed."""
    return {
        "id": claim.pk,
        "status": claim.status,
        "kind": claim.kind,
        "version": claim.version,
        "is_own": True,
        "editor": "",
        "actor": "",
    }


def anybodys_change(claim: Claim, viewer: User) -> ClaimState:
    """Return the state of a claim that anybody changed, with its tag's editor and actor unless that is the viewer."""
    if claim.tag and claim.tag.editor_id == viewer.pk:
        return own_change(claim)
    editor = str(claim.tag.editor) if claim.tag else ""
    return {**own_change(claim), "is_own": False, "editor": editor, "actor": str(claim.actor or "")}


def moved_paragraphs(article_id: int, claims: Sequence[Claim], chosen: Filter) -> tuple[str, bool]:
    """Return the HTML of the paragraphs in which one of the claims has moved, appeared or disappeared, at most 50, and
    whether there are more. `chosen` is the page's filter."""
    moved = [claim for claim in claims if claim.spans_before]
    spans = [span for claim in moved for span in (*(claim.spans_before or ()), *claim.spans)]
    if not spans:
        return "", False
    article = Article.objects.only("text").get(pk=article_id)
    visible = list(article.claims.visible().select_related("tag").in_reading_order())
    touched = [
        paragraph
        for paragraph in cut_paragraphs(article.text, visible)
        if any(paragraph.start < end and start < paragraph.end for start, end in spans)
    ]
    html = highlighted(touched[:MOST_PARAGRAPHS], "", chosen.left_out(article_id, visible), chosen.query)
    return html, len(touched) > MOST_PARAGRAPHS


def card_html(
    request: EditorRequest, card: Card | None, progress: Progress | None = None, article_url: str = ""
) -> str:
    """Return the card's HTML, or a sentence instead of it when there is no claim to show."""
    page = {"card": card, "progress": progress, "article_url": article_url}
    return render_to_string(f"articles/article.html#{'card' if card else 'no_card'}", page, request)
