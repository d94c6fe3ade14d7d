from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate.models import Article, Tag
from tests.importing.readers.file_builders import FILES, zipped


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
def test_a_file_becomes_an_article_and_its_detection_is_queued(files):
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
def test_unreadable_files_are_reported_and_the_others_are_imported(files):
    _, err = run(files / "bad.txt", files / "none.txt", files / "good.txt")
    assert "not a text file" in err
    assert "No such file" in err
    assert "2 of 3 files were not imported completely" in err
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused(files):
    (files / "large.txt").write_bytes(b"x" * 2_000_001)
    assert "can be up to 2,000,000 bytes" in run(files / "large.txt")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bridge.html", "bridge.docx", "bridge.pdf"])
def test_every_format_is_imported(name):
    out, err = run(FILES / name)
    assert f"{name}\tarticle {Article.objects.get().pk}" in out
    assert "bridge" in Article.objects.get().text
    assert err == ""


@pytest.mark.django_db
def test_a_tables_rows_are_imported_and_problems_name_their_lines(files):
    (files / "a.csv").write_text("title,text\nA,One.\nB\nC,Three.\nD,One.\n")
    out, err = run(files / "a.csv")
    assert "a.csv\t2 articles, 1 imported before" in out
    assert "a.csv, line 3\tThis row has 1 cell" in err
    assert "1 of 1 files" in err
    assert ProcrastinateJob.objects.count() == 2


@pytest.mark.django_db
def test_the_columns_of_a_table_can_be_named(files):
    (files / "a.csv").write_text("x,y\nIt rained.,Rain\n")
    assert "Choose the column with the article's text" in run(files / "a.csv")[1]
    run("--mapping", "text=x,title=y", files / "a.csv")
    assert (Article.objects.get().text, Article.objects.get().title) == ("It rained.", "Rain")


@pytest.mark.django_db
@pytest.mark.parametrize(("mapping", "sentence"), [("body=x", "body is not a field"), ("title=x", "text=COLUMN")])
def test_an_invalid_mapping_is_refused(files, mapping, sentence):
    assert sentence in run("--mapping", mapping, files / "good.txt")[1]
    assert not Article.objects.exists()


def test_imported_claims_become_tags_of_the_named_editor(files, editor):
    (files / "brat.zip").write_bytes(zipped({name: (FILES / name).read_bytes() for name in ("brat.txt", "brat.ann")}))
    run("--editor", "ana", files / "brat.zip")
    assert {tag.editor for tag in Tag.objects.all()} == {editor}
    _, err = run("--editor", "ana", files / "brat.zip")
    assert "brat.zip, The mayor" in err.replace("😀 ", "")
    assert "This article was imported before, so the 3 claims that came with it were left out." in err


@pytest.mark.django_db
def test_an_unknown_editor_is_refused(files):
    assert "no account named ana" in run("--editor", "ana", files / "good.txt")[1]
    assert not Article.objects.exists()
