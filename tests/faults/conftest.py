from collections.abc import Iterator

import pytest

from tests.installation import Installation, installation


@pytest.fixture(scope="session")
def kept() -> Iterator[Installation]:
    """An installation that all these tests share, for to make one takes seconds."""
    with installation() as made:
        yield made


@pytest.fixture
def newsroom(kept: Installation) -> Iterator[Installation]:
    """It, empty, with its database running and nothing else."""
    kept.start_database()
    with kept.connect() as connection:
        connection.execute("TRUNCATE annotate_article, annotate_actor, annotate_user, procrastinate_jobs CASCADE")
    yield kept
    for program in kept.started:
        program.stop()
    kept.started.clear()
