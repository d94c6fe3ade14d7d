"""Searching the register of actors, and making an actor in place."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotate.actors.names import BadName, key
from annotate.actors.register import create_actor
from annotate.models import Actor
from annotate.web.views.errors import problem

MOST_OPTIONS = 8


@require_http_methods(["GET", "HEAD", "POST"])
def actors(request: HttpRequest) -> HttpResponse:
    return _create(request) if request.method == "POST" else _search(request)


def _search(request: HttpRequest) -> HttpResponse:
    typed, shown = request.GET.get("actor_name", "").strip(), request.GET.get("actor_shown", "")
    article_id = request.GET.get("article", "")
    article_id = int(article_id) if article_id.isdecimal() else 0
    if typed in ("", shown):  # nothing typed yet: the names that the article itself suggests
        typed, offered = "", Actor.objects.suggested_in(article_id)
    else:
        offered = Actor.objects.offered_in(article_id).like(key(typed))
    found = list(offered[:MOST_OPTIONS])
    is_new = bool(key(typed)) and all(actor.key != key(typed) for actor in found)
    return render(request, "actors/options.html", {"typed": typed, "found": found, "is_new": is_new})


def _create(request: HttpRequest) -> HttpResponse:
    try:
        actor = create_actor(name=request.POST.get("actor_name", ""), created_by=request.user)
    except BadName as error:
        return problem(request, 422, "That cannot be a name", str(error))
    if request.htmx:
        return render(request, "articles/article.html#actor", {"actor_id": actor.pk, "actor_name": actor.name})
    sent = request.POST
    if not (sent.get("article", "").isdecimal() and sent.get("claim", "").isdecimal()):
        return redirect("articles")
    kept = {"claim": sent["claim"], "kind": sent.get("kind", ""), "actor": actor.pk}
    return redirect(f"{reverse('article', args=[sent['article']])}?{urlencode(kept)}")
