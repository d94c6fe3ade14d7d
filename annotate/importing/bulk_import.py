"""Import many articles: store files and addresses, track progress, stop and restart."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from annotate import audit_log
from annotate.importing.article_intake import NewArticles, claims_left_out, sha256_of, store_articles
from annotate.importing.decoding import Unreadable
from annotate.importing.fetching import check_url
from annotate.importing.readers.column_mapping import ColumnMapping, check_mapping
from annotate.importing.readers.reader_choice import detect_format, read_glimpse
from annotate.importing.readers.reader_types import LONGEST, Problem, Read, ReadArticle, one_line
from annotate.importing.readers.tables import Glimpse
from annotate.importing.stored_files import StoredFile, store_pieces
from annotate.models import Article, Import, ImportAddress, ImportProblem, Role, User
from annotate.models.article_import import ImportQuerySet

State = Import.State
MOST_PROBLEMS = 10_000  # stored for an import; the others are only counted
MOST_ADDRESSES = 10_000
LONGEST_NAME = 300
SHOWN_ROWS, SHOWN_CHARACTERS = 5, 160
LONGEST_COLUMN = 200


class Overtaken(Exception):
    """Another job works on this import, or it was stopped. The job that catches this must end; it changed nothing."""


@dataclass(frozen=True, slots=True)
class BulkProgress:
    """A job's progress: how many reads it stored before this batch, and how much of the file it has read."""

    seen: int
    read: int


@transaction.atomic
def store_file(*, name: str, chunks: Iterable[bytes], started_by: User) -> Import:
    """Store a file to be imported. A table then waits for its columns to be confirmed, any other file for a worker.

    Raise Unreadable, and store nothing, if no reader can read the file.
    """
    bulk = Import.objects.create(name=one_line(name, LONGEST_NAME) or "file", started_by=started_by)
    bulk.size = store_pieces(of=bulk, chunks=chunks)
    file = StoredFile(bulk)
    detect_format(bulk.name, file.open)
    if glimpse := read_glimpse(bulk.name, file.open):
        bulk.glimpse, bulk.mapping, bulk.state = _as_json(glimpse), asdict(glimpse.mapping), State.MAPPING
    bulk.save()
    audit_log.note(audit_log.Action.IMPORTED, by=started_by, subject=bulk.name, detail=f"a file of {bulk.size:,} bytes")
    return bulk


def _as_json(glimpse: Glimpse) -> dict[str, list]:
    header = [name for name in glimpse.header if len(name) <= LONGEST_COLUMN]
    rows = [[one_line(row.get(name, ""), SHOWN_CHARACTERS) for name in header] for row in glimpse.rows[:SHOWN_ROWS]]
    return {"header": header, "rows": rows}


@transaction.atomic
def store_addresses(*, urls: Sequence[str], started_by: User) -> Import:
    """Store the addresses of pages to fetch, without duplicates. Raise Unreadable if one can't be a web page's."""
    urls = list(dict.fromkeys(url.strip() for url in urls if url.strip()))
    if len(urls) > MOST_ADDRESSES:
        raise Unreadable(
            f"You can import at most {MOST_ADDRESSES:,} addresses at once; these are {len(urls):,}. Import them in "
            "parts."
        )
    for number, url in enumerate(urls, 1):
        _check_address(url, f"Address {number}" if len(urls) > 1 else "")
    name = one_line(urls[0], LONGEST_NAME) if len(urls) == 1 else f"{len(urls):,} addresses"
    bulk = Import.objects.create(name=name, of_addresses=True, size=len(urls), started_by=started_by)
    ImportAddress.objects.bulk_create(
        [ImportAddress(of=bulk, number=number, url=url) for number, url in enumerate(urls, 1)], batch_size=1000
    )
    audit_log.note(audit_log.Action.IMPORTED, by=started_by, subject=name, detail=", ".join(urls))
    return bulk


def _check_address(url: str, place: str) -> None:
    try:
        if len(url) > LONGEST["url"]:
            raise Unreadable(
                f"This URL is longer than {LONGEST['url']:,} characters. Use a shorter one for the same page."
            )
        check_url(url)
    except Unreadable as error:
        raise Unreadable(f"{place}, “{url[:60]}”: {error}" if place else str(error)) from error


@transaction.atomic
def confirm_columns(*, import_id: int, mapping: ColumnMapping) -> bool:
    """Confirm a table's columns. Return False if they were confirmed before. Raise Unreadable if a column is
    missing."""
    bulk = Import.objects.select_for_update().get(pk=import_id)
    if bulk.state != State.MAPPING or bulk.glimpse is None:
        return False
    check_mapping(mapping, bulk.glimpse["header"])
    bulk.mapping, bulk.state = asdict(mapping), State.WAITING
    bulk.save(update_fields=["mapping", "state"])
    return True


def stop(*, import_id: int) -> bool:
    """Stop an import after its current batch. Return whether it was in progress."""
    return bool(Import.objects.going_on().filter(pk=import_id).update(state=State.STOPPED))


def restart(*, import_id: int, by: User) -> bool:
    """Make a stopped or failed import wait for a worker again. Return whether it was stopped or had failed.

    If the person who started it may no longer import, `by` takes it over.
    """
    stopped = Import.objects.filter(pk=import_id, state__in=[State.STOPPED, State.FAILED]).select_related("started_by")
    starter = next((bulk.started_by for bulk in stopped), by)
    return bool(stopped.update(state=State.WAITING, started_by=starter if starter.may(Role.EDITOR) else by))


def discard(*, import_id: int) -> bool:
    """Delete an import that has stored nothing, with its file. Return whether it was deleted."""
    unused = Import.objects.filter(pk=import_id, seen=0).exclude(state__in=[State.WAITING, State.RUNNING])
    return bool(unused.delete()[0])


def begin(*, import_id: int) -> Import | None:
    """Mark an import's file as being read. Return None if nothing is left to read."""
    waiting = Import.objects.to_be_run().filter(pk=import_id)
    return Import.objects.select_related("started_by").get(pk=import_id) if _begin(waiting) else None


def begin_page(*, address_id: int) -> ImportAddress | None:
    """Return the address to fetch now; None if it was fetched already, or if its import was stopped."""
    address = ImportAddress.objects.select_related("of__started_by").filter(pk=address_id, done=False).first()
    if (
        address
        and address.of.state != State.RUNNING
        and not _begin(Import.objects.to_be_run().filter(pk=address.of_id))
    ):
        return None
    return address


def _begin(imports: ImportQuerySet) -> bool:
    now = timezone.now()
    beginning = {"began_at": now, "began_seen": F("seen"), "began_read": F("read")}
    return bool(imports.update(state=State.RUNNING, heard_at=now, **beginning))


def fail(*, import_id: int) -> None:
    """Mark an import as failed. Its articles stay, and it can be restarted."""
    Import.objects.going_on().filter(pk=import_id).update(state=State.FAILED)


@transaction.atomic
def finish(*, import_id: int, seen: int) -> None:
    """Mark an import as done and delete its file. Raise Overtaken."""
    bulk = _lock(import_id, seen)
    bulk.state, bulk.read, bulk.heard_at = State.DONE, bulk.size, timezone.now()
    bulk.save(update_fields=["state", "read", "heard_at"])
    bulk.pieces.all().delete()


@transaction.atomic
def store_batch(*, import_id: int, reads: Sequence[Read], at: BulkProgress) -> NewArticles:
    """Store and count a batch in one transaction, so that a killed job leaves both or neither. Return the new articles.

    Raise Overtaken if the import was stopped, or if another job stored something.
    """
    return _store(_lock(import_id, at.seen), reads, at.read)


@transaction.atomic
def store_page(*, address: ImportAddress, read: Read) -> NewArticles:
    """Store and count a fetched page, as `store_batch` does. Pages may arrive in any order. Raise Overtaken."""
    bulk = _lock(address.of_id)
    if not ImportAddress.objects.filter(pk=address.pk, done=False).update(done=True):
        raise Overtaken
    new = _store(bulk, [read], bulk.read + 1)
    if bulk.read == bulk.size:
        Import.objects.filter(pk=bulk.pk).update(state=State.DONE)
    return new


def _lock(import_id: int, seen: int | None = None) -> Import:
    bulk = Import.objects.select_for_update().get(pk=import_id)
    if bulk.state != State.RUNNING or seen not in (None, bulk.seen):
        raise Overtaken
    return bulk


def _place(problem: Problem, bulk: Import) -> str:
    """Return the problem's place without the file's name, which would be the same in each."""
    return problem.place.removeprefix(f"{bulk.name}, ")[:500]


def _store(bulk: Import, reads: Sequence[Read], read: int) -> NewArticles:
    articles = [item for item in reads if isinstance(item, ReadArticle)]
    problems = [item for item in reads if isinstance(item, Problem)]
    new = store_articles(reads=articles, imported_by=bulk.started_by)
    left_out = claims_left_out(articles, new)
    problems += left_out
    room = max(0, MOST_PROBLEMS - bulk.problem_count)
    ImportProblem.objects.bulk_create(
        ImportProblem(of=bulk, place=_place(problem, bulk), sentence=problem.sentence[:500])
        for problem in problems[:room]
    )
    bulk.seen += len(reads)
    bulk.taken_in += len(new)
    bulk.known += len(articles) - len(new) - len(left_out)
    bulk.problem_count += len(problems)
    bulk.read, bulk.heard_at = read, timezone.now()
    if bulk.first_article_id is None and articles:
        bulk.first_article = new[0][0] if new else Article.objects.only("pk").get(sha256=sha256_of(articles[0].text))
    bulk.save(update_fields=["seen", "taken_in", "known", "problem_count", "read", "heard_at", "first_article"])
    return new
