"""How sure the rules are of what they find."""

import pytest

from annotate.detection.rule import Rule
from annotate.detection.rule_confidence import rule_confidence


@pytest.mark.parametrize("rule", [Rule.SPEECH, Rule.STATEMENT])
def test_a_rule_that_should_name_a_source_is_less_sure_without_one(rule):
    assert rule_confidence(rule, has_source=False) == pytest.approx(rule_confidence(rule, has_source=True) - 0.15)


@pytest.mark.parametrize("rule", [Rule.NOUN, Rule.PASSIVE])
def test_a_rule_that_names_no_source_is_as_sure_without_one(rule):
    assert rule_confidence(rule, has_source=False) == rule_confidence(rule, has_source=True)
