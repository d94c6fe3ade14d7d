"""Background work: ids in, load, call the rooms."""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate.actors.duplicates import compare_new_actors
from annotate.actors.resolution import resolve
from annotate.actors.suggestions import suggest_actors
from annotate.detection import detect, doubts, use_threads, version
from annotate.importing import bulk_import
from annotate.importing.article_intake import Taken, take_in_article, take_in_articles
from annotate.importing.claim_intake import FoundClaim, bring_claims, take_in_claims
from annotate.importing.fetching import fetch
from annotate.importing.import_progress import batches, reads_of
from annotate.importing.readers.column_mapping import Mapping
from annotate.importing.readers.reader_choice import read_fetched
from annotate.importing.readers.reader_types import (
    Elsewhere,
    Problem,
    Read,
    ReadActor,
    ReadArticle,
    ReadClaim,
    Unreadable,
)
from annotate.importing.stored_files import StoredFile
from annotate.logs import carried
from annotate.models import Actor, Article, Claim, Import, Role, User
from annotate.tagging.decisions import Decision
from annotate.tagging.imported_tags import known_or_new, suggested_or_new, tag_brought, tie_denials

logger = logging.getLogger(__name__)
ActorOf = Callable[[ReadActor | None], Actor | None]

MOST_COMPARED = 500  # actors a minute: a few seconds' work
# What an editor waits for comes first, then the reading of imports, then the claims of what they brought.
AT_ONCE, READING, LATER = 0, -5, -10


@transaction.atomic
def import_article(**fields: Any) -> tuple[Article, bool]:
    """Takes an article in (`take_in_article` says what goes in and out) and, if it is new, queues the search for its
    claims: both or neither."""
    article, is_new = take_in_article(**fields)
    if is_new:
        detect_claims.defer(article_id=article.pk, **carried())
    return article, is_new


@transaction.atomic
def detect_again(*, article_id: int) -> None:
    """Queues the search for an article's claims once more, after it has failed."""
    if Article.objects.filter(pk=article_id, detection=Article.Detection.FAILED).update(
        detection=Article.Detection.PENDING
    ):
        detect_claims.defer(article_id=article_id, **carried())


@app.task(queue="detection", retry=2)
def detect_claims(article_id: int) -> None:
    """Finds the claims of an article, suggests their actors and stores both."""
    article = Article.objects.get(pk=article_id)
    try:
        _detect_claims(article)
    except Exception:  # whatever it is, the article's page must say so
        Article.objects.filter(pk=article_id).update(detection=Article.Detection.FAILED)
        raise


def _detect_claims(article: Article) -> None:
    use_threads(settings.DETECTION_THREADS)
    attributions = detect(article.text)
    resolved = resolve(article.text, [each.source for each in attributions], [each.confidence for each in attributions])
    suggested = suggest_actors(resolved=resolved)
    found = [
        FoundClaim(
            spans=each.spans,
            source=each.source,
            cue=each.cue,
            kind=each.kind,
            actor=actor.actor if actor else None,
            confidence=each.confidence,
            reason=each.reason,
            answers=each.answers,
            repeats=each.repeats,
            actor_confidence=actor.confidence if actor else None,
            actor_reason=actor.reason if actor else "",
            source_name=named.mentioned if named else "",
            others=actor.others if actor else (),
        )
        for each, named, actor in zip(attributions, resolved, suggested, strict=True)
    ]
    take_in_claims(article=article, found=found, origin=version(), note=doubts(article.text))


@transaction.atomic
def bring_file(*, name: str, chunks: Iterable[bytes], started_by: User) -> Import:
    """Stores a file to be imported (`bulk.bring_file`) and queues that, unless its columns are to be confirmed."""
    brought = bulk_import.bring_file(name=name, chunks=chunks, started_by=started_by)
    if brought.state == Import.State.WAITING:
        _queue(brought)
    return brought


@transaction.atomic
def bring_addresses(*, urls: Sequence[str], started_by: User) -> Import:
    """Queues the fetching of pages (`bulk.bring_addresses`)."""
    brought = bulk_import.bring_addresses(urls=urls, started_by=started_by)
    _queue(brought)
    return brought


@transaction.atomic
def map_columns(*, import_id: int, mapping: Mapping) -> None:
    """Confirms a table's columns and queues its import. Raises Unreadable."""
    if bulk_import.map_columns(import_id=import_id, mapping=mapping):
        _queue(Import.objects.get(pk=import_id))


@transaction.atomic
def start_again(*, import_id: int, by: User) -> None:
    """Queues an import again that was stopped or that failed; it goes on where it was."""
    if bulk_import.start_again(import_id=import_id, by=by):
        _queue(Import.objects.get(pk=import_id))


def _queue(brought: Import) -> None:
    if brought.of_addresses:
        priority = AT_ONCE if brought.size == 1 else READING
        to_fetch = brought.addresses.filter(done=False).values_list("pk", flat=True)
        fetch_page.configure(priority=priority).batch_defer(*({"address_id": pk, **carried()} for pk in to_fetch))
    else:
        # One job at a time on each import; the lock of one that died is free once that is taken up again.
        run_import.configure(lock=f"import {brought.pk}").defer(import_id=brought.pk, **carried())


@app.task(queue="imports", priority=READING, retry=2)
def run_import(import_id: int) -> None:
    """Reads an import's file from where it was last, and takes its articles in, batch by batch."""
    begun = bulk_import.begin(import_id=import_id)
    if begun is None or not _may_go_on(begun):
        return
    try:
        _run(begun)
    except bulk_import.Overtaken:
        logger.info("Import %s was stopped, or another job works on it.", import_id)
    except Exception:  # whatever it is, the import's page must say so
        bulk_import.fail(import_id=import_id)
        raise


def _may_go_on(begun: Import) -> bool:
    """Whether whoever started the import may still import; else it is stopped."""
    if begun.started_by.may(Role.EDITOR):
        return True
    logger.warning("Import %s was stopped: %s may not import any more.", begun.pk, begun.started_by.username)
    bulk_import.stop(import_id=begun.pk)
    return False


def _run(begun: Import) -> None:
    file, seen, waiting = StoredFile(begun), begun.seen, None
    for batch in batches(reads_of(begun, file)):
        with transaction.atomic():
            at = bulk_import.BulkProgress(seen, file.given)
            _follow_up(bulk_import.take_in_batch(import_id=begun.pk, reads=batch, at=at), begun.started_by, LATER)
        seen += len(batch)
        before, waiting = waiting, _first_waiting()
        # Where there is but one worker, an editor's own article would wait for all of the file.
        if waiting and waiting == before:
            return _queue(begun)
    bulk_import.finish(import_id=begun.pk, seen=seen)


def _first_waiting() -> int | None:
    """The first job that an editor waits for and that no worker has taken yet."""
    jobs = ProcrastinateJob.objects.filter(status="todo", priority__gte=AT_ONCE, queue_name="detection")
    return jobs.filter(scheduled_at=None).order_by("pk").values_list("pk", flat=True).first()


@app.task(queue="imports", retry=2)
def fetch_page(address_id: int) -> None:
    """Fetches a page and takes its article in."""
    address = bulk_import.begin_page(address_id=address_id)
    if address is None or not _may_go_on(address.of):
        return
    read = _fetched(address.url)
    try:
        with transaction.atomic():
            priority = AT_ONCE if address.of.size == 1 else LATER
            _follow_up(bulk_import.take_in_page(address=address, read=read), address.of.started_by, priority)
    except bulk_import.Overtaken:
        logger.info("Import %s was stopped, or %s has been fetched.", address.of_id, address.url)


def _fetched(url: str) -> Read:
    try:
        page = fetch(url)
        return read_fetched(page.raw, url=page.url, content_type=page.content_type, charset=page.charset)
    except Unreadable as error:
        return Problem(url[:500], str(error))
    except Exception as error:  # told as well: an import that waited for a page for ever would be worse
        logger.exception("%s could not be fetched.", url)
        return Problem(url[:500], f"Something broke on our side ({type(error).__name__}). It has been logged.")


@transaction.atomic
def import_reads(reads: Sequence[Read], *, imported_by: User | None) -> Taken:
    """Takes in what was read, with the claims that came with it, and queues detection; returns what is new."""
    articles = [each for each in reads if isinstance(each, ReadArticle)]
    taken = take_in_articles(reads=articles, imported_by=imported_by)
    _follow_up(taken, imported_by, LATER if len(taken) > 1 else AT_ONCE)
    return taken


def _follow_up(taken: Taken, editor: User | None, priority: int) -> None:
    """What an article needs that has just come in: the claims that came with it, and the search for others."""
    named = cache(lambda told: told and known_or_new(told=told, editor=editor))
    suggested = cache(lambda told: told and suggested_or_new(told=told))
    for article, read in taken:
        if read.claims and editor:
            _bring_decided(article, read.claims, editor, named, suggested)
        elif read.claims:
            brought = [each.as_suggested() for each in read.claims]
            bring_claims(article=article, brought=brought, suggested=[suggested(each.proposed) for each in brought])
    to_search = [{"article_id": article.pk, **carried()} for article, read in taken if not read.is_whole]
    if to_search:
        detect_claims.configure(priority=priority).batch_defer(*to_search)


def _bring_decided(
    article: Article, brought: Sequence[ReadClaim], editor: User, named: ActorOf, suggested: ActorOf
) -> None:
    """Stores claims and what was decided of them, as the editor's decisions."""
    actors = [named(each.actor) for each in brought]
    pairs = zip(brought, actors, strict=True)
    proposed = [suggested(each.proposed) if each.suggestion else actor for each, actor in pairs]
    claims = bring_claims(article=article, brought=brought, suggested=proposed, drawn_by=editor)
    decisions = [
        Decision(
            kind=each.kind,
            actor_id=actor.pk if actor else None,
            dismissed=each.dismissed,
            note=each.note,
            answers_id=_answered(each, claims, article),
        )
        for each, actor in zip(brought, actors, strict=True)
    ]
    tag_brought(claims=claims, decisions=decisions, editor=editor)
    for claim, each in zip(claims, brought, strict=True):
        if there := [denial for place in each.answered_elsewhere if (denial := _elsewhere(place, article))]:
            tie_denials(allegation=claim, denials=there, editor=editor)


def _answered(each: ReadClaim, claims: Sequence[Claim], article: Article) -> int | None:
    """The id of the claim that it answers: one that came with it, or one of an article that is here already."""
    if each.answers is not None:
        return claims[each.answers].pk
    there = _elsewhere(each.answers_elsewhere, article) if each.answers_elsewhere else None
    return there.pk if there else None


def _elsewhere(place: Elsewhere, article: Article) -> Claim | None:
    # Never of the article itself: by its own place a claim in a file made by hand would answer itself.
    return Claim.objects.exclude(article=article).at_place(place.sha256, place.spans)


@app.periodic(cron="* * * * *")
@app.task(queue="upkeep", queueing_lock="compare_actors")
def compare_actors(timestamp: int) -> None:
    """Looks for likely duplicates of the actors that are new in the register, to be offered for merging."""
    compare_new_actors(most=MOST_COMPARED)


@app.periodic(cron="* * * * *")
@app.task(queue="upkeep", queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context, timestamp: int) -> None:
    """Gives the jobs of workers that died to the living ones."""
    for job in await app.job_manager.get_stalled_jobs():
        logger.warning("Job %s (%s) lost its worker and is taken up again.", job.id, job.task_name)
        await app.job_manager.retry_job(job)
