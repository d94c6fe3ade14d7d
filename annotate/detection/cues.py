"""Finds the verb groups that may attribute: “has repeatedly alleged”, “went on to say”."""

from dataclasses import dataclass

from annotate.text.cue_lexicon import SPEECH_ONLY, VERB_FORMS, Verb
from annotate.text.inflection import ING, PARTICIPLE, PAST, THIRD
from annotate.text.sentences import Sentence, Unit
from annotate.text.word_classes import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
)

_MOST_CUES = 12

FINITE, PARTICIPIAL, PASSIVE = "finite", "participial", "passive"
_LEADS_ON = {
    "went": ("on",),
    "goes": ("on",),
    "go": ("on",),
    "continued": (),
    "continues": (),
    "continue": (),
    "proceeded": (),
    "used": (),
}
HOLDS_BACK = frozenset(
    """
    refused refuses declined declines failed fails refusing declining failing stopped neglected
""".split()
)
_OPENS_CONTENT = frozenset("that what how him her them".split())
_ALWAYS_VERBS = frozenset("say argue insist believe think want contend".split())
_ONLY_BEFORE_NOUNS = DETERMINERS - {"that", "all", "both", "each", "many", "some", "most", "several"}
_NEVER_BEFORE_PARTICIPLES = DETERMINERS | set("of for in with about to from on start stop worth was were is".split())
_PLURALS = frozenset("they we i you who that which whom people police some many others critics".split())
_NAMES_THINGS = frozenset("call dub label brand".split())
_PASSIVE_CUES = frozenset("accuse blame criticise describe call denounce condemn deny".split())
_NOUNLIKE = frozenset(
    """
    claim report charge note state show claims reports charges notes states shows attack attacks call calls
    blame promise promises pledge pledges threat vow vows hope hopes fear fears plan plans question questions
    support supports demand demands request requests order orders vote votes doubt doubts wish wishes estimate
    estimates remark remarks offer offers challenge challenges praise challenge back boast complaint brief tweet
    tweets advise post posts review reviews rate respond sign signs forecast forecasts mock lament laments aim
    aims dispute disputes slam fault faults decline declines insults insult cautions caution warning repeats
    ruling
""".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Units [first, last) of a sentence as a verb group, with the unit and the lexicon entry of its main verb."""

    first: int
    last: int
    main: int
    verb: Verb
    form: str


def find_cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in order; none overlap, and words in quotation marks are ignored."""
    found: list[Cue] = []
    at = 0
    while at < sentence.body and len(found) < _MOST_CUES:
        cue = _cue_at(sentence.units, at, sentence.body)
        if cue:
            if found and cue.first < found[-1].last:
                found.pop()  # refused to say: one group
            found.append(cue)
        at = cue.last if cue else at + 1
    return found


def _cue_at(units: list[Unit], at: int, body: int) -> Cue | None:
    for verb, tag in VERB_FORMS.get(units[at].word, ()):
        last = at + 1 + len(verb.particles)
        if last <= body and all(units[at + 1 + n].word == particle for n, particle in enumerate(verb.particles)):
            return _cue_of_verb(units, at, last, verb, tag)
    return None


def _cue_of_verb(units: list[Unit], at: int, last: int, verb: Verb, tag: str) -> Cue | None:
    """The cue, if the word can be a verb in this place."""
    if units[at].word in SPEECH_ONLY and not verb.particles and not _quotation_follows(units, last):
        return None
    if verb.lemma in _NAMES_THINGS and not verb.particles and _names_a_thing(units, at):
        return None
    first = _group_start(units, at)
    helpers = {unit.word for unit in units[first:at]}
    form = _form(units, first, at, tag, helpers)
    if form is None or (form == PASSIVE and verb.lemma not in _PASSIVE_CUES):
        return None
    return Cue(first, last, at, verb, form)


def _quotation_follows(units: list[Unit], at: int) -> bool:
    following = [unit for unit in units[at : at + 2] if unit.word not in (",", ":")]
    return bool(following) and following[0].quotation is not None


def _names_a_thing(units: list[Unit], at: int) -> bool:
    """Whether the verb gives a name instead of a judgement: a group called Hope; the programme, called EB-5."""
    before = units[at - 1] if at else None
    follows = units[at + 1 : at + 8]
    judged = any(unit.quotation or unit.word in ("a", "an", "the", "as") for unit in follows[1:])
    return bool(follows) and follows[0].capital and not judged and not _may_be_subject(before)


def _may_be_subject(unit: Unit | None) -> bool:
    """Whether a subject or a verb group may end with this unit."""
    if unit is None or unit.is_mark:
        return False
    return unit.capital or unit.word in PRONOUNS | AUXILIARIES | {"which", "that"} or is_adverb(unit.word)


def _group_start(units: list[Unit], at: int) -> int:
    """Where the auxiliaries and adverbs before a verb start."""
    first = at
    while first > 0 and (units[first - 1].word in AUXILIARIES or is_adverb(units[first - 1].word)):
        first -= 1
    if first > 1 and units[first - 1].word == "to":
        return _chain_start(units, first - 1)
    for back in range(2, 6):  # has on multiple occasions denied
        if (
            first - back >= 0
            and units[first - back].word in HAVE
            and units[first - back + 1].word in ("on", "in", "at")
        ):
            return _group_start(units, first - back + 1)
    return first


def _chain_start(units: list[Unit], to: int) -> int:
    """Where “went on to” or “refused to” starts; `to` + 1 if other words come before *to*."""
    for back in (1, 2):
        word = units[to - back].word if to >= back else ""
        between = tuple(unit.word for unit in units[to - back + 1 : to])
        if _LEADS_ON.get(word) == between or (back == 1 and word in HOLDS_BACK):
            return _group_start(units, to - back)
    return to + 1


def _form(units: list[Unit], first: int, at: int, tag: str, helpers: set[str]) -> str | None:
    """How the verb is used; None if it has no subject here or is not a verb."""
    before = units[first - 1] if first else None
    after = units[at + 1].word if at + 1 < len(units) else ""
    if units[at].word == "states" and units[at].capital:
        return None
    if "having" in helpers or (tag == PAST and first == 0):
        return None
    if tag == ING:
        return FINITE if helpers & BE else _participial(before, after)
    if (
        (tag in (PAST, PARTICIPLE) and helpers & BE and not helpers & HAVE - {"having"})
        or "been" in helpers
        or "being" in helpers
    ):
        return PASSIVE if tag in (PAST, PARTICIPLE) else None
    if tag == PARTICIPLE:
        return FINITE if helpers & HAVE else None
    if before and before.word in _ONLY_BEFORE_NOUNS and not helpers & AUXILIARIES:
        return None  # “the reported cases”
    if tag == PAST:
        return None if after == "by" or (before and before.word == "to") else FINITE
    return _present(units, before, at, tag, helpers)


def _participial(before: Unit | None, after: str) -> str | None:
    if before and before.word in _NEVER_BEFORE_PARTICIPLES:
        return None
    return None if after in ("of", "by") else PARTICIPIAL


def _present(units: list[Unit], before: Unit | None, at: int, tag: str, helpers: set[str]) -> str | None:
    """FINITE if the words around suggest a verb: “say” and “claims” may also be an infinitive or a noun."""
    word = units[at].word
    after = units[at + 1] if at + 1 < len(units) else None
    if helpers & (DO | MODALS | NEGATIONS):
        return FINITE
    if before and before.word == "to":
        return None
    if at and units[at - 1].word == "to":  # went on to say
        return FINITE
    if tag == THIRD:
        return FINITE if word not in _NOUNLIKE or _reads_as_verb(before, after) else None
    if word in _ALWAYS_VERBS:
        return (
            FINITE
            if before and before.word not in DETERMINERS | PREPOSITIONS and not (before.is_mark and before.word != ",")
            else None
        )
    return (
        FINITE
        if before is not None and _is_plural(before.word) and (word not in _NOUNLIKE or _reads_as_verb(before, after))
        else None
    )


def _is_plural(word: str) -> bool:
    """Whether a word may end a plural subject, which takes “say” rather than “says”."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us")))


def _reads_as_verb(before: Unit | None, after: Unit | None) -> bool:
    """Whether a word like “claims” or “plans” between these two is a verb."""
    if after is None or after.word in PREPOSITIONS - {"to"} or after.word in BE | HAVE | MODALS | {"and", "or"}:
        return False
    if after.word in _OPENS_CONTENT:
        return before is not None and before.word not in PREPOSITIONS | DETERMINERS
    if before is None or before.is_mark:
        return False
    takes_content = after.quotation is not None or after.capital or after.word in DETERMINERS | PRONOUNS | {"to"}
    return takes_content and (before.capital or before.word in PRONOUNS | {"which", "that"})
