"""Creating, changing and removing actors."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from annotate.actors.names import BadName
from annotate.actors.register import (
    ActorChangeRefused,
    StaleActor,
    add_alias,
    change_actor,
    create_actor,
    last_change,
    remove_actor,
    remove_alias,
)
from annotate.models import Actor, ActorChange, Alias
from annotate.tagging.decisions import Decision
from tests.factories import make_actor, make_claim, tag


@pytest.fixture
def roe(editor):
    return create_actor(name="Jane Roe", created_by=editor)


def change(actor: Actor, editor, **new) -> Actor:
    return change_actor(actor_id=actor.pk, seen=last_change(actor), editor=editor, **new)


def history(actor: Actor) -> list[tuple[str, str, str]]:
    return list(actor.changes.order_by("pk").values_list("what", "before", "after"))


def test_an_actor_is_created_once(roe, other_editor):
    assert create_actor(name="JANE  ROE", created_by=other_editor) == roe
    assert create_actor(name="Dr Jane Roe", created_by=other_editor) == roe
    assert history(roe) == [("created", "", "Jane Roe")]


def test_creating_a_suggested_actor_adds_it_to_the_register(editor):
    suggested = make_actor("Sue Gest")
    assert create_actor(name="sue gest", created_by=editor) == suggested
    assert Actor.objects.in_register().get() == suggested


def test_creating_a_merged_actors_name_gives_the_survivor(roe, editor):
    make_actor("J. Roe", created_by=editor, merged_into=roe)
    assert create_actor(name="J. Roe", created_by=editor) == roe


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_create_the_same_actor_at_once_create_one(editor, other_editor):
    together, made = Barrier(2), []

    def create(user):
        together.wait()
        made.append(create_actor(name="Jane Roe", created_by=user).pk)
        connection.close()

    threads = [Thread(target=create, args=[user]) for user in (editor, other_editor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2
    assert set(made) == {Actor.objects.get().pk}


def test_renaming_is_recorded_and_makes_the_old_name_an_alias(roe, editor):
    change(roe, editor, name="Jane Smith")
    roe.refresh_from_db()
    assert (roe.name, roe.key) == ("Jane Smith", "jane smith")
    assert [alias.name for alias in roe.aliases.all()] == ["Jane Roe"]
    assert history(roe)[-1] == ("name", "Jane Roe", "Jane Smith")


def test_a_change_of_accents_is_recorded_but_makes_no_alias(roe, editor):
    change(roe, editor, name="Jané Roe")
    roe.refresh_from_db()
    assert roe.name == "Jané Roe"
    assert not roe.aliases.exists()


def test_an_alias_that_becomes_the_name_is_removed(roe, editor):
    add_alias(actor_id=roe.pk, name="Jane Smith", editor=editor)
    change(roe, editor, name="Jane Smith")
    assert [alias.name for alias in roe.aliases.all()] == ["Jane Roe"]


def test_only_what_changed_is_recorded(roe, editor):
    change(roe, editor, name="Jane Roe", type="person", description="")
    assert history(roe)[1:] == [("type", "", "person")]


def test_another_actors_name_is_refused(roe, editor):
    make_actor("John Hale", created_by=editor)
    with pytest.raises(ActorChangeRefused, match="John Hale"):
        change(roe, editor, name="JOHN HALE")


@pytest.mark.parametrize("name", ["", "?", "x" * 10_000])
def test_a_name_that_no_actor_can_have_is_refused(roe, editor, name):
    with pytest.raises(BadName):
        change(roe, editor, name=name)


def test_another_actors_wikidata_id_is_refused(roe, editor):
    make_actor("John Hale", created_by=editor, wikidata="Q42")
    with pytest.raises(ActorChangeRefused, match="already the Wikidata ID of John Hale"):
        change(roe, editor, wikidata="Q42")


@pytest.mark.parametrize("wikidata", ["42", "q42", "Q", "Q0", "Q042", "Q42x", "P42"])
def test_the_database_refuses_a_malformed_wikidata_id(roe, wikidata):
    with pytest.raises(IntegrityError, match="wikidata_is_q_and_digits"), transaction.atomic():
        Actor.objects.filter(pk=roe.pk).update(wikidata=wikidata)


def test_several_actors_can_have_no_wikidata_id(roe, editor):
    assert change(create_actor(name="John Hale", created_by=editor), editor, wikidata="").wikidata == ""


def test_an_editor_who_has_not_seen_the_last_change_is_refused(roe, editor, other_editor):
    seen = last_change(roe)
    change_actor(actor_id=roe.pk, seen=seen, editor=editor, description="engineer")
    with pytest.raises(StaleActor, match="since you opened it"):
        change_actor(actor_id=roe.pk, seen=seen, editor=other_editor, description="pilot")
    roe.refresh_from_db()
    assert roe.description == "engineer"


def test_two_actors_can_have_the_same_alias(roe, editor):
    hale = create_actor(name="John Hale", created_by=editor)
    for actor in (roe, hale):
        add_alias(actor_id=actor.pk, name="The Engineer", editor=editor)
    assert set(Actor.objects.named("the engineer")) == {roe, hale}


def test_an_alias_is_stored_once(roe, editor):
    for name in ("J. Roe", "j roe"):
        add_alias(actor_id=roe.pk, name=name, editor=editor)
    assert roe.aliases.count() == 1
    assert history(roe)[1:] == [("alias", "", "J. Roe")]


def test_an_actors_own_name_is_refused_as_an_alias(roe, editor):
    with pytest.raises(ActorChangeRefused, match="already the actor's name"):
        add_alias(actor_id=roe.pk, name="jane roe", editor=editor)


def test_removing_an_alias_is_recorded_once(roe, editor):
    alias = add_alias(actor_id=roe.pk, name="J. Roe", editor=editor)
    for _ in range(2):
        remove_alias(actor_id=roe.pk, alias_id=alias.pk, editor=editor)
    assert not roe.aliases.exists()
    assert history(roe)[-1] == ("alias", "J. Roe", "")


def test_another_actors_alias_cannot_be_removed(roe, editor):
    hale = create_actor(name="John Hale", created_by=editor)
    alias = add_alias(actor_id=hale.pk, name="Jack", editor=editor)
    remove_alias(actor_id=roe.pk, alias_id=alias.pk, editor=editor)
    assert Alias.objects.get() == alias


def test_an_actor_with_tags_is_not_removed_even_if_they_were_replaced(roe, claim, editor):
    tag(claim, editor, Decision(kind="quote", actor_id=roe.pk))
    tag(claim, editor, Decision(kind="quote"))
    with pytest.raises(ActorChangeRefused, match="1 claim is or was tagged with Jane Roe"):
        remove_actor(actor_id=roe.pk, editor=editor)


def test_an_actor_that_another_was_merged_into_is_not_removed(roe, editor):
    make_actor("J. Roe", created_by=editor, merged_into=roe)
    with pytest.raises(ActorChangeRefused, match="Undo that merge first"):
        remove_actor(actor_id=roe.pk, editor=editor)


def test_a_removed_actor_leaves_the_register_but_stays_a_suggestion(roe, article, editor):
    suggestion = make_claim(article, "unsafe", suggested_actor=roe)
    add_alias(actor_id=roe.pk, name="J. Roe", editor=editor)
    remove_actor(actor_id=roe.pk, editor=editor)
    suggestion.refresh_from_db()
    assert suggestion.suggested_actor == roe
    assert not Actor.objects.in_register().exists()
    assert not Alias.objects.exists()


def test_a_removed_actor_that_is_created_again_keeps_its_record(roe, editor):
    remove_actor(actor_id=roe.pk, editor=editor)
    assert create_actor(name="Jane Roe", created_by=editor) == roe
    assert [what for what, _, _ in history(roe)] == ["created", "removed", "created"]


@pytest.mark.parametrize("write", [lambda changes: changes.delete(), lambda changes: changes.update(after="x")])
def test_the_record_cannot_be_changed_or_deleted(roe, write):
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        write(ActorChange.objects.filter(actor=roe))
