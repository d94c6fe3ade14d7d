"""What other editors do in an article, for a page that asks every few seconds."""

from datetime import datetime, timedelta

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.http import require_POST, require_safe

from annotate.models import Claim, Role, User
from annotate.tagging.open_articles import note_presence
from annotate.web.access import article_for, needs
from annotate.web.claim_filter import Filter
from annotate.web.decision_response import paragraphs_at, told
from annotate.web.integers import parse_integers
from annotate.web.request import EditorRequest

# A tag's time is that of its transaction's beginning: one that took longer may be seen only after later ones.
OVERLAP = timedelta(seconds=10)
MOST_PARAGRAPHS = 50
_FIRST_YEAR = 2000


@needs(Role.READER)
@require_POST
def live(request: EditorRequest, article_id: int) -> HttpResponse:
    """As JSON: the server's time, who else has the article open, and the claims that were decided since `since` (a time
    that an earlier answer gave), with how many are decided now. Notes that the editor is here."""
    article = article_for(request, article_id)
    now = timezone.now()
    others = [str(editor) for editor in note_presence(article=article, editor=request.user, now=now)]
    since = _time(request.POST.get("since", "")) or now
    changed = Claim.objects.filter(article=article).changed_since(since - OVERLAP).with_decisions()
    claims = [_told(claim, request.user) for claim in changed]
    progress = Claim.objects.filter(article=article).progress() if claims else None
    return JsonResponse({"now": now.isoformat(), "others": others, "claims": claims, "progress": progress})


@needs(Role.READER)
@require_safe
def paragraphs(request: EditorRequest, article_id: int) -> HttpResponse:
    """The paragraphs that begin at these places of the text, as they are now, to take the place of the old ones."""
    article = article_for(request, article_id)
    starts = [at for at in parse_integers(request.GET.get("at", ""))[:MOST_PARAGRAPHS] if at is not None]
    shown = paragraphs_at(article.pk, [(start, start + 1) for start in starts], Filter.of(request))
    return render(request, "articles/article.html#paragraphs", shown)


def _told(claim: Claim, editor: User) -> dict[str, object]:
    tag = claim.tag
    return {
        **told(claim),
        "visible": claim.is_visible,
        "spans": claim.spans,
        "by": str(tag.editor) if tag else "",
        "mine": bool(tag and tag.editor == editor),
        "actor": str(claim.actor or ""),
    }


def _time(sent: str) -> datetime | None:
    try:
        moment = parse_datetime(sent)
    except ValueError:
        return None
    return moment if moment and is_aware(moment) and moment.year > _FIRST_YEAR else None
