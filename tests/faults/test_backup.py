"""The README's backup and restore commands: exports are the same before and after."""

from collections.abc import Iterator

import pytest

from tests.bulk_data import fill
from tests.installation import Installation, installation

FORMATS = ["csv", "jsonl"]


def exports(newsroom: Installation) -> list[str]:
    return [newsroom.manage("export_claims", "--format", format) for format in FORMATS]


@pytest.fixture
def before(newsroom: Installation) -> list[str]:
    newsroom.sessions(1)
    with newsroom.connect() as connection:
        fill(connection, articles=10, each=20, tagged=True)
    newsroom.manage("import_articles", str(newsroom.write_text("It leaked, Ms Roe said.")))
    return exports(newsroom)


@pytest.fixture
def empty() -> Iterator[Installation]:
    """A second installation, whose database has no tables yet."""
    with installation(migrated=False) as unmigrated:
        yield unmigrated


def test_a_backup_is_restored_into_an_empty_database(newsroom: Installation, before, empty: Installation):
    file = newsroom.folder / "onrecord.backup"
    newsroom.manage("backup", str(file))
    empty.manage("restore", str(file))
    assert exports(empty) == before
    assert empty.query("SELECT count(*) FROM procrastinate_jobs") == [(1,)]  # the waiting job
    assert "No migrations to apply" in empty.manage("migrate")
    empty.manage(
        "import_articles", str(empty.write_text("It leaked again, Ms Roe said."))
    )  # fails if sequences were not restored


def test_a_database_that_is_not_empty_is_not_changed(newsroom: Installation, before):
    file = newsroom.folder / "onrecord.backup"
    newsroom.manage("backup", str(file))
    with pytest.raises(AssertionError, match="The database is not empty, so nothing was restored"):
        newsroom.manage("restore", str(file))
    assert exports(newsroom) == before


def test_an_incomplete_backup_is_refused_and_changes_nothing(newsroom: Installation, before, empty: Installation):
    file = newsroom.folder / "onrecord.backup"
    newsroom.manage("backup", str(file))
    complete = file.read_bytes()
    for broken in (complete[: len(complete) // 2], b"no backup", b""):
        file.write_bytes(broken)
        with pytest.raises(AssertionError, match=r"was not restored: .* Nothing was changed"):
            empty.manage("restore", str(file))
        assert empty.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    file.write_bytes(complete)
    empty.manage("restore", str(file))
    assert exports(empty) == before
