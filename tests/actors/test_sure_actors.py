"""The confidence from which a suggested actor counts as sure."""

import pytest

from annotate.actors.resolution import SURE, is_sure
from tests.factories import make_actor, make_claim


@pytest.mark.parametrize(("confidence", "sure"), [(1.0, True), (0.8, True), (0.79, False), (0.0, False)])
def test_an_actor_is_sure_at_a_confidence_of_eight_tenths_or_more(confidence, sure):
    assert is_sure(confidence) is sure
    assert SURE == 0.8  # the evaluation prints this figure


@pytest.mark.parametrize(("confidence", "asks"), [(0.8, False), (0.79, True), (None, False)])
def test_the_card_asks_about_an_actor_that_is_not_sure(page, article, confidence, asks):
    suggestion = {
        "suggested_actor": make_actor("Jane Roe"),
        "actor_confidence": confidence,
        "actor_reason": "named here",
    }
    claim = make_claim(article, "unsafe", **suggestion)
    html = page.get(f"/articles/{article.pk}/?claim={claim.pk}").content.decode()
    assert ("Uncertain." in html) is asks
