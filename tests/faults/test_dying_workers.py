"""A worker that dies in a job: another takes it up again, once."""

from tests.installation import Installation, Program
from tests.processes import wait_for

TEXT = "The firm denied charge {0}, Ms Roe said. The mayor alleged that fraud {0} was known to all. "

STATUS = "SELECT status::text FROM procrastinate_jobs WHERE queue_name = 'detection'"
# What a worker does by itself at each full minute, and may have done just now.
RETRY = """
from contextlib import suppress
from procrastinate.exceptions import AlreadyEnqueued
from annotate import jobs
with suppress(AlreadyEnqueued):
    jobs.retry_stalled_jobs.defer(timestamp=0)
"""


def starts_of_detection(*workers: Program) -> int:
    lines = [line for worker in workers for line in worker.lines()]
    return sum(line.get("action") == "start_job" and "detect_claims" in line["message"] for line in lines)


def test_a_job_whose_worker_is_killed_is_done_once_by_one_of_the_others(newsroom: Installation):
    text = newsroom.a_text("\n".join(TEXT.format(each) for each in range(150)))
    newsroom.manage("import_articles", str(text))
    first = newsroom.worker("--queues", "detection")
    wait_for(lambda: newsroom.query(STATUS) == [("doing",)])
    first.kill()
    assert newsroom.query("SELECT detection FROM annotate_article") == [("pending",)]
    assert newsroom.query("SELECT count(*) FROM annotate_claim") == [(0,)]
    # As it is half a minute later, when a worker is taken for dead.
    newsroom.query("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour' RETURNING 1")

    others = [newsroom.worker("--queues", "detection,upkeep") for _ in range(2)]
    newsroom.manage("shell", "--no-imports", "-c", RETRY)
    wait_for(lambda: newsroom.query("SELECT detection FROM annotate_article") == [("done",)])
    wait_for(lambda: newsroom.query("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'detection'") == [(0,)])
    assert starts_of_detection(first) == starts_of_detection(*others) == 1
    [(claims, places)] = newsroom.query('SELECT count(*), count(DISTINCT (start, "end")) FROM annotate_claim')
    assert claims == places >= 150
