import pytest
from django.contrib import admin

from annotate.models import Actor, User
from annotate.tagging.decisions import Decision
from tests.factories import make_actor, tag


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
    assert page.get("/admin/").status_code == 403


@pytest.mark.parametrize("model", ["article", "claim", "tag", "actor"])
def test_articles_claims_tags_and_actors_are_only_looked_at(administrator, claim, model):
    assert administrator.get(f"/admin/annotate/{model}/add/").status_code == 403
