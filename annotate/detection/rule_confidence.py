"""The confidence of an attribution, by the rule that found it.

Each figure was measured on the PolNeAR corpus (84 dev and 276 train articles, 4,850 claims shown): the share of a
rule's claims whose content overlaps by at least half with a content that the annotators marked, rounded to 0.05.
The figures for transcripts, nouns and passives rest on fewer than 25 claims each; those for relayed and nested
claims and headlines are estimates from 47 articles of other beats.
"""

from annotate.detection.rule import Rule

_BY_RULE = {
    Rule.SPEECH: 0.95,
    Rule.STATEMENT: 0.85,
    Rule.ACCORDING: 0.85,
    Rule.BARE: 0.8,
    Rule.PARTICIPLE: 0.8,
    Rule.NOUN: 0.8,
    Rule.PULL_QUOTE: 0.8,
    Rule.TRAILING: 0.75,
    Rule.COLON: 0.75,
    Rule.PASSIVE: 0.75,
    Rule.TRANSCRIPT: 0.7,
    Rule.RELAYED: 0.85,
    Rule.NESTED: 0.7,
    Rule.QUESTION: 0.7,
    Rule.HEADLINE: 0.7,
    Rule.OBJECT: 0.6,
    Rule.LONE_QUOTE: 0.6,
    Rule.FOREIGN: 0.6,
}
_NAMES_NO_SOURCE = frozenset({Rule.FOREIGN, Rule.HEADLINE, Rule.QUESTION, Rule.TRANSCRIPT, Rule.NOUN, Rule.PASSIVE})
_WITHOUT_SOURCE = 0.15


def rule_confidence(rule: Rule, has_source: bool) -> float:
    """Return 0 to 1 for a rule, less if its attributions should name a source and this one does not."""
    missing = not has_source and rule not in _NAMES_NO_SOURCE
    return round(_BY_RULE[rule] - (_WITHOUT_SOURCE if missing else 0), 2)
