"""Metrics for Prometheus: requests (by django-prometheus), decisions and the job queue."""

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
from annotate.web.health import count_jobs, count_workers


class RequestsMiddleware(PrometheusAfterMiddleware):
    """Count requests. Invalid methods share one label: otherwise every made-up method would be stored for ever."""

    def label_metric(
        self, metric: object, request: HttpRequest, response: HttpResponse | None = None, **labels: str
    ) -> object:
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)


class QueueCollector(Collector):
    """Read the queue from the database at each scrape, so that every process reports the same figures."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("onrecord_database_up", "Whether the database responds.")
        jobs = GaugeMetricFamily(
            "onrecord_jobs", "Jobs that are waiting, running or have failed.", labels=["queue", "status"]
        )
        alive = GaugeMetricFamily("onrecord_workers", "Workers that have reported within the last minute.")
        try:
            for (queue, status), number in count_jobs().items():
                jobs.add_metric([queue, status], number)
            alive.add_metric([], count_workers())
            up.add_metric([], 1)
        except DATABASE_AWAY:
            up.add_metric([], 0)
            jobs.samples.clear()
        yield from (up, jobs, alive)


def may_read_metrics(request: HttpRequest) -> bool:
    """Return whether the request carries METRICS_TOKEN as a bearer token; always False if no token is set."""
    sent = request.headers.get("Authorization", "").encode()
    return bool(settings.METRICS_TOKEN) and compare_digest(sent, f"Bearer {settings.METRICS_TOKEN}".encode())


def format_metrics() -> bytes:
    """Return the metrics of all of this server's processes, in Prometheus's text format."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    queue = CollectorRegistry()
    queue.register(QueueCollector())
    return generate_latest(registry) + generate_latest(queue)
