"""Measure opening an article and deciding on a claim: `python -m tests.benchmarks.article_opening`.

Prints for articles of 100,000 characters with 50, 200 and 1,000 claims: the median milliseconds of server time, those
of the browser's main thread until the last highlight is painted, and the sum of both; the kilobytes of a first visit,
compressed, with style sheets, htmx and all modules; and the milliseconds of server time of a decision, with the
kilobytes sent and received. An empty page with a login is measured for comparison.

The words are drawn at random from the sample articles, so the text compresses no better than a real one.
"""

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's own loop runs in this thread
django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from django.test.utils import CaptureQueriesContext
from django.urls import path
from playwright.sync_api import Browser, sync_playwright

from annotate.importing.sample_articles import sample_articles
from annotate.models import Article, Claim, Role, User
from annotate.urls import handler400, handler403, handler404, handler500  # noqa: F401 (Django looks for them in ROOT_URLCONF)
from annotate.urls import urlpatterns as real_urlpatterns
from annotate.web.access import needs
from tests.factories import make_actor, make_article, sent

CHARACTERS = 100_000
RUNS = 20
VISITS = 5
OTHERS_END = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
HEADERS = 1_000  # bytes: the most that a browser's own headers need

urlpatterns = [*real_urlpatterns, path("empty/", needs(Role.READER)(lambda request: HttpResponse("empty")))]


def main() -> None:
    connection.settings_dict["CONN_MAX_AGE"] = 0  # or the server's threads would keep the database from being dropped
    database = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(STATIC_ROOT=folder, ROOT_URLCONF=__name__):
            call_command("collectstatic", interactive=False, verbosity=0)
            measure()
    finally:
        with connection.cursor() as cursor:  # a thread of the server may still have one
            cursor.execute(OTHERS_END)
        connection.creation.destroy_test_db(database, verbosity=0)


def measure() -> None:
    client = Client(headers={"Accept-Encoding": "gzip, br", "Host": "localhost"})
    client.force_login(User.objects.create_user("bench"))
    empty = median(lambda: client.get("/empty/"))
    print(f"empty page with a login: {empty:.1f} ms\n")
    opens = f"{'server ms':>10} {'× empty':>8} {'queries':>8} {'browser ms':>11} {'together':>9} {'first kB':>9}"
    print(f"{'claims':>6} {opens} {'decide ms':>10} {'queries':>8} {'sent kB':>8} {'received':>9}")
    server = LiveServerThread("localhost", lambda _: WSGIHandler())
    server.daemon = True
    server.start()
    server.is_ready.wait()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for claims in (50, 200, 1000):
            article = article_with(claims)
            address = f"http://localhost:{server.port}/articles/{article.pk}/"
            visits = [visit(browser, client, address) for _ in range(VISITS)]
            main_thread, first = (statistics.median(each) for each in zip(*visits, strict=True))
            opened = opening(client, article, empty, main_thread)
            print(f"{claims:>6} {opened} {first:>9.1f} {deciding(client, article)}")
        browser.close()
    server.terminate()
    server.join()


def visit(browser: Browser, client: Client, address: str) -> tuple[float, float]:
    """Return the main thread's milliseconds until the page is painted and idle, and the kilobytes received."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    received = []
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    before = busy(devtools)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    took = busy(devtools) - before
    context.close()
    return took, sum(received) / 1000


def busy(devtools) -> float:
    """Return the milliseconds of processor time that the page's main thread has used."""
    metrics = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    return metrics["TaskDuration"] * 1000


def opening(client: Client, article: Article, empty: float, main_thread: float) -> str:
    address = f"/articles/{article.pk}/"
    milliseconds = median(lambda: client.get(address))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    together = milliseconds + main_thread
    figures = f"{milliseconds:>10.1f} {milliseconds / empty:>8.1f} {len(queries):>8}"
    return f"{figures} {main_thread:>11.1f} {together:>9.1f}"


def deciding(client: Client, article: Article) -> str:
    undecided = iter(Claim.objects.filter(article=article, tag=None))
    sizes = []

    def decide() -> HttpResponse:
        claim = next(undecided)
        address = f"/articles/{article.pk}/claims/{claim.pk}/tag/"
        fields = sent(claim, actor_name="Jane Roe", actor_shown="Jane Roe", note="")
        sizes.append(len(urlencode(fields)) + HEADERS)
        return client.post(address, fields, headers={"Accept": "application/json"})

    milliseconds = median(decide)
    with CaptureQueriesContext(connection) as queries:
        answer = decide()
    received = len(answer.content) + sum(len(name) + len(value) + 4 for name, value in answer.items())
    return f"{milliseconds:>10.1f} {len(queries):>8} {max(sizes) / 1000:>8.1f} {received / 1000:>9.1f}"


def article_with(claims: int) -> Article:
    """Store an article of 100,000 characters with this many claims, each with a source and a cue."""
    step = CHARACTERS // claims
    words = " ".join(each["text"] for each in sample_articles()).split()
    chance = random.Random(claims)
    pieces = [piece("Jane Roe said", words, chance, step) for _ in range(claims)]
    article = make_article(text="".join(pieces), title=f"{claims} claims")
    actor = make_actor(f"Jane Roe {claims}")
    Claim.objects.bulk_create(
        Claim(
            article=article,
            spans=[[at + 14, at + min(step, 90) - 1]],
            original_spans=[[at + 14, at + min(step, 90) - 1]],
            start=at + 14,
            end=at + min(step, 90) - 1,
            source=[[at, at + 8]],
            cue=[[at + 9, at + 13]],
            source_words="Jane Roe",
            suggested_kind=chance.choice(["allegation", "denial", "quote"]),
            suggested_actor=actor,
            confidence=0.8,
            reason="‘said’ attributes this to Jane Roe",
        )
        for at in range(0, step * claims, step)
    )
    return article


def piece(beginning: str, words: list[str], chance: random.Random, size: int) -> str:
    """Return a text of exactly this many characters; about every third one ends a paragraph."""
    text = beginning
    while len(text) < size:
        text += " " + chance.choice(words)
    return text[: size - 1] + ("\n" if chance.random() < 1 / 3 else " ")


def median(action: Callable[[], HttpResponse]) -> float:
    """Return the median server time of RUNS runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        response = action()
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, response.status_code
    return statistics.median(times)


if __name__ == "__main__":
    main()
