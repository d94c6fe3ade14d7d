"""The register's list of actors, and likely duplicates."""

import pytest

from annotate.models import LikelyDuplicate
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, tag


@pytest.fixture
def roe(editor):
    return make_actor("Jane Roe", created_by=editor, type="person")


@pytest.fixture
def council(editor):
    return make_actor("City Council", created_by=editor, type="organisation")


def shown(page, **asked) -> str:
    return page.get("/actors/", asked).content.decode()


def test_the_list_shows_the_number_of_claims_of_each_actor(page, roe, council, claim, editor):
    tag(claim, editor, Decision(kind="quote", actor_id=roe.pk))
    html = shown(page)
    assert html.index("City Council") < html.index("Jane Roe")
    assert "1 claim<" in html
    assert "0 claims<" in html


def test_merged_and_suggested_actors_are_left_out(page, roe, editor):
    make_actor("J. Roe", created_by=editor, merged_into=roe)
    make_actor("Sue Gest")
    html = shown(page)
    assert "1 actor" in html
    assert "Gest" not in html


def test_the_list_is_searched_like_the_card(page, roe, council):
    assert "City Council" in shown(page, q="concil")
    assert "Jane Roe" not in shown(page, q="concil")


def test_the_list_can_be_filtered_by_type(page, roe, council):
    assert "City Council" not in shown(page, type="person")
    assert "City Council" in shown(page, type="robot")


def test_htmx_receives_only_the_results(htmx, roe):
    html = htmx.get("/actors/", {"q": "roe"}, headers={"HX-Target": "found"}).content.decode()
    assert "Jane Roe" in html
    assert "<h1>" not in html


def test_a_name_without_results_can_be_created(page, db):
    assert 'name="actor_name" value="John Hale"' in shown(page, q="John Hale")
    response = page.post("/actors/", {"actor_name": "John Hale"}, follow=True)
    assert "<h1>John Hale</h1>" in response.content.decode()


@pytest.mark.parametrize("asked", [{"q": "\0"}, {"q": "'"}, {"page": "x"}, {"page": "99"}, {"type": "\0"}])
def test_odd_parameters_are_ignored(page, roe, asked):
    assert page.get("/actors/", asked).status_code == 200


@pytest.mark.parametrize("actors", [3, 40])
def test_the_list_takes_six_queries_whatever_the_number_of_actors(page, editor, actors):
    for number in range(actors):
        make_actor(f"Jane Roe {number}", created_by=editor)
    with at_most(6):
        shown(page)


def test_likely_duplicates_are_offered_with_the_reason(page, roe, editor):
    other = make_actor("J. Roe", created_by=editor)
    LikelyDuplicate.objects.create(first=roe, second=other, reason="one has an initial")
    assert "1 likely duplicate" in shown(page)
    html = page.get("/actors/duplicates/").content.decode()
    assert "Merge into Jane Roe" in html
    assert "Merge into J. Roe" in html
    assert "one has an initial" in html


def test_a_pair_can_be_marked_as_not_the_same(page, roe, council):
    pair = LikelyDuplicate.objects.create(first=roe, second=council, reason="")
    response = page.post(f"/actors/duplicates/{pair.pk}/apart/", {"back": "https://evil.example/"}, follow=True)
    assert "No likely duplicates." in response.content.decode()


def test_a_missing_pair_gives_404(page, db):
    assert page.post("/actors/duplicates/1/apart/").status_code == 404


def test_the_wrong_method_is_refused(page, db):
    assert page.post("/actors/duplicates/").status_code == 405
    assert page.get("/actors/duplicates/1/apart/").status_code == 405
    assert page.post("/actors/options/").status_code == 405
