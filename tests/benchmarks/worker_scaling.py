"""Measure several workers at once: `python -m tests.benchmarks.worker_scaling [ARTICLES] [--workers 1 3]`.

Starts PostgreSQL and two web servers, imports the articles (default: 2,000 of about 1,700 characters) as one CSV, and
lets each number of workers find the claims of an equal share. Prints articles a second, how many cores the workers
used, and articles a second of a whole core, which other programs on the machine do not affect; then how many articles
were processed twice or not at all.
"""

import argparse
import time
from collections import Counter
from contextlib import closing

from tests.http_visitor import CSRF, Visitor
from tests.installation import Installation, LoggedProcess, installation
from tests.processes import free_port, wait_for

SENTENCES = (
    "Council engineer Jane Roe alleged on Tuesday that span {0} of the bridge was unsafe. ",
    "The mayor, Tom Hale, denied that span {0} was unsafe, and said that “nobody was ever in danger”. ",
    "Prosecutors say the firm hid report {0} for months. She told the court that she had never seen it. ",
)
WARM_UP = 200  # articles that are not counted, while the workers load the model
OPEN = "SELECT count(*) FROM annotate_article WHERE detection = 'pending'"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 3])
    options = parser.parse_args()
    with installation() as newsroom:
        webs = []
        for _ in range(2):
            newsroom.port = free_port()
            webs.append(newsroom.web(workers=1))
        import_articles(newsroom, options.articles)
        print(f"{'workers':>7} {'articles':>9} {'seconds':>8} {'a second':>9} {'cores':>6} {'a second of a core':>19}")
        everything: list[LoggedProcess] = []
        for at, number in enumerate(options.workers):
            left = options.articles * (len(options.workers) - at - 1) // len(options.workers)
            everything += measure_workers(newsroom, number, left)
        print_totals(newsroom, everything, options.articles)


def import_articles(newsroom: Installation, articles: int) -> None:
    """Import the articles by the import page, as one CSV, and confirm its columns; a worker stores them."""
    [session] = newsroom.sessions(1)
    rows = (
        f'Article {each},"{" ".join(s.format(each * 7 + n) for n in range(6) for s in SENTENCES)}"'
        for each in range(articles)
    )
    content = "\r\n".join(["title,text", *rows]).encode()
    part = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    body = part.format("way", "").encode() + b"file\r\n" + part.format("file", '; filename="a.csv"').encode() + content
    headers = {"Cookie": f"csrftoken={CSRF}; sessionid={session}", "X-CSRFToken": CSRF}
    with closing(Visitor(newsroom.port, session)) as visitor:
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        visitor.connection.request("POST", "/articles/import/", body + b"\r\n--b--\r\n", headers)
        answer = visitor.connection.getresponse()
        answer.read()
        assert answer.status == 302, answer.status
        visitor.post(answer.headers["Location"], {"text": "text", "title": "title"})
    worker = newsroom.worker("--queues", "imports")
    wait_for(lambda: newsroom.query("SELECT state FROM annotate_import") == [("done",)])
    worker.stop()
    assert newsroom.query(OPEN) == [(articles,)]


def measure_workers(newsroom: Installation, number: int, left: int) -> list[LoggedProcess]:
    """Let this many workers work until `left` articles are left; print their speed and return them."""
    workers = [newsroom.worker("--queues", "detection") for _ in range(number)]
    loaded = count_open_articles(newsroom) - WARM_UP
    wait_for(lambda: count_open_articles(newsroom) <= loaded, 1200)
    before, start, worked = count_open_articles(newsroom), time.monotonic(), processor_seconds(workers)
    wait_for(lambda: count_open_articles(newsroom) <= left, 3600)
    done, seconds = before - count_open_articles(newsroom), time.monotonic() - start
    worked = processor_seconds(workers) - worked
    for worker in workers:
        worker.process.terminate()
    for worker in workers:
        worker.stop()
    cores = f"{worked / seconds:>6.2f} {done / worked:>19.1f}"
    print(f"{number:>7} {done:>9,} {seconds:>8.1f} {done / seconds:>9.1f} {cores}", flush=True)
    return workers


def count_open_articles(newsroom: Installation) -> int:
    return newsroom.query(OPEN)[0][0]


def processor_seconds(workers: list[LoggedProcess]) -> float:
    """Return the processor time that the workers have used."""
    times = [worker.process.cpu_times() for worker in workers]
    return sum(each.user + each.system for each in times)


def print_totals(newsroom: Installation, workers: list[LoggedProcess], articles: int) -> None:
    started = Counter(
        line["job"]["task_kwargs"]["article_id"]
        for worker in workers
        for line in worker.log_records()
        if line.get("action") == "start_job"
    )
    [(claims, places)] = newsroom.query(
        "SELECT count(*), count(DISTINCT (article_id, spans, source, cue)) FROM annotate_claim"
    )
    failed = newsroom.query("SELECT count(*) FROM annotate_article WHERE detection <> 'done'")[0][0]
    print(
        f"\n{len(started):,} of {articles:,} articles done, {sum(started.values()) - len(started)} of them twice, ",
        end="",
    )
    print(f"{failed} not; {claims:,} claims, {claims - places} of them twice")


if __name__ == "__main__":
    main()
