"""If a worker dies during a job, another worker runs that job once."""

from tests.installation import Installation, LoggedProcess
from tests.processes import wait_for

TEXT = "The firm denied charge {0}, Ms Roe said. The mayor alleged that fraud {0} was known to all. "

STATUS = "SELECT status::text FROM procrastinate_jobs WHERE queue_name = 'detection'"
# Workers do this every minute, so the job may already be queued.
RETRY = """
from contextlib import suppress
from procrastinate.exceptions import AlreadyEnqueued
from annotate import jobs
with suppress(AlreadyEnqueued):
    jobs.retry_stalled_jobs.defer(timestamp=0)
"""


def count_detection_starts(*workers: LoggedProcess) -> int:
    lines = [line for worker in workers for line in worker.log_records()]
    return sum(line.get("action") == "start_job" and "detect_claims" in line["message"] for line in lines)


def test_a_killed_workers_job_is_run_once_by_another_worker(newsroom: Installation):
    text = newsroom.write_text("\n".join(TEXT.format(number) for number in range(150)))
    newsroom.manage("import_articles", str(text))
    first = newsroom.worker("--queues", "detection")
    wait_for(lambda: newsroom.query(STATUS) == [("doing",)])
    first.kill()
    assert newsroom.query("SELECT detection FROM annotate_article") == [("pending",)]
    assert newsroom.query("SELECT count(*) FROM annotate_claim") == [(0,)]
    # Pretend that the worker has been silent long enough to count as dead.
    newsroom.query("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour' RETURNING 1")

    others = [newsroom.worker("--queues", "detection,upkeep") for _ in range(2)]
    newsroom.manage("shell", "--no-imports", "-c", RETRY)
    wait_for(lambda: newsroom.query("SELECT detection FROM annotate_article") == [("done",)])
    wait_for(lambda: newsroom.query("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'detection'") == [(0,)])
    assert count_detection_starts(first) == count_detection_starts(*others) == 1
    [(claims, places)] = newsroom.query('SELECT count(*), count(DISTINCT (start, "end")) FROM annotate_claim')
    assert claims == places >= 150
