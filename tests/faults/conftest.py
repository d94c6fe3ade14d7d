from collections.abc import Iterator

import pytest

from tests.installation import Installation, installation


@pytest.fixture(scope="session")
def shared_installation() -> Iterator[Installation]:
    """One installation for all these tests, because creating one takes seconds."""
    with installation() as made:
        yield made


@pytest.fixture
def newsroom(shared_installation: Installation) -> Iterator[Installation]:
    """The shared installation with empty tables; only its database is running."""
    shared_installation.start_database()
    with shared_installation.connect() as connection:
        connection.execute("TRUNCATE annotate_article, annotate_actor, annotate_user, procrastinate_jobs CASCADE")
    yield shared_installation
    for program in shared_installation.started:
        program.stop()
    shared_installation.started.clear()
