"""Background tasks: each loads by id and calls a workflow. Their names are stored in databases and must not change."""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app

from annotate.actors.duplicates import compare_new_actors
from annotate.workflows import article_imports, claim_detection
from annotate.workflows.job_queue import READING

logger = logging.getLogger(__name__)

MOST_COMPARED = 500  # actors a minute: a few seconds' work


@app.task(queue="detection", retry=2)
def detect_claims(article_id: int) -> None:
    """Find and store an article's claims."""
    claim_detection.detect_claims(article_id=article_id)


@app.task(queue="imports", priority=READING, retry=2)
def run_import(import_id: int) -> None:
    """Read an import's file and store its articles."""
    article_imports.run_import(import_id=import_id)


@app.task(queue="imports", retry=2)
def fetch_page(address_id: int) -> None:
    """Fetch a page and store its article."""
    article_imports.fetch_page(address_id=address_id)


@app.periodic(cron="* * * * *")
@app.task(queue="upkeep", queueing_lock="compare_actors")
def compare_actors(timestamp: int) -> None:
    """Find likely duplicates of actors that are new in the register, to suggest merging them."""
    compare_new_actors(most=MOST_COMPARED)


@app.periodic(cron="* * * * *")
@app.task(queue="upkeep", queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Queue the jobs of dead workers again."""
    for job in await app.job_manager.get_stalled_jobs():
        logger.warning("Job %s (%s) lost its worker and was queued again.", job.id, job.task_name)
        await app.job_manager.retry_job(job)
