"""How sure an attribution is, by the rule that found it.

Each figure is measured on the PolNeAR corpus (84 dev and 276 train articles, 4,850 claims shown): the share of a
rule's claims whose content overlaps by at least half with one that the annotators marked, rounded to 0.05.
The rules for transcripts, nouns and passives rest on fewer than 25 claims each.
"""

from annotate.detection.rules.rule_match import (
    ACCORDING,
    BARE,
    BEHIND,
    COLON,
    FOREIGN,
    LONE_QUOTE,
    NOUN,
    OBJECT,
    PARTICIPLE,
    PASSIVE,
    PULL_QUOTE,
    SPEECH,
    STATEMENT,
    TRANSCRIPT,
)

_BY_RULE = {
    SPEECH: 0.95,
    STATEMENT: 0.85,
    ACCORDING: 0.85,
    BARE: 0.8,
    PARTICIPLE: 0.8,
    NOUN: 0.8,
    PULL_QUOTE: 0.8,
    BEHIND: 0.75,
    COLON: 0.75,
    PASSIVE: 0.75,
    TRANSCRIPT: 0.7,
    OBJECT: 0.6,
    LONE_QUOTE: 0.6,
    FOREIGN: 0.6,
}
_NAMES_NO_SOURCE = frozenset({FOREIGN, NOUN, PASSIVE})
_WITHOUT_SOURCE = 0.15


def confidence_of(rule: str, has_source: bool) -> float:
    """0 to 1 for a rule's name; less where a rule that should name a source names none."""
    missing = not has_source and rule not in _NAMES_NO_SOURCE
    return round(_BY_RULE[rule] - (_WITHOUT_SOURCE if missing else 0), 2)
