"""What was exported, taken in by an empty OnRecord and exported again, is the same."""

import io
import zipfile

import pytest
from django.db import connection

from annotate import jobs
from annotate.exporting.formats import export
from annotate.importing.readers.by_name import read_file
from annotate.importing.readers.reading import ReadArticle
from annotate.models import Article, Claim
from annotate.tagging.deciding import Decision
from tests.making import make_actor, make_article, make_claim, tag


@pytest.fixture
def filled(editor):
    """Two articles (composed, as every text is kept) with every sort of claim that brat can tell of."""
    roe = make_actor("Jane Roe", created_by=editor, type="person")
    article = make_article(
        text="👩🏽‍🔬 Ms Roe alleged it leaked.\nThe council denied q\u0303uite that.\nשלום “We knew it,” said Mr Hale."
    )
    made = [
        make_claim(article, "it leaked", source="Ms Roe", cue="alleged"),
        make_claim(article, "q\u0303uite that", source="The council", cue="denied"),
        make_claim(article, "“We knew it,”", source="Mr Hale", cue="said"),
    ]
    tag(made[0], editor, Decision(kind="allegation", actor_id=roe.pk, note="see page 3"))
    tag(made[1], editor, Decision(kind="denial"))
    tag(
        make_claim(make_article(text="It leaked.\nSo it did."), "leaked.\nSo"),
        editor,
        Decision(kind="quote", actor_id=roe.pk),
    )


def brat() -> dict[str, bytes]:
    content = b"".join(export(Claim.objects.all(), "brat"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "datapackage.json"}


def emptied() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE annotate_article, annotate_claim, annotate_tag, annotate_actor CASCADE")


def test_brat_is_the_same_bytes_after_an_import_into_an_empty_database(filled, editor):
    before = brat()
    whole = b"".join(export(Claim.objects.all(), "brat"))
    emptied()
    reads = [read for read in read_file("claims.zip", lambda: io.BytesIO(whole)) if isinstance(read, ReadArticle)]
    jobs.import_reads(reads, imported_by=editor)
    assert Article.objects.count() == 2
    assert brat() == before
