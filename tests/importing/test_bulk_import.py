import io

import pytest
from django.db import IntegrityError

from annotate.importing import bulk_import
from annotate.importing.decoding import Unreadable
from annotate.importing.import_progress import batches, unseen_reads
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.reader_types import Problem, ReadArticle
from annotate.importing.stored_files import PIECE, StoredFile
from annotate.models import Article, Import, ImportAddress, ImportPiece, ImportProblem
from tests.factories import at_most
from tests.importing.readers.file_builders import FILES, zipped

ROWS = b"title,text\nOne,It rained.\nTwo,It leaked.\nThree,It broke.\n"


def store_upload(editor, raw: bytes = ROWS, name: str = "a.csv") -> Import:
    return bulk_import.store_file(name=name, chunks=[raw], started_by=editor)


@pytest.fixture
def begun(editor) -> Import:
    stored_import = store_upload(editor)
    bulk_import.confirm_columns(import_id=stored_import.pk, mapping=ColumnMapping(**stored_import.mapping))
    return bulk_import.begin(import_id=stored_import.pk)


def store_batch(begun: Import, reads, *, seen: int = 0, read: int = 0):
    return bulk_import.store_batch(import_id=begun.pk, reads=reads, at=bulk_import.BulkProgress(seen, read))


def counts(begun: Import) -> tuple[int, ...]:
    begun.refresh_from_db()
    return begun.seen, begun.taken_in, begun.known, begun.problem_count


def test_a_file_is_stored_in_pieces_and_read_back_from_any_offset(editor):
    raw = bytes(range(256)) * (PIECE // 100)
    chunks = [raw[at : at + 1000] for at in range(0, len(raw), 1000)]
    stored_import = bulk_import.store_file(name="a.txt", chunks=chunks, started_by=editor)
    assert (stored_import.size, ImportPiece.objects.count()) == (len(raw), 3)
    file = StoredFile(stored_import)
    with file.open() as stored:
        assert stored.read() == raw
        assert file.bytes_read == len(raw)
        stored.seek(-10, io.SEEK_END)
        assert stored.read() == raw[-10:]
        stored.seek(PIECE - 1)
        assert stored.read(2) == raw[PIECE - 1 : PIECE + 1]


def test_a_table_waits_for_its_columns_and_has_a_glimpse(editor):
    stored_import = store_upload(editor)
    assert stored_import.state == "mapping"
    assert stored_import.glimpse == {
        "header": ["title", "text"],
        "rows": [["One", "It rained."], ["Two", "It leaked."], ["Three", "It broke."]],
    }
    assert ColumnMapping(**stored_import.mapping) == ColumnMapping(text="text", title="title")


def test_a_zip_waits_for_a_worker(editor):
    assert store_upload(editor, zipped({"a.txt": "It rained."}), "a.zip").state == "waiting"


def test_an_unreadable_file_is_refused_and_not_stored(editor):
    with pytest.raises(Unreadable, match="RTF"):
        store_upload(editor, b"{\\rtf1", "a.txt")
    assert not Import.objects.exists()
    assert not ImportPiece.objects.exists()


def test_missing_columns_are_refused(editor):
    stored_import = store_upload(editor)
    with pytest.raises(Unreadable, match="no column “body”"):
        bulk_import.confirm_columns(import_id=stored_import.pk, mapping=ColumnMapping(text="body"))
    assert bulk_import.confirm_columns(import_id=stored_import.pk, mapping=ColumnMapping(text="title"))
    assert not bulk_import.confirm_columns(import_id=stored_import.pk, mapping=ColumnMapping(text="text"))


def test_a_batch_is_stored_and_counted(begun, editor, article):
    reads = [ReadArticle("It rained.", "T"), Problem("line 3", "It broke."), ReadArticle(article.text)]
    (new, read), *others = store_batch(begun, reads, read=20)
    assert (new.title, new.imported_by, read, others) == ("T", editor, reads[0], [])
    assert counts(begun) == (3, 1, 1, 1)
    assert (begun.read, begun.first_article_id) == (20, new.pk)
    assert str(begun.problems.get()) == "line 3: It broke."


def test_equal_texts_in_one_batch_become_one_article(begun):
    store_batch(begun, [ReadArticle("Same.", "First"), ReadArticle("Same.", "Second")])
    assert Article.objects.get().title == "First"
    assert counts(begun) == (2, 1, 1, 0)


def test_a_batch_costs_the_same_queries_whatever_its_size(begun):
    with at_most(7):
        store_batch(begun, [ReadArticle(f"It rained {number} times.") for number in range(100)])


def test_a_job_that_was_overtaken_or_stopped_stores_nothing(begun):
    with pytest.raises(bulk_import.Overtaken):
        store_batch(begun, [ReadArticle("It rained.")], seen=1)
    bulk_import.stop(import_id=begun.pk)
    with pytest.raises(bulk_import.Overtaken):
        store_batch(begun, [ReadArticle("It rained.")])
    assert not Article.objects.exists()


def test_a_restarted_import_continues_where_it_stopped(begun):
    first, *_ = unseen_reads(begun, StoredFile(begun))
    store_batch(begun, [first], read=10)
    assert bulk_import.stop(import_id=begun.pk)
    assert bulk_import.begin(import_id=begun.pk) is None
    assert bulk_import.restart(import_id=begun.pk, by=begun.started_by)
    again = bulk_import.begin(import_id=begun.pk)
    assert (again.began_seen, again.began_read) == (1, 10)
    assert [each.title for each in unseen_reads(again, StoredFile(again))] == ["Two", "Three"]


def test_seen_files_are_not_parsed_again(editor, monkeypatch):
    page = (FILES / "bridge.html").read_bytes()
    stored_import = store_upload(editor, zipped({"a.html": page, "b.txt": "It rained.", "c.html": page}), "a.zip")
    parsed = []
    monkeypatch.setattr(
        "annotate.importing.readers.sandbox.Sandbox.read", lambda *args: parsed.append(args) or ReadArticle("Parsed.")
    )
    for seen, texts in ((1, ["It rained.", "Parsed."]), (2, ["Parsed."]), (3, [])):
        stored_import.seen = seen
        assert [each.text for each in unseen_reads(stored_import, StoredFile(stored_import))] == texts
    assert len(parsed) == 2


def test_a_finished_imports_file_is_deleted(begun):
    store_batch(begun, list(unseen_reads(begun, StoredFile(begun))))
    bulk_import.finish(import_id=begun.pk, seen=3)
    begun.refresh_from_db()
    assert (begun.state, begun.read) == ("done", begun.size)
    assert not ImportPiece.objects.exists()
    assert not bulk_import.stop(import_id=begun.pk)
    assert not bulk_import.restart(import_id=begun.pk, by=begun.started_by)


def test_a_failed_import_keeps_its_file_and_can_be_restarted(begun):
    bulk_import.fail(import_id=begun.pk)
    assert begun.pieces.exists()
    assert bulk_import.restart(import_id=begun.pk, by=begun.started_by)


def test_problems_beyond_the_stored_ones_are_counted(begun, monkeypatch):
    monkeypatch.setattr(bulk_import, "MOST_PROBLEMS", 3)
    store_batch(begun, [Problem("line 2", "No.")] * 2)
    store_batch(begun, [Problem("line 3", "No.")] * 2, seen=2)
    assert counts(begun) == (4, 0, 0, 4)
    assert ImportProblem.objects.count() == 3


def test_only_an_import_that_stored_nothing_can_be_discarded(begun, editor):
    assert not bulk_import.discard(import_id=begun.pk)
    store_batch(begun, [ReadArticle("It rained.")])
    bulk_import.stop(import_id=begun.pk)
    assert not bulk_import.discard(import_id=begun.pk)
    assert bulk_import.discard(import_id=store_upload(editor).pk)


def test_the_database_refuses_counts_that_do_not_add_up(begun):
    with pytest.raises(IntegrityError, match="import_counts_all_that_it_saw"):
        Import.objects.filter(pk=begun.pk).update(seen=5)


def test_addresses_are_stored_in_order_without_duplicates(editor):
    urls = ["https://x.example/b", " https://x.example/a ", "", "https://x.example/b"]
    stored_import = bulk_import.store_addresses(urls=urls, started_by=editor)
    assert (stored_import.name, stored_import.size) == ("2 addresses", 2)
    assert [each.url for each in stored_import.addresses.order_by("number")] == [
        "https://x.example/b",
        "https://x.example/a",
    ]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nowhere", "Address 2, “nowhere”: OnRecord fetches only URLs that begin with http"),
        ("file:///etc/passwd", "fetches only URLs"),
        ("https://ana:secret@x.example/", "user name or password"),
        ("https://x.example/" + "a" * 2000, "longer than 2,000 characters"),
    ],
)
def test_an_invalid_address_is_refused_with_its_number(editor, url, sentence):
    with pytest.raises(Unreadable, match=sentence):
        bulk_import.store_addresses(urls=["https://x.example/", url], started_by=editor)
    assert not Import.objects.exists()


def test_pages_are_counted_once_each_and_the_last_one_ends_the_import(editor):
    stored_import = bulk_import.store_addresses(urls=["https://x.example/a", "https://x.example/b"], started_by=editor)
    first, second = ImportAddress.objects.order_by("number")
    for address, read in ((first, ReadArticle("It rained.")), (second, Problem("b", "It is gone."))):
        begun = bulk_import.begin_page(address_id=address.pk)
        bulk_import.store_page(address=begun, read=read)
        with pytest.raises(bulk_import.Overtaken):
            bulk_import.store_page(address=begun, read=read)
        assert bulk_import.begin_page(address_id=address.pk) is None
    assert counts(stored_import) == (2, 1, 0, 1)
    assert stored_import.state == "done"


def test_a_stopped_import_fetches_no_page(editor):
    stored_import = bulk_import.store_addresses(urls=["https://x.example/a"], started_by=editor)
    bulk_import.stop(import_id=stored_import.pk)
    assert bulk_import.begin_page(address_id=stored_import.addresses.get().pk) is None


def test_a_batch_is_limited_in_articles_and_in_characters(monkeypatch):
    monkeypatch.setattr("annotate.importing.import_progress.MOST_READS", 2)
    monkeypatch.setattr("annotate.importing.import_progress.MOST_CHARACTERS", 10)
    reads = [ReadArticle(text) for text in ("a", "b", "c" * 10, "d")]
    assert [[each.text[0] for each in batch] for batch in batches(reads)] == [["a", "b"], ["c"], ["d"]]


def test_slow_reads_are_batched_after_a_second(monkeypatch):
    monkeypatch.setattr("annotate.importing.import_progress.MOST_SECONDS", 0)
    assert [len(batch) for batch in batches([ReadArticle("a"), ReadArticle("b")])] == [1, 1]
