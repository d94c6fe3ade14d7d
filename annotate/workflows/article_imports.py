"""Import articles, one or many at once, and queue the search for their claims."""

import logging
from collections.abc import Iterable, Sequence
from typing import Unpack

from django.db import transaction

from annotate.importing import bulk_import
from annotate.importing.article_intake import ArticleFields, NewArticles, store_article, store_articles
from annotate.importing.decoding import Unreadable
from annotate.importing.fetching import fetch
from annotate.importing.import_progress import batches, unseen_reads
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.reader_choice import read_fetched
from annotate.importing.readers.reader_types import Problem, Read, ReadArticle
from annotate.importing.stored_files import StoredFile
from annotate.models import Article, Import, ImportAddress, Role, User
from annotate.workflows.imported_claims import store_claims_and_queue_detection
from annotate.workflows.job_queue import AT_ONCE, LATER, first_waiting_job, queue_detection, queue_import

logger = logging.getLogger(__name__)


@transaction.atomic
def import_article(**fields: Unpack[ArticleFields]) -> tuple[Article, bool]:
    """Store an article and, if it is new, queue the search for its claims: both or neither.

    Inputs and outputs are those of `store_article`.
    """
    article, is_new = store_article(**fields)
    if is_new:
        queue_detection([article.pk])
    return article, is_new


@transaction.atomic
def import_file(*, name: str, chunks: Iterable[bytes], started_by: User) -> Import:
    """Store a file and queue its import. A table's import is queued later, by `confirm_columns`.

    Raise Unreadable, and store nothing, if no reader can read the file.
    """
    bulk = bulk_import.store_file(name=name, chunks=chunks, started_by=started_by)
    if bulk.state == Import.State.WAITING:
        queue_import(bulk)
    return bulk


@transaction.atomic
def import_pages(*, urls: Sequence[str], started_by: User) -> Import:
    """Store the addresses of pages and queue the fetching of each. Raise Unreadable if one can't be a web page's."""
    bulk = bulk_import.store_addresses(urls=urls, started_by=started_by)
    queue_import(bulk)
    return bulk


@transaction.atomic
def confirm_columns(*, import_id: int, mapping: ColumnMapping) -> None:
    """Confirm a table's columns and queue its import. Raise Unreadable if the table lacks one of them."""
    if bulk_import.confirm_columns(import_id=import_id, mapping=mapping):
        queue_import(Import.objects.get(pk=import_id))


@transaction.atomic
def restart_import(*, import_id: int, by: User) -> None:
    """Queue a stopped or failed import again. It continues where it stopped."""
    if bulk_import.restart(import_id=import_id, by=by):
        queue_import(Import.objects.get(pk=import_id))


@transaction.atomic
def import_reads(reads: Sequence[Read], *, imported_by: User | None) -> NewArticles:
    """Store the articles that are new, with the claims that came with them, and queue the search for more claims."""
    articles = [read for read in reads if isinstance(read, ReadArticle)]
    new = store_articles(reads=articles, imported_by=imported_by)
    store_claims_and_queue_detection(new, imported_by, LATER if len(new) > 1 else AT_ONCE)
    return new


def run_import(*, import_id: int) -> None:
    """Read an import's file from where the last job stopped, and store its articles batch by batch."""
    bulk = bulk_import.begin(import_id=import_id)
    if bulk is None or not _may_continue(bulk):
        return
    try:
        _run(bulk)
    except bulk_import.Overtaken:
        logger.info("Import %s was stopped, or another job is working on it.", import_id)
    except Exception:  # any failure must show on the import's page
        bulk_import.fail(import_id=import_id)
        raise


def fetch_page(*, address_id: int) -> None:
    """Fetch a page and store its article."""
    address = bulk_import.begin_page(address_id=address_id)
    if address is None or not _may_continue(address.of):
        return
    read = _fetch(address.url)
    try:
        _store_page(address, read)
    except bulk_import.Overtaken:
        logger.info("Import %s was stopped, or %s has been fetched already.", address.of_id, address.url)


def _may_continue(bulk: Import) -> bool:
    """Return whether the person who started the import may still import. If not, stop the import."""
    if bulk.started_by.may(Role.EDITOR):
        return True
    logger.warning("Stopped import %s: %s may no longer import.", bulk.pk, bulk.started_by.username)
    bulk_import.stop(import_id=bulk.pk)
    return False


def _run(bulk: Import) -> None:
    file, seen = StoredFile(bulk), bulk.seen
    waiting: int | None = None
    for batch in batches(unseen_reads(bulk, file)):
        _store_batch(bulk, batch, bulk_import.BulkProgress(seen, file.bytes_read))
        seen += len(batch)
        before, waiting = waiting, first_waiting_job()
        # With only one worker, an editor's own article would wait until the whole file has been read.
        if waiting and waiting == before:
            return queue_import(bulk)
    bulk_import.finish(import_id=bulk.pk, seen=seen)


@transaction.atomic
def _store_batch(bulk: Import, batch: Sequence[Read], at: bulk_import.BulkProgress) -> None:
    new = bulk_import.store_batch(import_id=bulk.pk, reads=batch, at=at)
    store_claims_and_queue_detection(new, bulk.started_by, LATER)


@transaction.atomic
def _store_page(address: ImportAddress, read: Read) -> None:
    new = bulk_import.store_page(address=address, read=read)
    store_claims_and_queue_detection(new, address.of.started_by, AT_ONCE if address.of.size == 1 else LATER)


def _fetch(url: str) -> Read:
    try:
        page = fetch(url)
        return read_fetched(page.raw, url=page.url, content_type=page.content_type, charset=page.charset)
    except Unreadable as error:
        return Problem(url[:500], str(error))
    except Exception as error:  # must be reported: otherwise the import would wait for this page for ever
        logger.exception("Could not fetch %s.", url)
        return Problem(
            url[:500], f"Something broke on our side ({type(error).__name__}) and was logged. Try this URL again later."
        )
