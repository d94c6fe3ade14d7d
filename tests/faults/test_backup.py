"""A backup and a restore, by the two commands that README has: the exports before and after are the same."""

from collections.abc import Iterator

import pytest

from tests.bulk_data import fill
from tests.installation import Installation, installation

FORMATS = ["csv", "jsonl"]


def exports(newsroom: Installation) -> list[str]:
    return [newsroom.manage("export_claims", "--format", each) for each in FORMATS]


@pytest.fixture
def before(newsroom: Installation) -> list[str]:
    newsroom.sessions(1)
    with newsroom.connect() as connection:
        fill(connection, articles=10, each=20, tagged=True)
    newsroom.manage("import_articles", str(newsroom.a_text("It leaked, Ms Roe said.")))
    return exports(newsroom)


@pytest.fixture
def empty() -> Iterator[Installation]:
    """Another installation, whose database has no tables yet."""
    with installation(migrated=False) as made:
        yield made


def test_a_backup_is_restored_in_an_empty_database(newsroom: Installation, before, empty: Installation):
    file = newsroom.folder / "onrecord.backup"
    newsroom.manage("backup", str(file))
    empty.manage("restore", str(file))
    assert exports(empty) == before
    assert empty.query("SELECT count(*) FROM procrastinate_jobs") == [(1,)]  # what waited still does
    assert "No migrations to apply" in empty.manage("migrate")
    empty.manage("import_articles", str(empty.a_text("It leaked again, Ms Roe said.")))  # its id is a new one


def test_a_database_that_is_not_empty_is_not_changed(newsroom: Installation, before):
    file = newsroom.folder / "onrecord.backup"
    newsroom.manage("backup", str(file))
    with pytest.raises(AssertionError, match="The database is not empty, so nothing was restored"):
        newsroom.manage("restore", str(file))
    assert exports(newsroom) == before


def test_an_incomplete_backup_is_refused_and_changes_nothing(newsroom: Installation, before, empty: Installation):
    file = newsroom.folder / "onrecord.backup"
    newsroom.manage("backup", str(file))
    whole = file.read_bytes()
    for half in (whole[: len(whole) // 2], b"no backup", b""):
        file.write_bytes(half)
        with pytest.raises(AssertionError, match=r"was not restored: .* Nothing was changed"):
            empty.manage("restore", str(file))
        assert empty.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    file.write_bytes(whole)
    empty.manage("restore", str(file))
    assert exports(empty) == before
