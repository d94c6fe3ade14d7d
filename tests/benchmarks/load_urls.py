"""The app's addresses, and the limits that `tests.benchmarks.load` holds it to: pages that do the least."""

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
    """What Django itself costs: the login is looked up, as for every page."""
    return HttpResponse(str(request.user.pk))


def queries(request: HttpRequest) -> HttpResponse:
    """An empty page that asks what opening an article asks."""
    with connection.cursor() as cursor:
        for query in random.choice(_openings()):
            cursor.execute(query)
            cursor.fetchall()
    return empty(request)


def insert(request: HttpRequest) -> HttpResponse:
    """An empty page that commits one row."""
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
