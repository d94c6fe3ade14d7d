import asyncio
import io
import json
import logging
import logging.config
import re
from types import SimpleNamespace

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate import logs
from annotate.workflows import article_imports


@pytest.fixture
def json_log():
    """A separate logger, and a function that returns the JSON objects it has written."""
    configuration = logs.build_configuration(format="json", level="INFO")
    stream = io.StringIO()
    configurator = logging.config.DictConfigurator(configuration)
    formatter = configurator.configure_formatter(dict(configuration["formatters"]["json"]))
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(logs.RequestFilter())
    logger = logging.Logger("annotate.test")
    logger.addHandler(handler)
    return logger, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def no_request():
    logs.request_id.set("")
    yield
    logs.request_id.set("")


def test_a_line_is_one_json_object_whatever_it_contains(json_log):
    logger, lines = json_log
    logs.request_id.set("abc")
    logger.warning("It “broke”\nin %s", "two", extra={"status": 500, "odd": object()})
    [line] = lines()
    assert line["message"] == "It “broke”\nin two"
    assert (line["level"], line["logger"], line["request_id"], line["status"]) == (
        "WARNING",
        "annotate.test",
        "abc",
        500,
    )
    assert line["at"].startswith("20")


def test_an_error_has_its_traceback_in_the_same_line(json_log):
    logger, lines = json_log
    try:
        1 / 0  # noqa: B018 (the quickest way to an error)
    except ZeroDivisionError:
        logger.exception("It broke.")
    [line] = lines()
    assert "ZeroDivisionError" in line["traceback"]
    assert "request_id" not in line


@pytest.mark.parametrize("sent", ["abc-1.2_Z", "a" * 64])
def test_a_proxys_request_id_is_used_and_sent_back(client, sent):
    assert client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"] == sent


@pytest.mark.parametrize("sent", ["", "a" * 65, "a b", 'x","level":"x', "é", "a\tb"])
def test_an_invalid_request_id_is_replaced(client, sent):
    given = client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert given != sent and len(given) == 32


def test_each_request_is_logged_with_its_user_and_without_its_search(page, editor, caplog):
    with caplog.at_level(logging.INFO, logger="annotate.web.request_ids"):
        page.get("/?q=secret", headers={"X-Request-ID": "r1"})
    [record] = [record for record in caplog.records if record.name == "annotate.web.request_ids"]
    assert (record.method, record.path, record.status, record.user) == ("GET", "/", 200, str(editor.pk))
    assert "secret" not in record.getMessage()


def test_a_job_has_the_id_of_the_request_that_queued_it(page):
    page.post("/articles/import/", {"way": "text", "text": "It leaked, Roe said."}, headers={"X-Request-ID": "r2"})
    assert [job.args.get("request_id") for job in ProcrastinateJob.objects.all()] == ["r2"]


def test_a_worker_removes_the_request_id_before_it_runs_the_job():
    seen = []

    async def work():
        seen.append(logs.request_id.get())

    job = SimpleNamespace(task_kwargs={"article_id": 1, "request_id": "r3"})
    asyncio.run(logs.restore_job_context(work, SimpleNamespace(job=job), None))
    assert (seen, job.task_kwargs) == (["r3"], {"article_id": 1})


@pytest.mark.django_db
def test_a_job_that_no_request_queued_has_no_request_id():
    article_imports.import_article(text="It leaked.")
    assert "request_id" not in ProcrastinateJob.objects.get().args


@pytest.fixture
def text_log():
    """A separate logger, and a function that returns the lines it has written for people."""
    configuration = logs.build_configuration(format="text", level="INFO")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        logging.config.DictConfigurator(configuration).configure_formatter(configuration["formatters"]["text"])
    )
    handler.addFilter(logs.RequestFilter())
    logger = logging.Logger("annotate.test")
    logger.addHandler(handler)
    return logger, lambda: re.split(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", stream.getvalue().removesuffix("\n"))


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\x1b[2K\n"])
def test_a_message_cannot_forge_a_line(text_log, end):
    logger, lines = text_log
    logger.warning("GET %s: 404", f"/a{end}2026-11-28 10:00:00,000 ERROR annotate: forged")
    [line] = lines()
    assert "WARNING annotate.test: GET /a\\" in line
    assert "\x1b" not in line


def test_an_errors_text_cannot_forge_a_line(text_log):
    logger, lines = text_log
    try:
        raise ValueError("x\n2026-11-28 10:00:00,000 ERROR annotate: forged\x1b[2K")
    except ValueError:
        logger.exception("It broke.")
    first, *traceback = lines()
    assert first.endswith("ERROR annotate.test: It broke.")
    assert traceback[-1].startswith("    2026-11-28")
    assert all(line.startswith("    ") and "\x1b" not in line for line in traceback)


def test_a_path_cannot_forge_a_line(text_log, client, monkeypatch):
    logger, lines = text_log
    monkeypatch.setattr("annotate.web.request_ids.logger", logger)
    client.get("/healthz%0a2026-11-28%20ERROR%20forged")
    assert len(lines()) == 1
