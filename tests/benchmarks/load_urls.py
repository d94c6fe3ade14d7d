"""The app's URLs, and pages that do as little as possible, with which `tests.benchmarks.load` compares the app."""

import json
import random
from functools import cache

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from annotate import urls
from annotate.models import Role
from annotate.urls import *  # noqa: F403 (with its handlers)
from annotate.web.access import needs


def empty(request: HttpRequest) -> HttpResponse:
    """Measure Django itself: as on every page, the login is looked up."""
    return HttpResponse(str(request.user.pk))


def queries(request: HttpRequest) -> HttpResponse:
    """Return an empty page after the queries of opening an article."""
    with connection.cursor() as cursor:
        for query in random.choice(_openings()):
            cursor.execute(query)
            cursor.fetchall()
    return empty(request)


def insert(request: HttpRequest) -> HttpResponse:
    """Return an empty page after committing one row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench (claim, kind) VALUES (%s, 'quote')", [request.user.pk])
    return empty(request)


@cache
def _openings() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openings FROM bench_openings")
        return json.loads(cursor.fetchone()[0])


urlpatterns = [*urls.urlpatterns]
for view in (empty, queries, insert):
    urlpatterns.append(path(f"{view.__name__}/", needs(Role.READER)(view)))
