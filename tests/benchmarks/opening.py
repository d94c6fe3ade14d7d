"""What opening an article and one decision cost the server: `python -m tests.benchmarks.opening`.

Prints, for articles of 100,000 characters with 50, 200 and 1,000 claims, the median milliseconds of server time, the
queries and the bytes sent (compressed as browsers ask for it), and as a yardstick the median of an empty page that
needs a login, in the same run.
"""

import os
import statistics
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")
django.setup()

from django.db import connection  # noqa: E402 (models can be imported only now)
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402

from annotate.models import Article, Claim, User  # noqa: E402
from annotate.urls import urlpatterns as real_urlpatterns  # noqa: E402
from tests.making import make_actor, make_article, sent  # noqa: E402

CHARACTERS = 100_000
RUNS = 30
PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

urlpatterns = [*real_urlpatterns, path("empty/", lambda request: HttpResponse("empty"))]


def main() -> None:
    database = connection.creation.create_test_db(verbosity=0)
    try:
        with override_settings(STORAGES=PLAIN_STATIC, ROOT_URLCONF=__name__):
            measure()
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def measure() -> None:
    client = Client(headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    client.force_login(User.objects.create_user("bench"))
    empty = median(lambda: client.get("/empty/"))
    print(f"empty page with a login: {empty:.1f} ms\n")
    opens = f"{'open ms':>8} {'× empty':>8} {'queries':>8} {'kB':>6}"
    print(f"{'claims':>6} {opens} {'decide ms':>10} {'queries':>8} {'kB':>6}")
    for claims in (50, 200, 1000):
        article = article_with(claims)
        print(f"{claims:>6} {opening_measured(client, article, empty)} {deciding_measured(client, article)}")


def opening_measured(client: Client, article: Article, empty: float) -> str:
    address = f"/articles/{article.pk}/"
    milliseconds = median(lambda: client.get(address))
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(address).content) / 1000
    return f"{milliseconds:>8.1f} {milliseconds / empty:>8.1f} {len(queries):>8} {size:>6.1f}"


def deciding_measured(client: Client, article: Article) -> str:
    undecided = iter(Claim.objects.filter(article=article, tag=None))

    def decide() -> HttpResponse:
        claim = next(undecided)
        address = f"/articles/{article.pk}/claims/{claim.pk}/tag/"
        return client.post(address, sent(claim), headers={"HX-Request": "true"})

    milliseconds = median(decide)
    with CaptureQueriesContext(connection) as queries:
        size = len(decide().content) / 1000
    return f"{milliseconds:>10.1f} {len(queries):>8} {size:>6.1f}"


def article_with(claims: int) -> Article:
    """An article of 100,000 characters with this many claims, each with a source and a cue."""
    step = CHARACTERS // claims
    article = make_article(text=f"{claims} " + "Jane Roe said it leaked badly. " * (CHARACTERS // 31 + 1))
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
            suggested_kind="allegation",
            suggested_actor=actor,
            confidence=0.8,
            reason="‘said’ attributes this to Jane Roe",
        )
        for at in range(0, step * claims, step)
    )
    return article


def median(action: Callable[[], HttpResponse]) -> float:
    """Milliseconds of server time, the middle of RUNS."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        response = action()
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, response.status_code
    return statistics.median(times)


if __name__ == "__main__":
    main()
