"""What many editors at once cost: `python -m tests.benchmarks.load [--claims 1000 1000000] [--editors 1 8 32]`.

Starts a PostgreSQL, a web server as README has it (4 processes of 4 threads) and, in this process, so many editors,
each of whom asks for the next page as soon as the last one is there. Prints one table: for each number of claims in the
database (50 an article, half of them tagged) and each number of editors the median and the 95th percentile in
milliseconds and how many a second; and the memory of the web processes. Beside them stand the nearest limits of the
same run, and the ratio of the means: an empty page that looks up its login, such a page that also asks the database
what opening an article asks, such a page that commits one INSERT, that INSERT by itself, and PostgreSQL's own COPY of
the export's query. All take turns in several rounds, so that what else the machine does falls on all of them.

`--requests 100000` measures instead whether the memory of the web processes grows over so many requests.
"""

import argparse
import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from uuid import uuid4

import psutil

from tests.bulk_data import SENTENCE, fill
from tests.http_visitor import Answer, Visitor
from tests.installation import Installation, Program, installation

EACH = 50
PROCESSES, THREADS = 4, 4
ROUNDS = 4
# One editor's turn does the thing once; made for each editor by number.
Turns = Callable[[int], AbstractContextManager[Callable[[], object]]]
# Each beside the nearest limits of the same run.
LIMITS = {
    "opening an article": ("an empty page with its queries",),
    "one decision": ("an empty page with one INSERT", "one INSERT, committed"),
    "importing an article": ("an empty page with one INSERT", "one INSERT, committed"),
}
# The articles whose opening's queries are asked for comparison.
COMPARED = 200
QUERIES_OF_OPENING = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={{"Host": "localhost", "Cookie": "sessionid={session}"}})
client.get("/empty/")
openings = []
for article in {articles}:
    with CaptureQueriesContext(connection) as made:
        assert client.get(f"/articles/{{article}}/").status_code == 200
    asked = [query["sql"] for query in made.captured_queries]
    assert "django_session" in asked[0] and "annotate_user" in asked[1]  # which an empty page asks as well
    openings.append(asked[2:])
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO bench_openings (openings) VALUES (%s)", [json.dumps(openings)])
"""
QUERY_OF_EXPORT = """
from django.db import connection
from annotate.exporting.csv_writer import build_query
from annotate.models import Claim
with connection.cursor() as cursor:
    print(build_query(cursor, Claim.objects.all()))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 1_000_000])
    parser.add_argument("--editors", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=4.0, help="for each figure (default: %(default)s)")
    parser.add_argument("--requests", type=int, help="measure memory over so many requests instead")
    asked = parser.parse_args()
    with installation(DJANGO_SETTINGS_MODULE="tests.benchmarks.load_settings") as newsroom:
        Bench(newsroom, asked).run()


class Bench:
    def __init__(self, newsroom: Installation, asked: argparse.Namespace) -> None:
        self.newsroom, self.asked = newsroom, asked
        self.sessions = newsroom.sessions(max(*asked.editors, 8))

    def run(self) -> None:
        for claims in self.asked.claims:
            self._fill(claims)
            web = self.newsroom.web(workers=PROCESSES, threads=THREADS)
            if self.asked.requests:
                self._memory_over_many_requests(web)
            else:
                self._table(claims, web)
            web.stop()

    def _fill(self, claims: int) -> None:
        with self.newsroom.connect() as connection:
            connection.execute("TRUNCATE annotate_article, annotate_actor CASCADE")
            fill(connection, articles=claims // EACH, each=EACH, tagged=True)
            connection.execute("CREATE TABLE IF NOT EXISTS bench (id bigserial PRIMARY KEY, claim bigint, kind text)")
            connection.execute("DROP TABLE IF EXISTS bench_openings")
            connection.execute("CREATE TABLE bench_openings (openings jsonb)")
            connection.execute("VACUUM ANALYZE")
            self.articles = [row[0] for row in connection.execute("SELECT id FROM annotate_article ORDER BY id")]
        compared = random.sample(self.articles, min(COMPARED, len(self.articles)))
        opened = QUERIES_OF_OPENING.format(articles=compared, session=self.sessions[0])
        self.newsroom.manage("shell", "--no-imports", "-c", opened)

    def _table(self, claims: int, web: Program) -> None:
        turns = {
            "an empty page": self._page(lambda: "/empty/"),
            "an empty page with its queries": self._page(lambda: "/queries/"),
            "opening an article": self._page(self._an_article),
            "the list of articles": self._page(lambda: "/"),
            "an article's CSV": self._page(lambda: f"{self._an_article()}claims.csv"),
            "one INSERT, committed": self._insert,
            "an empty page with one INSERT": self._page(lambda: "/insert/"),
            "one decision": self._decision,
            "importing an article": self._importing,
        }
        times: dict[tuple[str, int], list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for editors in self.asked.editors:
                for what, made in turns.items():
                    times[what, editors] += timed(made, editors, self.asked.seconds / ROUNDS)
        self._print(claims, {what: [times[what, editors] for editors in self.asked.editors] for what in turns})
        self._whole_export(claims)
        print(f"{claims:>9,}  memory of each web process: {', '.join(memory(web))} MB\n", flush=True)

    def _print(self, claims: int, times: dict[str, list[list[float]]]) -> None:
        heads = (f"{f'{editors} at once: p50':>16} {'p95':>7} {'/ s':>6}" for editors in self.asked.editors)
        print(f"{'claims':>9}  {'milliseconds':<52} | {' | '.join(heads)}")
        for what, found in times.items():
            rows = zip(found, self.asked.editors, strict=True)
            cells = (
                f"{statistics.median(each):>16.1f} {sorted(each)[int(len(each) * 0.95)]:>7.1f} "
                f"{1000 * editors / statistics.mean(each):>6.0f}"
                for each, editors in rows
            )
            print(f"{claims:>9,}  {what:<52} | {' | '.join(cells)}")
        for what, limits in LIMITS.items():
            for limit in limits:
                pairs = zip(times[what], times[limit], strict=True)
                ratios = (statistics.mean(own) / statistics.mean(least) for own, least in pairs)
                cells = (f"{ratio:>16.1f}{' ' * 15}" for ratio in ratios)
                print(f"{claims:>9,}  {f'{what} / {limit}':<52} | {' | '.join(cells)}")

    def _an_article(self) -> str:
        return f"/articles/{random.choice(self.articles)}/"

    def _page(self, path: Callable[[], str]) -> Turns:
        @contextmanager
        def made(number: int) -> Iterator[Callable[[], object]]:
            with closing(Visitor(self.newsroom.port, self.sessions[number])) as visitor:
                yield lambda: sound(visitor.get(path(), **{"Accept-Encoding": "gzip"}))

        return made

    @contextmanager
    def _decision(self, number: int) -> Iterator[Callable[[], object]]:
        """Each editor decides on claims of their own, and again when all are decided."""
        share = "SELECT article_id, id, version FROM annotate_claim WHERE id %% %s = %s ORDER BY random() LIMIT 2000"
        claims = [list(each) for each in self.newsroom.query(share, len(self.sessions), number)]
        turn = count()
        with closing(Visitor(self.newsroom.port, self.sessions[number])) as visitor:

            def decide() -> None:
                claim = claims[next(turn) % len(claims)]
                choice = {"version": claim[2], "action": "tag", "kind": "quote", "not_named": "1"}
                path = f"/articles/{claim[0]}/claims/{claim[1]}/tag/"
                sound(visitor.post(path, {**choice, "decision_id": uuid4()}))
                claim[2] += 1

            yield decide

    @contextmanager
    def _importing(self, number: int) -> Iterator[Callable[[], object]]:
        with closing(Visitor(self.newsroom.port, self.sessions[number])) as visitor:

            def bring() -> None:
                answer = visitor.post("/articles/import/", {"way": "text", "text": f"{uuid4()} {SENTENCE * 50}"})
                assert answer is not None and answer.status == 302, answer

            yield bring

    @contextmanager
    def _insert(self, number: int) -> Iterator[Callable[[], object]]:
        with self.newsroom.connect() as connection:
            yield lambda: connection.execute("INSERT INTO bench (claim, kind) VALUES (%s, 'quote')", [number])

    def _whole_export(self, claims: int) -> None:
        with closing(Visitor(self.newsroom.port, self.sessions[0], timeout=600)) as visitor:
            start = time.perf_counter()
            size = len(sound(visitor.get("/claims.csv")).body) / 1e6
            seconds = time.perf_counter() - start
        query = self.newsroom.manage("shell", "--no-imports", "-c", QUERY_OF_EXPORT)
        start = time.perf_counter()
        with self.newsroom.connect() as connection, connection.cursor().copy(f"COPY ({query}) TO STDOUT") as copy:
            for _ in copy:
                pass
        copied = time.perf_counter() - start
        print(
            f"{claims:>9,}  all claims as CSV: {seconds:.1f} s, {claims / seconds:,.0f} a second, {size:,.0f} MB;",
            end=" ",
        )
        print(f"COPY of its query: {copied:.1f} s; {seconds / copied:.2f} times its limit")

    def _memory_over_many_requests(self, web: Program) -> None:
        """Editors open articles and the list, and decide, until all requests are made."""
        editors, steps = 8, 10
        kinds = [self._page(self._an_article), self._page(lambda: "/"), self._page(lambda: "/empty/"), self._decision]
        print(f"{'requests':>9}  MB of each web process\n{0:>9}  {', '.join(memory(web))}")
        for step in range(1, steps + 1):
            for made in kinds:
                timed(made, editors, most=self.asked.requests // steps // editors // len(kinds))
            print(f"{self.asked.requests * step // steps:>9,}  {', '.join(memory(web))}", flush=True)


def timed(made: Turns, editors: int, seconds: float = 3600, *, most: int = 10**9) -> list[float]:
    """All editors take turns until the time is over, or each has had the most; the milliseconds of each turn."""
    times: list[float] = []
    all_there, end = threading.Barrier(editors), time.perf_counter() + seconds

    def work(number: int) -> None:
        nonlocal end
        with made(number) as turn:
            turn()  # opens its connection
            if all_there.wait() == 0:
                end = time.perf_counter() + seconds
            all_there.wait()
            for _ in range(most):
                start = time.perf_counter()
                if start >= end:
                    break
                turn()
                times.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def sound(answer: Answer | None) -> Answer:
    assert answer is not None and answer.status == 200, answer
    return answer


def memory(web: Program) -> list[str]:
    """What each of the web processes has in memory, in MB."""
    return [f"{each.memory_info().rss / 2**20:.0f}" for each in psutil.Process(web.process.pid).children()]


if __name__ == "__main__":
    main()
