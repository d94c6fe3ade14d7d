"""The page of one actor."""

import csv
import io
from urllib.parse import urlsplit

import pytest

from annotate.actors.merging import merge_actors
from annotate.actors.register import add_alias, change_actor, create_actor, last_change
from annotate.models import Actor, Alias, LikelyDuplicate
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_article, make_claim, tag


@pytest.fixture
def roe(editor):
    return create_actor(name="Jane Roe", created_by=editor)


def shown(page, actor, **asked) -> str:
    response = page.get(f"/actors/{actor.pk}/", asked)
    assert response.status_code == 200
    return response.content.decode()


def sent(actor, **fields) -> dict:
    return {"seen": last_change(actor), "name": actor.name, "type": "", "description": "", "wikidata": "", **fields}


def save(page, actor, **fields):
    return page.post(f"/actors/{actor.pk}/", sent(actor, **fields), follow=True)


def test_the_page_shows_the_actors_details(page, editor):
    actor = make_actor("Jane Roe", created_by=editor, type="person", description="engineer", wikidata="Q42")
    add_alias(actor_id=actor.pk, name="J. Roe", editor=editor)
    html = shown(page, actor)
    for detail in ("Jane Roe", "person", "engineer", "https://www.wikidata.org/wiki/Q42", "J. Roe"):
        assert detail in html


def test_the_page_shows_the_actors_claims_by_kind_and_month(page, roe, editor):
    for number, month in enumerate(("2026-01-03", "2026-03-01", "2026-03-09")):
        article = make_article(text=f"{number} Ms Roe alleged the bridge was unsafe.", published_at=month)
        tag(make_claim(article, "the bridge was unsafe"), editor, Decision(kind="allegation", actor_id=roe.pk))
    html = shown(page, roe)
    assert "3 claims in 3 articles" in html
    assert html.count("the bridge was unsafe</a>") == 3
    assert html.index("2026-03</th>") < html.index("2026-01</th>")


def test_many_months_are_shown_as_years(page, roe, editor):
    for month in range(25):
        article = make_article(text=f"{month} the bridge", published_at=f"{2020 + month // 12}-{month % 12 + 1:02}-01")
        tag(make_claim(article, "the bridge"), editor, Decision(kind="quote", actor_id=roe.pk))
    html = shown(page, roe)
    assert '<th scope="row">2021</th>' in html
    assert "2021-01" not in html


def test_suggested_claims_are_counted_separately(page, roe, article):
    make_claim(article, "unsafe", suggested_actor=roe)
    assert "No claim is tagged with Jane Roe yet; 1 suggested claim is still undecided." in shown(page, roe)


def test_the_page_shows_who_denies_the_actors_allegations(page, roe, article, claim, editor):
    tag(claim, editor, Decision(kind="allegation", actor_id=roe.pk))
    council = create_actor(name="The council", created_by=editor)
    denial = make_claim(article, "knew nothing")
    tag(denial, editor, Decision(kind="denial", actor_id=council.pk, answers_id=claim.pk))
    html = shown(page, roe)
    assert "Denied by others" in html
    assert "knew nothing" in html
    assert "The council" in html
    assert "Denied by others" not in shown(page, council)


def test_each_denial_is_shown_with_the_words_that_it_denies(page, roe, article, claim, editor):
    tag(claim, editor, Decision(kind="allegation", actor_id=roe.pk))
    denial = make_claim(article, "knew nothing")
    tag(denial, editor, Decision(kind="denial", answers_id=claim.pk))
    html = shown(page, roe)
    words = article.text[claim.start : claim.end]
    assert f'#claim-{claim.pk}">“{words}”' in html
    assert "source not named" in html


def test_denials_are_paged_separately(page, roe, article, claim, editor):
    tag(claim, editor, Decision(kind="allegation", actor_id=roe.pk))
    for number in range(21):
        other = make_article(text=f"{number}: the council denied that the bridge was unsafe")
        tag(make_claim(other, "the bridge was unsafe"), editor, Decision(kind="denial", answers_id=claim.pk))
    assert "21 denials" in shown(page, roe)
    assert [shown(page, roe, denials=number).count("badge denial") for number in (1, 2, "x")] == [20, 1, 20]


def test_a_merged_actor_is_shown_with_its_aliases(page, roe, editor):
    other = create_actor(name="Jane Hale", created_by=editor)
    add_alias(actor_id=other.pk, name="Jenny Hale", editor=editor)
    merge_actors(actor_id=other.pk, into_id=roe.pk, editor=editor)
    assert "Jenny Hale" in shown(page, roe)


def test_claims_of_merged_actors_are_included(page, roe, claim, editor):
    other = create_actor(name="J. Roe", created_by=editor)
    tag(claim, editor, Decision(kind="allegation", actor_id=other.pk))
    merge_actors(actor_id=other.pk, into_id=roe.pk, editor=editor)
    assert "the bridge was unsafe" in shown(page, roe)


def test_the_export_holds_only_the_actors_claims(page, roe, article, claim, editor):
    make_claim(article, "unsafe")
    tag(claim, editor, Decision(kind="allegation", actor_id=roe.pk))
    response = page.get(f"/actors/{roe.pk}/claims.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [(row["claim_id"], row["actor"]) for row in rows] == [(str(claim.pk), "Jane Roe")]
    assert f"jane-roe-{roe.pk}.csv" in response.headers["Content-Disposition"]


def test_an_editor_changes_the_details_and_the_history_names_the_editor(page, roe):
    html = save(
        page, roe, name="Jane Smith", type="person", wikidata="https://www.wikidata.org/wiki/q42"
    ).content.decode()
    roe.refresh_from_db()
    assert (roe.name, roe.type, roe.wikidata) == ("Jane Smith", "person", "Q42")
    assert "<del>Jane Roe</del>" in html
    assert "Ana Lima" in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "required"),
        ({"name": "?!"}, "at least one letter or digit"),
        ({"name": "x" * 10_000}, "can have at most 200 characters"),
        ({"wikidata": "42"}, "A Wikidata ID is Q and digits"),
        ({"wikidata": "Q0"}, "A Wikidata ID is Q and digits"),
        ({"type": "robot"}, "robot"),
        ({"description": "x" * 301}, "300"),
        ({"seen": "x"}, "Details"),
    ],
)
def test_invalid_details_are_refused_with_a_reason_and_stay_in_the_form(page, roe, fields, sentence):
    response = save(page, roe, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    roe.refresh_from_db()
    assert roe.name == "Jane Roe"


def test_a_name_of_another_actor_is_refused(page, roe, editor):
    create_actor(name="John Hale", created_by=editor)
    response = save(page, roe, name="john hale")
    assert response.status_code == 422
    assert "Merge the two instead" in response.content.decode()
    assert 'value="john hale"' in response.content.decode()


def test_a_concurrent_change_is_reported_and_the_form_can_be_saved_over_it(page, roe, other_editor):
    stale = sent(roe, description="pilot")
    change_actor(actor_id=roe.pk, seen=last_change(roe), editor=other_editor, description="engineer")
    response = page.post(f"/actors/{roe.pk}/", stale)
    html = response.content.decode()
    assert response.status_code == 409
    assert "since you opened it" in html
    assert 'value="pilot"' in html
    assert "engineer" in html
    page.post(f"/actors/{roe.pk}/", {**stale, "seen": last_change(roe)})
    roe.refresh_from_db()
    assert roe.description == "pilot"


def test_an_alias_is_added_and_removed(page, roe):
    page.post(f"/actors/{roe.pk}/aliases/", {"alias": "J. Roe"})
    alias = Alias.objects.get()
    assert "J. Roe" in shown(page, roe)
    page.post(f"/actors/{roe.pk}/aliases/{alias.pk}/remove/")
    assert not Alias.objects.exists()


@pytest.mark.parametrize("alias", ["", "?", "x" * 10_000, "jane roe"])
def test_an_invalid_alias_is_refused(page, roe, alias):
    response = page.post(f"/actors/{roe.pk}/aliases/", {"alias": alias})
    assert response.status_code == 422
    assert "The alias was not added" in response.content.decode()


def test_an_editor_finds_another_actor_and_merges_the_two(page, roe, editor):
    other = create_actor(name="Jane Smith", created_by=editor)
    html = shown(page, roe, into="smith")
    assert "Merge into Jane Smith" in html
    response = page.post(f"/actors/{roe.pk}/merge/", {"into": other.pk}, follow=True)
    assert urlsplit(response.redirect_chain[-1][0]).path == f"/actors/{other.pk}/"
    assert "<bdi>Jane Roe</bdi> was merged into this actor" in response.content.decode()


def test_an_actor_is_not_offered_to_itself(page, roe):
    assert "Merge into" not in shown(page, roe, into="jane")


def test_htmx_receives_only_the_actors_found(htmx, roe, editor):
    create_actor(name="Jane Smith", created_by=editor)
    html = htmx.get(f"/actors/{roe.pk}/", {"into": "smi"}, headers={"HX-Target": "others"}).content.decode()
    assert "Merge into Jane Smith" in html
    assert "<h1>" not in html


def test_a_merged_actors_address_redirects_to_the_survivor_where_the_merge_can_be_undone(page, roe, editor):
    other = create_actor(name="Jane Smith", created_by=editor)
    merge_actors(actor_id=other.pk, into_id=roe.pk, editor=editor)
    response = page.get(f"/actors/{other.pk}/", follow=True)
    assert "Jane Smith has been merged into Jane Roe." in response.content.decode()
    page.post(f"/actors/{other.pk}/unmerge/")
    assert "Jane Smith" in shown(page, other)


@pytest.mark.parametrize("into", ["", "x", "-1", "0", "99999999", "9" * 40])
def test_merging_into_an_actor_that_does_not_exist_is_refused(page, roe, into):
    assert page.post(f"/actors/{roe.pk}/merge/", {"into": into}).status_code in (404, 422)
    assert shown(page, roe)


def test_merging_twice_is_refused(page, roe, editor):
    other = create_actor(name="Jane Smith", created_by=editor)
    page.post(f"/actors/{roe.pk}/merge/", {"into": other.pk})
    response = page.post(f"/actors/{roe.pk}/merge/", {"into": other.pk})
    assert response.status_code == 409
    assert "has already been merged into Jane Smith" in response.content.decode()


def test_an_actor_with_tags_cannot_be_removed(page, roe, claim, editor):
    tag(claim, editor, Decision(kind="quote", actor_id=roe.pk))
    response = page.post(f"/actors/{roe.pk}/remove/")
    assert response.status_code == 409
    assert "1 claim is or was tagged with Jane Roe" in response.content.decode()


def test_an_actor_without_tags_can_be_removed(page, roe):
    response = page.post(f"/actors/{roe.pk}/remove/", follow=True)
    assert "Jane Roe was removed from the register." in response.content.decode()
    assert page.get(f"/actors/{roe.pk}/").status_code == 404


def test_a_likely_duplicate_is_offered_and_can_be_dismissed(page, roe, editor):
    other = create_actor(name="J. Roe", created_by=editor)
    pair = LikelyDuplicate.objects.create(first=roe, second=other, reason="one has an initial")
    assert "Possible duplicates" in shown(page, roe)
    page.post(f"/actors/duplicates/{pair.pk}/apart/", {"back": f"/actors/{roe.pk}/"})
    assert "Possible duplicates" not in shown(page, roe)


def test_an_actor_that_only_the_detector_suggested_has_no_page(page):
    assert page.get(f"/actors/{make_actor('Sue Gest').pk}/").status_code == 404


def test_names_are_escaped(page, editor):
    actor = make_actor("<i>Roe</i>", created_by=editor, description="<u>")
    assert "<i>" not in shown(page, actor)
    assert "<u>" not in shown(page, actor)


@pytest.mark.parametrize("claims", [2, 30])
def test_the_number_of_queries_does_not_grow_with_the_claims(page, roe, article, editor, claims):
    for number in range(claims):
        other = make_article(text=f"{number} the bridge was unsafe")
        tag(make_claim(other, "the bridge was unsafe"), editor, Decision(kind="quote", actor_id=roe.pk))
    with at_most(14):
        shown(page, roe)


@pytest.mark.parametrize("way", ["aliases/", "aliases/1/remove/", "merge/", "unmerge/", "remove/"])
def test_a_get_request_changes_nothing(page, roe, way):
    assert page.get(f"/actors/{roe.pk}/{way}").status_code == 405


@pytest.mark.parametrize("way", ["", "aliases/", "merge/", "unmerge/", "remove/"])
def test_a_missing_actor_gives_404(page, db, way):
    assert page.post(f"/actors/99/{way}").status_code == 404


def test_the_wrong_method_is_refused(page, roe):
    assert page.delete(f"/actors/{roe.pk}/").status_code == 405
    assert page.post(f"/actors/{roe.pk}/claims.csv").status_code == 405
    assert Actor.objects.in_register().get() == roe
