import pytest
from django.contrib import admin

from annotate.models import Actor, Alias, User
from annotate.tagging.deciding import Decision
from tests.making import make_actor, tag


@pytest.fixture
def administrator(client, db):
    client.force_login(User.objects.create_superuser("root"))
    return client


MODELS = [model._meta.model_name for model in admin.site._registry if model._meta.app_label == "annotate"]


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_every_page_opens(administrator, claim, editor, model):
    tag(claim, editor, Decision(kind="quote", actor_id=make_actor("Jane Roe").pk))
    assert administrator.get(f"/admin/annotate/{model}/").status_code == 200
    first = {"article": claim.article_id, "claim": claim.pk, "tag": claim.tags.get().pk, "user": editor.pk}
    pk = first.get(model) or Actor.objects.get().pk
    assert administrator.get(f"/admin/annotate/{model}/{pk}/change/").status_code == 200


def test_an_editor_has_no_admin(page):
    assert page.get("/admin/", follow=True).redirect_chain


@pytest.mark.parametrize("model", ["article", "claim", "tag"])
def test_articles_claims_and_tags_are_only_looked_at(administrator, claim, model):
    assert administrator.get(f"/admin/annotate/{model}/add/").status_code == 403


def saved(administrator, name: str, *aliases: str, **fields):
    rows = {f"aliases-{number}-name": alias for number, alias in enumerate(aliases)}
    management = {"aliases-TOTAL_FORMS": len(aliases), "aliases-INITIAL_FORMS": 0}
    return administrator.post("/admin/annotate/actor/add/", {"name": name, **management, **rows, **fields})


def test_an_actor_and_its_aliases_get_the_keys_by_which_they_are_found(administrator):
    saved(administrator, "Émilie  Roe", "J. Roe")
    assert Actor.objects.get().key == "emilie roe"
    assert Alias.objects.get().key == "j roe"


@pytest.mark.parametrize(
    ("name", "aliases", "sentence"),
    [
        ("jane roe", [], "an actor of this name already"),
        ("?!", [], "at least one letter or digit"),
        ("John Hale", ["J. Hale", "j hale"], "stands here twice"),
        ("John Hale", ["..."], "at least one letter or digit"),
    ],
)
def test_a_bad_name_is_told(administrator, name, aliases, sentence):
    make_actor("Jane Roe")
    assert sentence in saved(administrator, name, *aliases).content.decode()
    assert Actor.objects.count() == 1
