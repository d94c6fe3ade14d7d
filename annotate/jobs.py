"""Background work: ids in, load, call the rooms."""

import logging
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from annotate.actors.duplicates import compare_new_actors
from annotate.actors.resolving import resolve
from annotate.actors.suggesting import suggest_actors
from annotate.detection import detect, doubts, version
from annotate.importing.articles import take_in_article
from annotate.importing.claims import FoundClaim, take_in_claims
from annotate.models import Article

logger = logging.getLogger(__name__)

MOST_COMPARED = 500  # actors a minute: a few seconds' work


@transaction.atomic
def import_article(**fields: Any) -> tuple[Article, bool]:
    """Takes an article in (`take_in_article` says what goes in and out) and, if it is new, queues the search for its
    claims: both or neither."""
    article, is_new = take_in_article(**fields)
    if is_new:
        detect_claims.defer(article_id=article.pk)
    return article, is_new


@transaction.atomic
def detect_again(*, article_id: int) -> None:
    """Queues the search for an article's claims once more, after it has failed."""
    if Article.objects.filter(pk=article_id, detection=Article.Detection.FAILED).update(
        detection=Article.Detection.PENDING
    ):
        detect_claims.defer(article_id=article_id)


@app.task(queue="detection", retry=2)
def detect_claims(article_id: int) -> None:
    """Finds the claims of an article, suggests their actors and stores both."""
    article = Article.objects.get(pk=article_id)
    try:
        _detect_claims(article)
    except Exception:
        Article.objects.filter(pk=article_id).update(detection=Article.Detection.FAILED)
        raise


def _detect_claims(article: Article) -> None:
    attributions = detect(article.text)
    resolved = resolve(article.text, [each.source for each in attributions])
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
