"""The page of one actor: details, claims over time, denials by others, aliases and history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from annotate.actors.register import last_change
from annotate.actors.searching import search_actors
from annotate.models import Actor, ActorChange, Article, Claim, LikelyDuplicate
from annotate.web.actor_form import ActorForm
from annotate.web.request import EditorRequest
from annotate.web.timeline import group_by_period

PAGE_SIZE = 40
DENIALS_SHOWN = 20
MOST_CHANGES = 50
MOST_FOUND = 8


def actor_page(
    request: EditorRequest, actor: Actor, form: ActorForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Render the whole page, or for htmx only the actors found to merge with."""
    typed = request.GET.get("into", "").strip()
    others = (
        [hit for hit in search_actors(typed, most=MOST_FOUND + 1) if hit.actor != actor][:MOST_FOUND] if typed else []
    )
    if request.htmx.target == "others":
        return render(request, "actors/actor.html#others", {"actor": actor, "typed": typed, "others": others})
    claims, denials = Claim.objects.by_actor(actor.pk), Claim.objects.denying_allegations_by(actor.pk)
    page = {
        "actor": actor,
        "form": form or ActorForm.of(actor, seen=last_change(actor)),
        "aliases": actor.aliases.order_by("learnt", "key"),
        "merged": actor.family.prefetch_related("aliases").order_by("key"),
        "pairs": LikelyDuplicate.objects.open().with_actor(actor),
        "periods": group_by_period(claims.count_by_month_and_kind()),
        "claims": Paginator(claims.for_listing(), PAGE_SIZE).get_page(request.GET.get("page")),
        "articles": Article.objects.with_claims_by(actor.pk).count(),
        "denials": Paginator(denials.for_listing(), DENIALS_SHOWN).get_page(request.GET.get("denials")),
        "undecided": Claim.objects.suggested_for(actor.pk).count(),
        "changes": ActorChange.objects.filter(actor=actor).select_related("editor").order_by("-pk")[:MOST_CHANGES],
        "most_changes": MOST_CHANGES,
        "typed": typed,
        "others": others,
    }
    return render(request, "actors/actor.html", page, status=status)
