"""Taking many articles in: what an import is made of, how far it is, how it is stopped and goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from annotate import audit_log
from annotate.importing.article_intake import NewArticles, claims_left_out, sha256_of, store_articles
from annotate.importing.fetching import check_url
from annotate.importing.readers.column_mapping import ColumnMapping, check_mapping
from annotate.importing.readers.reader_choice import detect_format, read_glimpse
from annotate.importing.readers.reader_types import LONGEST, Problem, Read, ReadArticle, Unreadable, one_line
from annotate.importing.readers.tables import Glimpse
from annotate.importing.stored_files import StoredFile, store_pieces
from annotate.models import Article, Import, ImportAddress, ImportProblem, Role, User
from annotate.models.article_import import ImportQuerySet

State = Import.State
MOST_PROBLEMS = 10_000  # kept of an import; the rest is counted
MOST_ADDRESSES = 10_000
LONGEST_NAME = 300
SHOWN_ROWS, SHOWN_LETTERS = 5, 160
LONGEST_COLUMN = 200


class Overtaken(Exception):
    """Another job works on this import, or it has been stopped: whoever hears this ends, and has changed nothing."""


@dataclass(frozen=True, slots=True)
class BulkProgress:
    """How far a job is: how many reads it has seen before the ones it brings, and how much of the file is read."""

    seen: int
    read: int


@transaction.atomic
def store_file(*, name: str, chunks: Iterable[bytes], started_by: User) -> Import:
    """Stores a file to be imported. A table waits for its columns to be confirmed, everything else for a worker.

    Raises Unreadable for what no reader can read, and stores nothing then.
    """
    made = Import.objects.create(name=one_line(name, LONGEST_NAME) or "file", started_by=started_by)
    made.size = store_pieces(of=made, chunks=chunks)
    file = StoredFile(made)
    detect_format(made.name, file.open)
    if seen := read_glimpse(made.name, file.open):
        made.glimpse, made.mapping, made.state = _shown(seen), asdict(seen.mapping), State.MAPPING
    made.save()
    audit_log.note(audit_log.What.IMPORTED, by=started_by, subject=made.name, detail=f"a file of {made.size:,} bytes")
    return made


def _shown(seen: Glimpse) -> dict:
    header = [name for name in seen.header if len(name) <= LONGEST_COLUMN]
    rows = [[one_line(row.get(name, ""), SHOWN_LETTERS) for name in header] for row in seen.rows[:SHOWN_ROWS]]
    return {"header": header, "rows": rows}


@transaction.atomic
def store_addresses(*, urls: Sequence[str], started_by: User) -> Import:
    """Keeps addresses whose pages are to be fetched, each once. Raises Unreadable for one that is none of a page."""
    urls = list(dict.fromkeys(url.strip() for url in urls if url.strip()))
    if len(urls) > MOST_ADDRESSES:
        raise Unreadable(f"At most {MOST_ADDRESSES:,} addresses can be fetched at once; these are {len(urls):,}.")
    for number, url in enumerate(urls, 1):
        _check_address(url, f"Address {number}" if len(urls) > 1 else "")
    name = one_line(urls[0], LONGEST_NAME) if len(urls) == 1 else f"{len(urls):,} addresses"
    made = Import.objects.create(name=name, of_addresses=True, size=len(urls), started_by=started_by)
    ImportAddress.objects.bulk_create(
        [ImportAddress(of=made, number=number, url=url) for number, url in enumerate(urls, 1)], batch_size=1000
    )
    audit_log.note(audit_log.What.IMPORTED, by=started_by, subject=name, detail=", ".join(urls))
    return made


def _check_address(url: str, place: str) -> None:
    try:
        if len(url) > LONGEST["url"]:
            raise Unreadable(f"It is longer than {LONGEST['url']:,} characters.")
        check_url(url)
    except Unreadable as error:
        raise Unreadable(f"{place}, “{url[:60]}”: {error}" if place else str(error)) from error


@transaction.atomic
def confirm_columns(*, import_id: int, mapping: ColumnMapping) -> bool:
    """Confirms which column of a table is what; whether it was still to be confirmed. Raises Unreadable."""
    bulk = Import.objects.select_for_update().get(pk=import_id)
    if bulk.state != State.MAPPING:
        return False
    check_mapping(mapping, bulk.glimpse["header"])
    bulk.mapping, bulk.state = asdict(mapping), State.WAITING
    bulk.save(update_fields=["mapping", "state"])
    return True


def stop(*, import_id: int) -> bool:
    """Stops an import after the articles that are being taken in just now; whether it was going on."""
    return bool(Import.objects.going_on().filter(pk=import_id).update(state=State.STOPPED))


def restart(*, import_id: int, by: User) -> bool:
    """Lets a stopped or failed import wait for a worker again; whether it was stopped. If whoever started it may not
    import any more, it is `by`'s from now on."""
    standing = Import.objects.filter(pk=import_id, state__in=[State.STOPPED, State.FAILED]).select_related("started_by")
    starter = next((each.started_by for each in standing), by)
    return bool(standing.update(state=State.WAITING, started_by=starter if starter.may(Role.EDITOR) else by))


def discard(*, import_id: int) -> bool:
    """Removes an import of which nothing has been taken in, with its file; whether it could be."""
    unused = Import.objects.filter(pk=import_id, seen=0).exclude(state__in=[State.WAITING, State.RUNNING])
    return bool(unused.delete()[0])


def begin(*, import_id: int) -> Import | None:
    """Says that a job works on an import's file from now on; None if there is nothing to do on it."""
    begun = Import.objects.to_be_run().filter(pk=import_id)
    return Import.objects.select_related("started_by").get(pk=import_id) if _begin(begun) else None


def begin_page(*, address_id: int) -> ImportAddress | None:
    """The address whose page is to be fetched now; None if it has been, or if its import was stopped."""
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
    begun = {"began_at": now, "began_seen": F("seen"), "began_read": F("read")}
    return bool(imports.update(state=State.RUNNING, heard_at=now, **begun))


def fail(*, import_id: int) -> None:
    """Says that the job broke. What it had taken in stays, and it can be started again."""
    Import.objects.going_on().filter(pk=import_id).update(state=State.FAILED)


@transaction.atomic
def finish(*, import_id: int, seen: int) -> None:
    """Says that all has been read, and throws the file away. Raises Overtaken."""
    bulk = _locked(import_id, seen)
    bulk.state, bulk.read, bulk.heard_at = State.DONE, bulk.size, timezone.now()
    bulk.save(update_fields=["state", "read", "heard_at"])
    bulk.pieces.all().delete()


@transaction.atomic
def store_batch(*, import_id: int, reads: Sequence[Read], at: BulkProgress) -> NewArticles:
    """Takes in what has been read, and counts it in the same step, so that a job that is killed is never between the
    two. Returns the articles that are new, each with what was read.

    Raises Overtaken if the import is not where the job believes it to be.
    """
    return _take_in(_locked(import_id, at.seen), reads, at.read)


@transaction.atomic
def store_page(*, address: ImportAddress, read: Read) -> NewArticles:
    """As `store_batch`, of a page that was fetched, at any time in any order. Raises Overtaken."""
    bulk = _locked(address.of_id)
    if not ImportAddress.objects.filter(pk=address.pk, done=False).update(done=True):
        raise Overtaken
    taken = _take_in(bulk, [read], bulk.read + 1)
    if bulk.read == bulk.size:
        Import.objects.filter(pk=bulk.pk).update(state=State.DONE)
    return taken


def _locked(import_id: int, seen: int | None = None) -> Import:
    bulk = Import.objects.select_for_update().get(pk=import_id)
    if bulk.state != State.RUNNING or seen not in (None, bulk.seen):
        raise Overtaken
    return bulk


def _place(problem: Problem, bulk: Import) -> str:
    """Where in the import's file it stands; its name need not be said a thousand times."""
    return problem.place.removeprefix(f"{bulk.name}, ")[:500]


def _take_in(bulk: Import, reads: Sequence[Read], read: int) -> NewArticles:
    articles = [each for each in reads if isinstance(each, ReadArticle)]
    problems = [each for each in reads if isinstance(each, Problem)]
    new = store_articles(reads=articles, imported_by=bulk.started_by)
    left_out = claims_left_out(articles, new)
    problems += left_out
    room = max(0, MOST_PROBLEMS - bulk.problem_count)
    ImportProblem.objects.bulk_create(
        [ImportProblem(of=bulk, place=_place(each, bulk), sentence=each.sentence[:500]) for each in problems[:room]]
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
