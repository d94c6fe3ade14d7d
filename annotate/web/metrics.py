"""Figures for Prometheus: requests (django-prometheus), decisions, and what stands in the queue."""

import os
from collections.abc import Iterator
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_prometheus.middleware import PrometheusAfterMiddleware
from prometheus_client import REGISTRY, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from annotate.logs import DATABASE_AWAY
from annotate.web.health import jobs_by_status, workers


class RequestsMiddleware(PrometheusAfterMiddleware):
    """Counts requests. A method that is none is counted as such: each name that a stranger makes up would otherwise be
    kept for ever."""

    def label_metric(
        self, metric: object, request: HttpRequest, response: HttpResponse | None = None, **labels: str
    ) -> object:
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)


class Queue(Collector):
    """What the database knows, asked anew each time: so the figures are right whichever process answers."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("onrecord_database_up", "Whether the database responds.")
        jobs = GaugeMetricFamily("onrecord_jobs", "Jobs that wait, run or have failed.", labels=["queue", "status"])
        alive = GaugeMetricFamily("onrecord_workers", "Workers that have reported within the last minute.")
        try:
            for (queue, status), number in jobs_by_status().items():
                jobs.add_metric([queue, status], number)
            alive.add_metric([], workers())
            up.add_metric([], 1)
        except DATABASE_AWAY:
            up.add_metric([], 0)
            jobs.samples.clear()
        yield from (up, jobs, alive)


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether the request has the METRICS_TOKEN, as Prometheus sends it; nobody may read where there is none."""
    sent = request.headers.get("Authorization", "").encode()
    return bool(settings.METRICS_TOKEN) and compare_digest(sent, f"Bearer {settings.METRICS_TOKEN}".encode())


def exposition() -> bytes:
    """All figures, of all of this server's processes, in Prometheus's text format."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    queue = CollectorRegistry()
    queue.register(Queue())
    return generate_latest(registry) + generate_latest(queue)
