import pytest

from annotate.importing.readers.reader_types import ReadActor
from annotate.models import Actor
from annotate.tagging.decisions import Decision
from annotate.tagging.imported_tags import find_or_create_actor, tag_imported_claims
from tests.factories import make_actor, make_claim


@pytest.fixture
def claims(article):
    return [make_claim(article, words) for words in ("the bridge was unsafe", "We knew nothing")]


def test_claims_are_tagged_as_they_came_and_those_without_a_kind_stay_undecided(claims, editor):
    actor = make_actor("A", created_by=editor)
    decisions = [Decision(kind="quote", actor_id=actor.pk, note="N"), Decision()]
    tag_imported_claims(claims=claims, decisions=decisions, editor=editor)
    first, second = claims
    first.refresh_from_db()
    assert (first.tag.kind, first.tag.actor, first.tag.note, first.tag.editor) == ("quote", actor, "N", editor)
    assert (first.status, second.status) == ("tagged", "undecided")


def test_each_of_them_is_undone_by_itself(claims, editor):
    tag_imported_claims(claims=claims, decisions=[Decision(kind="quote")] * 2, editor=editor)
    first, second = (claim.tag for claim in claims)
    assert first.decision != second.decision


def test_a_name_is_that_of_the_registers_actor_by_alias_too(editor):
    actor = make_actor("Jane Roe", created_by=editor)
    actor.aliases.create(name="J. R.", key="jr")
    assert (
        find_or_create_actor(imported=ReadActor("Jane  Roe"), editor=editor)
        == find_or_create_actor(imported=ReadActor("J.R."), editor=editor)
        == actor
    )
    assert Actor.objects.count() == 1


def test_a_name_that_nobody_has_becomes_an_actor_and_one_that_the_detector_made_enters_the_register(editor):
    make_actor("Sue Gest")
    for name in ("Jane Roe", "Sue Gest"):
        assert (
            Actor.objects.in_register()
            .filter(pk=find_or_create_actor(imported=ReadActor(name), editor=editor).pk)
            .exists()
        )


def test_an_alias_of_several_is_none_of_them(editor):
    for name in ("Jane Roe", "John Roe"):
        make_actor(name, created_by=editor).aliases.create(name="Roe", key="roe")
    assert find_or_create_actor(imported=ReadActor("Roe"), editor=editor).name == "Roe"


def test_a_name_that_no_actor_can_have_is_left_out(editor):
    assert find_or_create_actor(imported=ReadActor("—"), editor=editor) is None
