from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate.models import Article


@pytest.fixture
def files(tmp_path):
    (tmp_path / "good.txt").write_text("It leaked.\r\nMore.", newline="")
    (tmp_path / "same.txt").write_text("It leaked.\nMore.")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\0")
    return tmp_path


def run(*names) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, names), stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_a_file_becomes_an_article_whose_claims_are_looked_for(files):
    out, _ = run(files / "good.txt")
    article = Article.objects.get()
    assert f"article {article.pk}" in out
    assert (article.text, article.title) == ("It leaked.\nMore.", "It leaked.")
    assert ProcrastinateJob.objects.get().args == {"article_id": article.pk}


@pytest.mark.django_db
def test_the_same_text_is_imported_once(files):
    out, _ = run(files / "good.txt", files / "same.txt")
    assert "imported before" in out
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_files_that_are_refused_are_told_and_the_others_are_imported(files):
    _, err = run(files / "bad.txt", files / "none.txt", files / "good.txt")
    assert "not a text file" in err
    assert "No such file" in err
    assert "2 of 3 files were not imported" in err
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_file_over_the_limit_is_told(files, settings):
    settings.ARTICLE_MAX_BYTES = 3
    assert "may have 3 bytes" in run(files / "good.txt")[1]
