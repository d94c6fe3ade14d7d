"""The register of actors: its list, an actor's page, merging, and the search for an actor on a claim's card."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotate.actors import duplicates, merging, register
from annotate.actors.names import BadName, key_of_name
from annotate.actors.searching import search_actors
from annotate.models import Actor, LikelyDuplicate, Role
from annotate.models.actor import ActorQuerySet
from annotate.web.access import actor_for, needs
from annotate.web.actor_form import ActorForm
from annotate.web.actor_page import actor_page
from annotate.web.article_urls import article_url
from annotate.web.integers import parse_integer
from annotate.web.request import EditorRequest
from annotate.web.views.errors import problem

MOST_OPTIONS = 8
PAGE_SIZE = 50


@needs(Role.READER, to_change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def actors(request: EditorRequest) -> HttpResponse:
    if request.method == "POST":
        return _create(request)
    words, type_ = request.GET.get("q", "").strip(), request.GET.get("type", "")
    listed = Actor.objects.in_register().of_type(type_).with_claim_counts().order_by("key")
    found: ActorQuerySet | list[Actor] = listed
    if words:
        found = list(listed.in_bulk([hit.actor.pk for hit in search_actors(words, most=PAGE_SIZE)]).values())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {"page": page, "words": words, "type": type_, "types": Actor.Type, "pairs": LikelyDuplicate.objects.open()}
    return render(request, f"actors/list.html{'#found' if request.htmx.target == 'found' else ''}", shown)


@needs(Role.READER)
@require_safe
def options(request: EditorRequest) -> HttpResponse:
    typed, shown = request.GET.get("actor_name", "").strip(), request.GET.get("actor_shown", "")
    article_id = parse_integer(request.GET.get("article", "")) or 0
    if typed in ("", shown):  # nothing typed yet
        suggested = {actor.survivor_or_self: actor for actor in Actor.objects.suggested_in(article_id)}
        return render(request, "actors/options.html", {"suggested": list(suggested)[:MOST_OPTIONS]})
    hits = search_actors(typed, most=MOST_OPTIONS, article_id=article_id)
    is_new = bool(key_of_name(typed)) and all(hit.actor.key != key_of_name(typed) for hit in hits)
    return render(request, "actors/options.html", {"typed": typed, "hits": hits, "is_new": is_new})


@needs(Role.READER, to_change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def actor(request: EditorRequest, actor_id: int) -> HttpResponse:
    shown = actor_for(request, actor_id)
    if shown.survivor:
        messages.info(request, f"{shown.name} has been merged into {shown.survivor}.")
        return redirect("actor", shown.survivor_id)
    if request.method != "POST":
        return actor_page(request, shown)
    form = ActorForm(request.POST)
    if not form.is_valid():
        return actor_page(request, shown, form, status=422)
    try:
        register.change_actor(actor_id=shown.pk, editor=request.user, **form.cleaned_data)
    except register.StaleActor as error:
        form.add_error(None, str(error))
        now = actor_for(request, actor_id)
        return actor_page(request, now, form.with_seen(register.last_change(now)), status=409)
    except register.ActorChangeRefused as error:
        form.add_error(None, str(error))
        return actor_page(request, shown, form, status=422)
    messages.success(request, "Saved.")
    return redirect("actor", shown.pk)


@needs(Role.EDITOR)
@require_POST
def add_alias(request: EditorRequest, actor_id: int) -> HttpResponse:
    shown = actor_for(request, actor_id).survivor_or_self
    try:
        alias = register.add_alias(actor_id=shown.pk, name=request.POST.get("alias", ""), editor=request.user)
    except (BadName, register.ActorChangeRefused) as error:
        return _render_refusal(request, shown, "The alias was not added", error)
    return _redirect_with_notice(request, shown, f"{alias.name} is now an alias of {shown.name}.")


@needs(Role.EDITOR)
@require_POST
def remove_alias(request: EditorRequest, actor_id: int, alias_id: int) -> HttpResponse:
    shown = actor_for(request, actor_id).survivor_or_self
    register.remove_alias(actor_id=actor_id, alias_id=alias_id, editor=request.user)
    return _redirect_with_notice(request, shown, "The alias was removed.")


@needs(Role.LEAD)
@require_POST
def merge(request: EditorRequest, actor_id: int) -> HttpResponse:
    shown, into_id = actor_for(request, actor_id), parse_integer(request.POST.get("into", ""))
    if into_id is None:
        return _render_refusal(request, shown, "The actors were not merged", "Choose an actor to merge this one into.")
    try:
        survivor = merging.merge_actors(actor_id=shown.pk, into_id=actor_for(request, into_id).pk, editor=request.user)
    except register.ActorChangeRefused as error:
        return _render_refusal(request, shown.survivor_or_self, "The actors were not merged", error, status=409)
    return _redirect_with_notice(
        request, survivor, f"{shown.name} was merged into {survivor.name}. You can undo this below."
    )


@needs(Role.LEAD)
@require_POST
def unmerge(request: EditorRequest, actor_id: int) -> HttpResponse:
    shown = merging.undo_merge(actor_id=actor_for(request, actor_id).pk, editor=request.user)
    return _redirect_with_notice(request, shown, f"{shown.name} is a separate actor again.")


@needs(Role.EDITOR)
@require_POST
def remove(request: EditorRequest, actor_id: int) -> HttpResponse:
    shown = actor_for(request, actor_id).survivor_or_self
    try:
        register.remove_actor(actor_id=shown.pk, editor=request.user)
    except register.ActorChangeRefused as error:
        return _render_refusal(request, shown, f"{shown.name} was not removed", error, status=409)
    messages.success(request, f"{shown.name} was removed from the register.")
    return redirect("actors")


@needs(Role.LEAD)
@require_safe
def pairs(request: EditorRequest) -> HttpResponse:
    page = Paginator(LikelyDuplicate.objects.open(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "actors/duplicates.html", {"page": page})


@needs(Role.LEAD)
@require_POST
def keep_apart(request: EditorRequest, pair_id: int) -> HttpResponse:
    try:
        duplicates.keep_apart(pair_id=pair_id, editor=request.user)
    except LikelyDuplicate.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, "Noted. This pair will not be suggested again.")
    return redirect(request.POST["back"] if request.POST.get("back", "").startswith("/actors/") else "duplicates")


def _create(request: EditorRequest) -> HttpResponse:
    try:
        made = register.create_actor(name=request.POST.get("actor_name", ""), created_by=request.user)
    except BadName as error:
        return problem(request, 422, "The actor was not created", str(error))
    if request.htmx:
        return render(request, "articles/article.html#actor", {"actor_id": made.pk, "actor_name": made.name})
    article_id, claim_id = (parse_integer(request.POST.get(name, "")) for name in ("article", "claim"))
    if article_id is None or claim_id is None:
        return redirect("actor", made.pk)
    return redirect(article_url(article_id, claim=claim_id, kind=request.POST.get("kind", ""), actor=made.pk))


def _redirect_with_notice(request: EditorRequest, shown: Actor, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("actor", shown.pk)


def _render_refusal(
    request: EditorRequest, shown: Actor, title: str, sentence: object, *, status: int = 422
) -> HttpResponse:
    back = reverse("actor", args=[shown.pk])
    return problem(request, status, title, str(sentence), link=back, link_words=f"Back to {shown.name}")
