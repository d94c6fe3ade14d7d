"""Bringing articles: one, or many at once, whose import is shown while it goes on."""

from collections.abc import Sequence
from zipfile import ZIP_STORED

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from annotate.exporting.import_problems import stream_problems
from annotate.exporting.zip_stream import stream_zip
from annotate.importing import bulk_import
from annotate.importing.decoding import Unreadable
from annotate.models import Import, Role
from annotate.web.access import import_for, may_change_import, needs, own_import_for
from annotate.web.health import workers
from annotate.web.import_forms import ImportForm, MappingForm
from annotate.web.import_status import ImportStatus
from annotate.web.request import EditorRequest
from annotate.workflows import article_imports

PAGE_SIZE = 25


@needs(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: EditorRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := _brought(form, request)):
        return redirect(made)
    most = {"most_bytes": settings.ARTICLE_MAX_BYTES, "most_of_many": settings.IMPORT_MAX_BYTES}
    most["most_files"] = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return render(request, "imports/bring.html", {"form": form, **most}, status=422 if form.is_bound else 200)


def _brought(form: ImportForm, request: EditorRequest):
    """The article, or the import; None if it was refused, and the form says why."""
    sent = form.cleaned_data
    try:
        if files := sent.get("many"):
            return article_imports.import_file(**_as_one(files), started_by=request.user)
        if sent["addresses"]:
            return article_imports.import_pages(urls=sent["addresses"], started_by=request.user)
    except Unreadable as error:
        return form.add_error("addresses" if sent["addresses"] else None, str(error))
    article, is_new = article_imports.import_article(**form.article(), imported_by=request.user)
    if not is_new:
        messages.info(request, f"This text was already imported on {article.imported_at:%-d %B %Y}. Here it is.")
    return article


def _as_one(files: Sequence[UploadedFile]) -> dict:
    """The file's name and content; of several, a zip of them."""
    for file in files:
        file.seek(0)
    if len(files) == 1:
        return {"name": files[0].name, "chunks": files[0].chunks()}
    packed = stream_zip(((file.name, file.chunks()) for file in files), method=ZIP_STORED)
    return {"name": f"{len(files)} files.zip", "chunks": packed}


@needs(Role.EDITOR)
@require_safe
def import_list(request: EditorRequest) -> HttpResponse:
    page = Paginator(Import.objects.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"page": page})


@needs(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: EditorRequest, import_id: int) -> HttpResponse:
    """The columns of a table until they are confirmed, by POST; then how far the import is."""
    if request.method == "POST":
        return _map_columns(request, own_import_for(request, import_id))
    shown = import_for(request, import_id)
    if shown.state == Import.State.MAPPING:
        return _mapping_page(request, shown, MappingForm(brought=shown))
    if request.htmx:
        return _news(request, shown)
    problems = Paginator(shown.problems.order_by("pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    shown_with = {"page": problems, "may_change": may_change_import(request.user, shown)}
    return render(request, "imports/import.html", _progress(shown) | shown_with)


def _map_columns(request: EditorRequest, brought: Import) -> HttpResponse:
    if brought.state != Import.State.MAPPING:
        return redirect(brought)
    form = MappingForm(request.POST, brought=brought)
    if not form.is_valid():
        return _mapping_page(request, brought, form, status=422)
    article_imports.confirm_columns(import_id=brought.pk, mapping=form.mapping())
    return redirect(brought)


def _mapping_page(request: EditorRequest, brought: Import, form: MappingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "imports/columns.html", {"import": brought, "form": form}, status=status)


def _news(request: EditorRequest, shown: Import) -> HttpResponse:
    """What the page asks for every second; at the end, the whole page anew, or the only article."""
    if shown.is_going_on:
        return render(request, "imports/import.html#progress", _progress(shown))
    if shown.of_addresses and shown.size == 1 and shown.first_article:
        return HttpResponseClientRedirect(shown.first_article.get_absolute_url())
    return HttpResponseClientRefresh()


def _progress(shown: Import) -> dict:
    alone = shown.state == Import.State.WAITING and not workers()
    gone = not shown.started_by.may(Role.EDITOR)
    return {"import": shown, "progress": ImportStatus.of(shown), "without_workers": alone, "starter_is_gone": gone}


@needs(Role.EDITOR)
@require_POST
def stop(request: EditorRequest, import_id: int) -> HttpResponse:
    bulk_import.stop(import_id=own_import_for(request, import_id).pk)
    return redirect("bulk-import", import_id)


@needs(Role.EDITOR)
@require_POST
def start_again(request: EditorRequest, import_id: int) -> HttpResponse:
    article_imports.restart_import(import_id=own_import_for(request, import_id).pk, by=request.user)
    return redirect("bulk-import", import_id)


@needs(Role.EDITOR)
@require_POST
def discard(request: EditorRequest, import_id: int) -> HttpResponse:
    discarded = own_import_for(request, import_id)
    if not bulk_import.discard(import_id=discarded.pk):
        return redirect(discarded)
    messages.success(request, f"{discarded.name} was discarded. Nothing was imported.")
    return redirect("import")


@needs(Role.EDITOR)
@require_safe
def problems_csv(request: EditorRequest, import_id: int) -> StreamingHttpResponse:
    shown = import_for(request, import_id)
    return StreamingHttpResponse(
        stream_problems(shown),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{shown.pk}-problems.csv"'},
    )
