"""Download claims, and the page for choosing them."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from annotate.exporting.formats import export_audited, file_name, media_type
from annotate.models import Claim, Role
from annotate.models.claim_queries import ClaimQuerySet
from annotate.web.access import actor_for, article_for, needs
from annotate.web.export_form import ExportForm
from annotate.web.request import EditorRequest


@needs(Role.LEAD)
@require_safe
def choose(request: EditorRequest) -> HttpResponseBase:
    form = ExportForm(request.GET or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "export.html#number" if request.htmx else "export.html", {"form": form}, status=status)
    if "download" not in request.GET:
        shown = {"form": form, "number": form.claims().visible().count(), "articles": form.cleaned_data["article"]}
        return render(request, "export.html#number" if request.htmx else "export.html", shown)
    format, with_manifest = form.cleaned_data["format"], form.cleaned_data["manifest"]
    return _download(request, form.claims(), form.describe(), "claims", format, with_manifest=with_manifest)


@needs(Role.EDITOR)
@require_safe
def article_csv(request: EditorRequest, article_id: int) -> StreamingHttpResponse:
    article = article_for(request, article_id)
    claims = Claim.objects.filter(article=article.pk)
    return _download(request, claims, f"article: {article.title}", _stem(article.title, article.pk, "article"))


@needs(Role.LEAD)
@require_safe
def actor_csv(request: EditorRequest, actor_id: int) -> StreamingHttpResponse:
    actor = actor_for(request, actor_id).survivor_or_self
    claims = Claim.objects.by_actor(actor.pk)
    return _download(request, claims, f"actor: {actor.name}", _stem(actor.name, actor.pk, "actor"))


@needs(Role.LEAD)
@require_safe
def list_csv(request: EditorRequest) -> StreamingHttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    subject = f"articles: {words}" if words else "all claims"
    return _download(request, Claim.objects.in_articles_matching(words), subject, "claims")


def _stem(name: str, number: int, default: str) -> str:
    return f"{slugify(name)[:60].strip('-') or default}-{number}"


def _download(
    request: EditorRequest,
    claims: ClaimQuerySet,
    subject: str,
    stem: str,
    format: str = "csv",
    *,
    with_manifest: bool = False,
) -> StreamingHttpResponse:
    name = file_name(stem, format, with_manifest=with_manifest)
    return StreamingHttpResponse(
        export_audited(by=request.user, subject=subject, claims=claims, format=format, with_manifest=with_manifest),
        content_type=media_type(format, with_manifest=with_manifest),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
