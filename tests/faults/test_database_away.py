"""The database is away for 10 s: pages say so, the web server comes back by itself, the worker by its supervisor."""

import time
from collections import Counter
from contextlib import closing

from tests.bulk_data import fill
from tests.http_visitor import Visitor
from tests.installation import Installation, patiently
from tests.processes import wait_for

AWAY = 10.0


def test_pages_say_so_with_503_and_all_comes_back_by_itself(newsroom: Installation):
    [session] = newsroom.sessions(1)
    with newsroom.connect() as connection:
        fill(connection, articles=2, each=5)
    web, worker = newsroom.web(), newsroom.worker()
    wait_for(lambda: newsroom.query("SELECT count(*) FROM procrastinate_workers") == [(1,)])
    with closing(Visitor(newsroom.port, session)) as visitor:
        assert visitor.get("/").status == 200
        newsroom.stop_database()
        end, said = time.monotonic() + AWAY, Counter()
        while time.monotonic() < end:
            answer = visitor.get("/")
            said[answer.status, answer.headers.get("Retry-After")] += 1
            assert b"The database is not responding" in answer.body
            assert visitor.get("/healthz").status == 200
            assert visitor.get("/readyz").status == 503
            time.sleep(0.2)
        assert set(said) == {(503, "5")}
        newsroom.start_database()
        back = patiently(lambda: visitor.get("/").status == 200, 10)
    print(f"\n{said.total()} pages said 503; back {back:.1f} s after the database")
    worker.process.wait(60)  # it ends when its connection breaks
    newsroom.worker()  # as its supervisor starts it again
    newsroom.manage("import_articles", str(newsroom.a_text("The firm denied it, Ms Roe said.")))
    wait_for(lambda: newsroom.query("SELECT count(*) FROM annotate_article WHERE detection = 'pending'") == [(0,)])
    assert "Traceback" not in web.log.read_text()
