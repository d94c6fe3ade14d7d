"""The database is down or frozen: pages and probes say so, the web server recovers, and the worker is restarted."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psutil

from tests.bulk_data import fill
from tests.http_visitor import Visitor
from tests.installation import Installation, seconds_until
from tests.processes import wait_for

OUTAGE = 10.0  # seconds


def test_pages_answer_503_during_an_outage_and_everything_recovers(newsroom: Installation):
    [session] = newsroom.sessions(1)
    with newsroom.connect() as connection:
        fill(connection, articles=2, each=5)
    web, worker = newsroom.web(), newsroom.worker()
    wait_for(lambda: newsroom.query("SELECT count(*) FROM procrastinate_workers") == [(1,)])
    with closing(Visitor(newsroom.port, session)) as visitor:
        assert visitor.get("/").status == 200
        newsroom.stop_database()
        end, responses = time.monotonic() + OUTAGE, Counter()
        while time.monotonic() < end:
            answer = visitor.get("/")
            responses[answer.status, answer.headers.get("Retry-After")] += 1
            assert b"The database is not responding" in answer.body
            assert visitor.get("/healthz").status == 200
            assert visitor.get("/readyz").status == 503
            time.sleep(0.2)
        assert set(responses) == {(503, "5")}
        newsroom.start_database()
        recovery = seconds_until(lambda: visitor.get("/").status == 200, 10)
    print(f"\n{responses.total()} pages answered 503; recovered {recovery:.1f} s after the database")
    worker.process.wait(60)  # it exits when its connection breaks
    newsroom.worker()  # as its supervisor would
    newsroom.manage("import_articles", str(newsroom.write_text("The firm denied it, Ms Roe said.")))
    wait_for(lambda: newsroom.query("SELECT count(*) FROM annotate_article WHERE detection = 'pending'") == [(0,)])
    assert "Traceback" not in web.log.read_text()


@contextmanager
def frozen_database(newsroom: Installation) -> Iterator[None]:
    """Stop every process of the server, as a host without memory or disk does: it accepts, and never answers."""
    server = psutil.Process(int((newsroom.folder / "postgres" / "postmaster.pid").read_text().split()[0]))
    processes = [server, *server.children(recursive=True)]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()


def test_a_frozen_database_makes_the_app_unready_and_takes_no_threads(newsroom: Installation):
    newsroom.web(workers=1, threads=2)
    with closing(Visitor(newsroom.port)) as visitor:
        assert [visitor.get("/readyz").status for _ in range(4)] == [200] * 4
        with frozen_database(newsroom):
            for _ in range(4):
                start = time.monotonic()
                assert visitor.get("/readyz").status == 503
                assert time.monotonic() - start < 8  # seconds; connecting may take 5
                assert visitor.get("/healthz").status == 200
        assert seconds_until(lambda: visitor.get("/readyz").status == 200, 10) < 10
