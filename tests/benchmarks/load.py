"""Measure many editors at once: `python -m tests.benchmarks.load [--claims 1000 1000000] [--editors 1 8 32]`.

Starts PostgreSQL and a web server (4 processes of 4 threads), and runs the editors in this process: each requests the
next page as soon as the last one has arrived. Prints one table. For each number of claims in the database (50 an
article, half of them tagged) and each number of editors it gives the median and the 95th percentile in milliseconds and
the requests a second; then the memory of the web processes.

The same run measures the lower limits, and prints the ratios of the means: an empty page that looks up its login, such
a page that also makes the queries of opening an article, such a page that commits one INSERT, one INSERT without a
page, and PostgreSQL's COPY of the export's query. All of them take turns in several rounds, so that other load on the
machine affects all alike.

With `--requests 100000` it measures instead whether the memory of the web processes grows over that many requests.
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
from tests.installation import Installation, LoggedProcess, installation

CLAIMS_PER_ARTICLE = 50
PROCESSES, THREADS = 4, 4
ROUNDS = 4
# For the editor with this number: a context manager that yields a function for one measured action.
Turns = Callable[[int], AbstractContextManager[Callable[[], object]]]
# The lower limits that each figure is compared with, all from the same run.
LIMITS = {
    "opening an article": ("an empty page with its queries",),
    "one decision": ("an empty page with one INSERT", "one INSERT, committed"),
    "importing an article": ("an empty page with one INSERT", "one INSERT, committed"),
}
# The number of articles whose queries are recorded.
OPENINGS_COMPARED = 200
QUERIES_OF_OPENING = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={{"Host": "localhost", "Cookie": "sessionid={session}"}})
client.get("/empty/")
openings = []
for article in {articles}:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/articles/{{article}}/").status_code == 200
    queries = [query["sql"] for query in captured.captured_queries]
    assert "django_session" in queries[0] and "annotate_user" in queries[1]  # an empty page makes these as well
    openings.append(queries[2:])
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
    parser.add_argument("--requests", type=int, help="measure memory over this many requests instead")
    options = parser.parse_args()
    with installation(DJANGO_SETTINGS_MODULE="tests.benchmarks.load_settings") as newsroom:
        Bench(newsroom, options).run()


class Bench:
    def __init__(self, newsroom: Installation, options: argparse.Namespace) -> None:
        self.newsroom, self.options = newsroom, options
        self.sessions = newsroom.sessions(max(*options.editors, 8))

    def run(self) -> None:
        for claims in self.options.claims:
            self._fill(claims)
            web = self.newsroom.web(workers=PROCESSES, threads=THREADS)
            if self.options.requests:
                self._memory_over_many_requests(web)
            else:
                self._table(claims, web)
            web.stop()

    def _fill(self, claims: int) -> None:
        with self.newsroom.connect() as connection:
            connection.execute("TRUNCATE annotate_article, annotate_actor CASCADE")
            fill(connection, articles=claims // CLAIMS_PER_ARTICLE, each=CLAIMS_PER_ARTICLE, tagged=True)
            connection.execute("CREATE TABLE IF NOT EXISTS bench (id bigserial PRIMARY KEY, claim bigint, kind text)")
            connection.execute("DROP TABLE IF EXISTS bench_openings")
            connection.execute("CREATE TABLE bench_openings (openings jsonb)")
            connection.execute("VACUUM ANALYZE")
            self.articles = [row[0] for row in connection.execute("SELECT id FROM annotate_article ORDER BY id")]
        compared = random.sample(self.articles, min(OPENINGS_COMPARED, len(self.articles)))
        opened = QUERIES_OF_OPENING.format(articles=compared, session=self.sessions[0])
        self.newsroom.manage("shell", "--no-imports", "-c", opened)

    def _table(self, claims: int, web: LoggedProcess) -> None:
        turns = {
            "an empty page": self._page(lambda: "/empty/"),
            "an empty page with its queries": self._page(lambda: "/queries/"),
            "opening an article": self._page(self._an_article),
            "the list of articles": self._page(lambda: "/"),
            "an article's CSV": self._page(lambda: f"{self._an_article()}claims.csv"),
            "one INSERT, committed": self._insert,
            "an empty page with one INSERT": self._page(lambda: "/insert/"),
            "one decision": self._decision,
            "importing an article": self._import,
        }
        times: dict[tuple[str, int], list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for editors in self.options.editors:
                for what, start_turn in turns.items():
                    times[what, editors] += measure_turns(start_turn, editors, self.options.seconds / ROUNDS)
        self._print(claims, {what: [times[what, editors] for editors in self.options.editors] for what in turns})
        self._whole_export(claims)
        print(f"{claims:>9,}  memory of each web process: {', '.join(memory(web))} MB\n", flush=True)

    def _print(self, claims: int, times: dict[str, list[list[float]]]) -> None:
        heads = (f"{f'{editors} at once: p50':>16} {'p95':>7} {'/ s':>6}" for editors in self.options.editors)
        print(f"{'claims':>9}  {'milliseconds':<52} | {' | '.join(heads)}")
        for what, times_by_editors in times.items():
            rows = zip(times_by_editors, self.options.editors, strict=True)
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
        def start_turn(number: int) -> Iterator[Callable[[], object]]:
            with closing(Visitor(self.newsroom.port, self.sessions[number])) as visitor:
                yield lambda: checked(visitor.get(path(), **{"Accept-Encoding": "gzip"}))

        return start_turn

    @contextmanager
    def _decision(self, number: int) -> Iterator[Callable[[], object]]:
        """Let each editor decide on a separate share of the claims, again from the start when all are decided."""
        share = "SELECT article_id, id, version FROM annotate_claim WHERE id %% %s = %s ORDER BY random() LIMIT 2000"
        claims = [list(claim) for claim in self.newsroom.query(share, len(self.sessions), number)]
        turn = count()
        with closing(Visitor(self.newsroom.port, self.sessions[number])) as visitor:

            def decide() -> None:
                claim = claims[next(turn) % len(claims)]
                choice = {"version": claim[2], "action": "tag", "kind": "quote", "not_named": "1"}
                path = f"/articles/{claim[0]}/claims/{claim[1]}/tag/"
                checked(visitor.post(path, {**choice, "decision_id": uuid4()}))
                claim[2] += 1

            yield decide

    @contextmanager
    def _import(self, number: int) -> Iterator[Callable[[], object]]:
        with closing(Visitor(self.newsroom.port, self.sessions[number])) as visitor:

            def import_article() -> None:
                answer = visitor.post("/articles/import/", {"way": "text", "text": f"{uuid4()} {SENTENCE * 50}"})
                assert answer is not None and answer.status == 302, answer

            yield import_article

    @contextmanager
    def _insert(self, number: int) -> Iterator[Callable[[], object]]:
        with self.newsroom.connect() as connection:
            yield lambda: connection.execute("INSERT INTO bench (claim, kind) VALUES (%s, 'quote')", [number])

    def _whole_export(self, claims: int) -> None:
        with closing(Visitor(self.newsroom.port, self.sessions[0], timeout=600)) as visitor:
            start = time.perf_counter()
            size = len(checked(visitor.get("/claims.csv")).body) / 1e6
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

    def _memory_over_many_requests(self, web: LoggedProcess) -> None:
        """Print the memory while editors open articles and the list, and decide, until all requests are sent."""
        editors, steps = 8, 10
        kinds = [self._page(self._an_article), self._page(lambda: "/"), self._page(lambda: "/empty/"), self._decision]
        print(f"{'requests':>9}  MB of each web process\n{0:>9}  {', '.join(memory(web))}")
        for step in range(1, steps + 1):
            for start_turn in kinds:
                measure_turns(start_turn, editors, most=self.options.requests // steps // editors // len(kinds))
            print(f"{self.options.requests * step // steps:>9,}  {', '.join(memory(web))}", flush=True)


def measure_turns(start_turn: Turns, editors: int, seconds: float = 3600, *, most: int = 10**9) -> list[float]:
    """Run all editors side by side, at most `most` turns each, for some seconds. Return each turn's milliseconds."""
    times: list[float] = []
    all_there, end = threading.Barrier(editors), time.perf_counter() + seconds

    def work(number: int) -> None:
        nonlocal end
        with start_turn(number) as turn:
            turn()  # opens the connection before the clock starts
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


def checked(answer: Answer | None) -> Answer:
    assert answer is not None and answer.status == 200, answer
    return answer


def memory(web: LoggedProcess) -> list[str]:
    """Return the resident memory of each web process, in MB."""
    return [f"{process.memory_info().rss / 2**20:.0f}" for process in psutil.Process(web.process.pid).children()]


if __name__ == "__main__":
    main()
