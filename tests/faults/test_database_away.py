"""The database is down for 10 s: pages say so, the web server recovers, and the supervisor restarts the worker."""

import time
from collections import Counter
from contextlib import closing

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
