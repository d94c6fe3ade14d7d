import pytest

from annotate.models import Actor, Alias
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_claim, tag


@pytest.fixture
def roe(editor):
    actor = make_actor("Jane Émilie Roe", created_by=editor, description="council engineer")
    Alias.objects.create(actor=actor, name="J. Roe", key="j roe")
    return actor


def options(client, typed: str, **asked) -> str:
    return client.get("/actors/options/", {"actor_name": typed, **asked}).content.decode()


@pytest.mark.parametrize("typed", ["jane", "EMILIE", "roe jane", "émil", "J. Roe", " roe "])
def test_a_search_finds_any_word_of_a_name_or_alias_whatever_its_case_and_accents(htmx, roe, typed):
    assert f'data-actor="{roe.pk}"' in options(htmx, typed)


def test_the_description_tells_actors_apart(htmx, roe):
    assert "council engineer" in options(htmx, "roe")


def test_the_best_match_comes_first(htmx, roe, editor):
    make_actor("Roebuck", created_by=editor)
    exact = make_actor("Roe", created_by=editor)
    html = options(htmx, "roe")
    assert html.index(f"actor-{exact.pk}") < html.index(f"actor-{roe.pk}") < html.index("Roebuck")


def test_a_new_name_can_be_created(htmx, roe):
    assert 'data-create="John Hale"' in options(htmx, "John Hale")


def test_an_existing_name_is_not_offered_for_creation(htmx, roe):
    assert "data-create" not in options(htmx, "jane emilie roe")


def test_not_named_is_always_offered(htmx, db):
    assert "data-none" in options(htmx, "")


@pytest.mark.parametrize("typed", ["", "John Hale"])
def test_before_anything_is_typed_the_articles_own_names_are_offered(htmx, article, roe, typed):
    hale, gest = make_actor("John Hale"), make_actor("Sue Gest")
    for actor in (gest, hale, hale):
        make_claim(article, "unsafe", suggested_actor=actor)
    html = options(htmx, typed, actor_shown="John Hale", article=article.pk)
    assert html.index("John Hale") < html.index("Sue Gest")
    assert "Jane" not in html


def test_a_suggested_actor_is_offered_only_in_its_own_article(htmx, article):
    suggested = make_actor("Sue Gest")
    make_claim(article, "unsafe", suggested_actor=suggested)
    assert "Sue Gest" in options(htmx, "sue", article=article.pk)
    assert "Sue Gest" not in options(htmx, "sue", article=article.pk + 1)


def test_an_actor_that_an_editor_has_linked_is_offered_everywhere(htmx, claim, editor):
    linked = make_actor("Sue Gest")
    tag(claim, editor, Decision(kind="quote", actor_id=linked.pk))
    assert "Sue Gest" in options(htmx, "sue")


@pytest.mark.parametrize("article", ["x", "-1", "9" * 40])
def test_an_invalid_article_id_is_ignored(htmx, roe, article):
    assert "Jane" in options(htmx, "jane", article=article)


@pytest.mark.parametrize("typed", ["\0", "%", "\\", "'", "x" * 10_000])
def test_odd_searches_find_nothing_without_an_error(htmx, roe, typed):
    assert htmx.get("/actors/options/", {"actor_name": typed}).status_code == 200


def test_names_are_escaped(htmx, editor):
    make_actor("<b>Roe</b>", created_by=editor)
    assert "<b>" not in options(htmx, "roe")


def test_a_search_takes_six_queries_whatever_the_number_of_actors(htmx, roe, editor):
    for number in range(20):
        make_actor(f"Roe {number}", created_by=editor)
    with at_most(6):
        options(htmx, "roe")


def test_an_actor_is_created_from_the_card(htmx, editor):
    html = htmx.post("/actors/", {"actor_name": "  John \u200b Hale "}).content.decode()
    actor = Actor.objects.get()
    assert (actor.name, actor.key, actor.created_by) == ("John Hale", "john hale", editor)
    assert f'name="actor" value="{actor.pk}"' in html


def test_creating_an_existing_actor_returns_it(htmx, roe):
    htmx.post("/actors/", {"actor_name": "JANE EMILIE ROE"})
    assert Actor.objects.get() == roe


def test_without_javascript_the_card_reopens_with_the_new_actor(page, article, claim):
    response = page.post(
        "/actors/", {"actor_name": "John Hale", "article": article.pk, "claim": claim.pk, "kind": "denial"}, follow=True
    )
    assert 'name="actor_name" value="John Hale"' in response.content.decode()


@pytest.mark.parametrize("name", ["", "  ", "?!", "x" * 10_000])
def test_an_invalid_name_is_refused(htmx, db, name):
    response = htmx.post("/actors/", {"actor_name": name})
    assert response.status_code == 422
    assert "The actor was not created" in response.content.decode()
    assert not Actor.objects.exists()


@pytest.mark.parametrize("place", [{}, {"article": "x", "claim": "y"}, {"article": "9" * 40, "claim": "1"}])
def test_without_a_claim_to_return_to_the_new_actors_page_is_shown(page, place):
    response = page.post("/actors/", {"actor_name": "John Hale", **place})
    assert response.status_code == 302


def test_the_wrong_method_is_refused(page):
    assert page.delete("/actors/").status_code == 405
