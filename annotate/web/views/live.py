"""What other editors do in an article, for a page that asks every few seconds."""

from datetime import datetime, timedelta

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from annotate.models import Claim, Role
from annotate.tagging.open_articles import note_presence
from annotate.web.access import article_for, needs
from annotate.web.change_document import (
    ChangeDocument,
    anybodys_change,
    change_document,
    moved_paragraphs,
    notice_of,
)
from annotate.web.claim_filter import Filter
from annotate.web.moments import parse_moment
from annotate.web.request import EditorRequest

# A tag's time is when its transaction began: a slow transaction's tags may become visible after later ones.
OVERLAP = timedelta(seconds=10)


@needs(Role.READER)
@require_POST
def live(request: EditorRequest, article_id: int) -> HttpResponse:
    """Answer with what has changed since `since`, the time in an earlier answer. Without `since`, nothing has changed.

    The JSON is a change document with the server's time (`now`) and the names of the other editors who have the article
    open (`others`). Note that this editor has it open.
    """
    article = article_for(request, article_id)
    now = timezone.now()
    others = [str(editor) for editor in note_presence(article=article, editor=request.user, now=now)]
    since = parse_moment(request.POST.get("since", "")) or now
    document = _changes_since(request, article.pk, since - OVERLAP)
    return JsonResponse({**document, "now": now.isoformat(), "others": others})


def _changes_since(request: EditorRequest, article_id: int, moment: datetime) -> ChangeDocument:
    claims = Claim.objects.filter(article=article_id)
    changed = claims.changed_since(moment)
    if not changed:
        return change_document()
    paragraphs, has_more = moved_paragraphs(article_id, changed, Filter.of(request))
    reload = notice_of("note", "A lot has changed in this article. Reload the page to see it all.")
    return change_document(
        claims=[anybodys_change(claim, request.user) for claim in changed],
        paragraphs=paragraphs,
        progress=claims.count_progress(),
        notice=reload if has_more else None,
    )
