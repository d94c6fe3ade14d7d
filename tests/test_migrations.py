"""Migrations keep the data of the previous release."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from tests.bulk_data import fill
from tests.factories import exported_rows


@pytest.fixture
def migrate(transactional_db):
    """Return a function that migrates to a named migration and returns its models; undone after the test."""

    def to(name: str) -> StateApps:
        executor = MigrationExecutor(connection)
        executor.migrate([("annotate", name)])
        return executor.loader.project_state([("annotate", name)]).apps

    yield to
    connection.cursor().execute("TRUNCATE annotate_actor, annotate_user CASCADE")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_actors_created_or_merged_by_editors_join_the_register_and_get_new_keys(migrate):
    before = migrate("0003_why_claims_may_be_missing")
    editor = before.get_model("annotate", "User").objects.create(username="ana")
    actors, aliases = before.get_model("annotate", "Actor").objects, before.get_model("annotate", "Alias").objects
    roe = actors.create(name="Dr. Jane Roe", key="dr jane roe", created_by=editor)
    actors.create(name="J. Roe", key="j roe", created_by=editor, merged_into=roe)
    actors.create(name="Sue Gest", key="sue gest")
    for name, key in (("Prof. Sue Gest", "prof sue gest"), ("U.S.", "u s")):
        aliases.create(actor=roe, name=name, key=key)
    actors.create(name="Prof. Sue Gest", key="prof sue gest")

    after = migrate("0004_actors_register")
    migrated = after.get_model("annotate", "Actor").objects.order_by("pk")
    assert list(migrated.values_list("key", "in_register", "survivor")) == [
        ("jane roe", True, None),
        ("j roe", True, roe.pk),
        ("sue gest", False, None),
        ("prof sue gest", False, None),  # its new key already belongs to another actor
    ]
    assert set(after.get_model("annotate", "Alias").objects.values_list("key", flat=True)) == {"sue gest", "us"}


def test_existing_accounts_get_a_role(migrate):
    users = migrate("0006_imports").get_model("annotate", "User").objects
    users.create(username="ana")
    users.create(username="chief", is_staff=True)
    users.create(username="root", is_superuser=True)
    after = migrate("0007_roles").get_model("annotate", "User").objects
    accounts = after.order_by("pk").values_list("username", "role", "is_staff", "is_superuser")
    assert list(accounts) == [
        ("ana", "editor", False, False),
        ("chief", "lead", False, False),
        ("root", "admin", True, True),
    ]


def test_a_filled_database_keeps_all_its_rows(migrate):
    before = migrate("0006_imports")
    before.get_model("annotate", "User").objects.create(username="ana")
    with connection.cursor() as cursor:
        fill(cursor, articles=3, each=5, tagged=True)
    expected = count_rows(before)
    leaf = MigrationExecutor(connection).loader.graph.leaf_nodes("annotate")[0][1]
    migrate(leaf)
    assert count_rows(before) == expected
    rows = exported_rows()
    assert len(rows) == expected["claim"] == 15
    assert {row["claim"] for row in rows} == {"that the old bridge had been checked and “nobody was ever in danger”"}
    assert sorted({(row["status"], row["kind"], row["actor"], row["editor"]) for row in rows}) == [
        ("tagged", "quote", "Jane Roe", "ana"),
        ("undecided", "", "", ""),
    ]


def count_rows(models: StateApps) -> dict[str, int]:
    """Return the number of rows in the table of each of these models."""
    with connection.cursor() as cursor:
        counts = {}
        for model in models.get_app_config("annotate").get_models():
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            counts[model._meta.model_name] = cursor.fetchone()[0]
        return counts


@pytest.mark.django_db
def test_the_migrations_create_everything_that_the_models_need():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
