"""How sure the rules are of what they find."""

import pytest

from annotate.detection.rule_confidence import confidence_of
from annotate.detection.rules.rule_match import NOUN, PASSIVE, SPEECH, STATEMENT


@pytest.mark.parametrize("rule", [SPEECH, STATEMENT])
def test_a_rule_that_should_name_a_source_is_less_sure_without_one(rule):
    assert confidence_of(rule, has_source=False) == pytest.approx(confidence_of(rule, has_source=True) - 0.15)


@pytest.mark.parametrize("rule", [NOUN, PASSIVE])
def test_a_rule_that_names_no_source_is_as_sure_without_one(rule):
    assert confidence_of(rule, has_source=False) == confidence_of(rule, has_source=True)
