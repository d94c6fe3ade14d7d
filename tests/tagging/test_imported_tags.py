"""Tags and actors that come with imported articles."""

import pytest

from annotate.importing.readers.reader_types import ReadActor
from annotate.models import Actor
from annotate.tagging.decisions import Decision
from annotate.tagging.imported_tags import find_or_create_actor, tag_imported_claims
from tests.factories import make_actor, make_claim


@pytest.fixture
def claims(article):
    return [make_claim(article, words) for words in ("the bridge was unsafe", "We knew nothing")]


def test_claims_are_tagged_as_imported_and_those_without_a_kind_stay_undecided(claims, editor):
    actor = make_actor("A", created_by=editor)
    decisions = [Decision(kind="quote", actor_id=actor.pk, note="N"), Decision()]
    tag_imported_claims(claims=claims, decisions=decisions, editor=editor)
    first, second = claims
    first.refresh_from_db()
    assert (first.tag.kind, first.tag.actor, first.tag.note, first.tag.editor) == ("quote", actor, "N", editor)
    assert (first.status, second.status) == ("tagged", "undecided")


def test_each_imported_tag_can_be_undone_on_its_own(claims, editor):
    tag_imported_claims(claims=claims, decisions=[Decision(kind="quote")] * 2, editor=editor)
    first, second = (claim.tag for claim in claims)
    assert first.decision != second.decision


def test_a_name_or_alias_finds_the_registers_actor(editor):
    actor = make_actor("Jane Roe", created_by=editor)
    actor.aliases.create(name="J. R.", key="jr")
    assert (
        find_or_create_actor(imported=ReadActor("Jane  Roe"), editor=editor)
        == find_or_create_actor(imported=ReadActor("J.R."), editor=editor)
        == actor
    )
    assert Actor.objects.count() == 1


def test_a_new_name_and_a_suggested_actor_enter_the_register(editor):
    make_actor("Sue Gest")
    for name in ("Jane Roe", "Sue Gest"):
        assert (
            Actor.objects.in_register()
            .filter(pk=find_or_create_actor(imported=ReadActor(name), editor=editor).pk)
            .exists()
        )


def test_an_alias_of_several_actors_finds_no_actor(editor):
    for name in ("Jane Roe", "John Roe"):
        make_actor(name, created_by=editor).aliases.create(name="Roe", key="roe")
    assert find_or_create_actor(imported=ReadActor("Roe"), editor=editor).name == "Roe"


def test_an_invalid_name_makes_no_actor(editor):
    assert find_or_create_actor(imported=ReadActor("—"), editor=editor) is None
