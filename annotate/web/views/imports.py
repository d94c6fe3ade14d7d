"""Import one article at once, or many with a page that shows the progress."""

from collections.abc import Sequence
from typing import Any
from zipfile import ZIP_STORED

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from annotate.exporting.import_problems import stream_problems
from annotate.exporting.zip_stream import stream_zip
from annotate.importing import bulk_import
from annotate.importing.decoding import Unreadable
from annotate.models import Article, Import, Role
from annotate.web.access import import_for, may_change_import, needs, own_import_for
from annotate.web.health import count_workers
from annotate.web.import_forms import ImportForm, MappingForm
from annotate.web.import_status import ImportStatus
from annotate.web.request import EditorRequest
from annotate.workflows import article_imports

PAGE_SIZE = 25


# Not "no-store": browsers would drop the text that was pasted when an editor goes back to this page.
@needs(Role.EDITOR)
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request: EditorRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (imported := _start(form, request)):
        return redirect(imported)
    limits = {"most_bytes": settings.ARTICLE_MAX_BYTES, "most_of_many": settings.IMPORT_MAX_BYTES}
    limits["most_files"] = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return render(request, "imports/new.html", {"form": form, **limits}, status=422 if form.is_bound else 200)


def _start(form: ImportForm, request: EditorRequest) -> Article | Import | None:
    """Return the article, or the import that was started; None if it was refused, with the reason in the form."""
    sent = form.cleaned_data
    try:
        if files := sent.get("many"):
            return article_imports.import_file(**_pack(files), started_by=request.user)
        if sent["addresses"]:
            return article_imports.import_pages(urls=sent["addresses"], started_by=request.user)
    except Unreadable as error:
        form.add_error("addresses" if sent["addresses"] else None, str(error))
        return None
    article, is_new = article_imports.import_article(**form.article(), imported_by=request.user)
    if not is_new:
        messages.info(request, f"This text was already imported on {article.imported_at:%-d %B %Y}. Here it is.")
    return article


def _pack(files: Sequence[UploadedFile]) -> dict[str, Any]:
    """Return the name and content of one file, or of a zip that contains several."""
    for file in files:
        file.seek(0)
    if len(files) == 1:
        return {"name": files[0].name, "chunks": files[0].chunks()}
    packed = stream_zip(((file.name or "", file.chunks()) for file in files), method=ZIP_STORED)
    return {"name": f"{len(files)} files.zip", "chunks": packed}


@needs(Role.EDITOR)
@require_safe
def import_list(request: EditorRequest) -> HttpResponse:
    page = Paginator(Import.objects.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"page": page})


@needs(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: EditorRequest, import_id: int) -> HttpResponse:
    """Show a table's columns until a POST confirms them; from then on, the import's progress."""
    if request.method == "POST":
        return _map_columns(request, own_import_for(request, import_id))
    shown = import_for(request, import_id)
    if shown.state == Import.State.MAPPING:
        return _mapping_page(request, shown, MappingForm(bulk=shown))
    if request.htmx:
        return _updates(request, shown)
    problems = Paginator(shown.problems.order_by("pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    shown_with = {"page": problems, "may_change": may_change_import(request.user, shown)}
    return render(request, "imports/import.html", _progress(shown) | shown_with)


def _map_columns(request: EditorRequest, bulk: Import) -> HttpResponse:
    if bulk.state != Import.State.MAPPING:
        return redirect(bulk)
    form = MappingForm(request.POST, bulk=bulk)
    if not form.is_valid():
        return _mapping_page(request, bulk, form, status=422)
    article_imports.confirm_columns(import_id=bulk.pk, mapping=form.mapping())
    return redirect(bulk)


def _mapping_page(request: EditorRequest, bulk: Import, form: MappingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "imports/columns.html", {"import": bulk, "form": form}, status=status)


def _updates(request: EditorRequest, shown: Import) -> HttpResponse:
    """Answer the page's poll with the progress; at the end reload the page, or open the only article."""
    if shown.is_going_on:
        return render(request, "imports/import.html#progress", _progress(shown))
    if shown.of_addresses and shown.size == 1 and shown.first_article:
        return HttpResponseClientRedirect(shown.first_article.get_absolute_url())
    return HttpResponseClientRefresh()


def _progress(shown: Import) -> dict[str, Any]:
    without_workers = shown.state == Import.State.WAITING and not count_workers()
    return {
        "import": shown,
        "progress": ImportStatus.of(shown),
        "without_workers": without_workers,
        "starter_is_gone": not shown.started_by.may(Role.EDITOR),
    }


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
