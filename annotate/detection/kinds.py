"""Decides the kind of an attribution from its own words, as the glossary defines kinds."""

import re

import regex

from annotate.detection.denials import DenialStrength, denial_strength
from annotate.detection.stances import UNKNOWN, lower_words, read_cue
from annotate.text.cue_lexicon import ACCUSATIONS, ASSERTS, DENIES, MUTE, THAT, Verb
from annotate.text.word_classes import COMMON_FINITES, IRREGULAR_PASTS
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

_SAYS_SOMETHING = regex.compile(r"[\p{L}\p{N}\p{So}]")  # a thumbs-up says something, empty quotation marks do not
_HALF = 0.5
_EARLY = 200  # code points
_MAY_SPEAK = frozenset("ask urge demand question wonder think beg order implore exhort".split())
# Their object is asserted: signalled a change of course, found traces of lead.
_SHOWS = frozenset("show signal demonstrate prove find".split())
_NAMES_TOPICS = frozenset(
    """
    note recall mention explain cite repeat allude reveal write report highlight declare add continue respond
""".split()
)
_FIGURES = frozenset("report post forecast project see foresee expect".split())
_RESULTS = frozenset(
    """
    loss losses profit profits sales earnings revenue revenues turnover income results growth rise rises fall increase
    decline drop gain gains jump output margins demand dividend deficit surplus
""".split()
)
_COURT = re.compile(
    r"\b(?:court|tribunal|inquest|inquiry|enquiry|hearing|jury|jurors?|panel|committee|commission|coroner|judges?|"
    r"magistrates?|trial)s?\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"\b(?:footage|photo\w*|pictures?|images?|cctv|tables?|maps?)$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\W*(?:(?:his|her|its|their)\b|(?:[\w-]+ ){0,3}[\w-]+['’]s )")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been)\b", re.IGNORECASE)
_TITLES = re.compile(r"\b(?:title|crown|trophy|championship|belt|cup|lead|medal)s?\b")
_NOBODY = re.compile(r"^(?:no(?! \d)|none|neither|nobody)\b", re.IGNORECASE)
_PARTICIPLE_ENDS = re.compile(r"^(?:in|by|during|at|under|as part of|last|earlier|for)\b")
_ORDER = re.compile(r"^(?:\w+ )?(?:not )?to \w+|^against \w+ing\b|^for \b")


def kind_of(cue: str, content: str, quoted: float, source: str = "") -> str | None:
    """Return the kind of an attribution, or None if nothing is asserted.

    cue: the words that attribute, "" if the layout does. content: what is said. quoted: the share of the content in
    quotation marks, 0 to 1. source: who is named as speaking, "" if nobody is.
    """
    if not _SAYS_SOMETHING.search(content):
        return None
    if denial_strength(cue, content) == DenialStrength.STRONG and _denies(cue, quoted):
        return DENIAL
    stance, verb = _read_stance(cue, content, source)
    if stance == MUTE and not (verb and verb.lemma in _MAY_SPEAK and quoted >= _HALF):
        return None
    if quoted >= _HALF:
        return QUOTE
    return ALLEGATION if stance == ASSERTS and _asserts(verb, content) else None


def _denies(cue: str, quoted: float) -> bool:
    """Whether somebody says the content: a cue or quotation marks show it."""
    return bool(cue) or quoted >= _HALF


def _read_stance(cue: str, content: str, source: str) -> tuple[str, Verb | None]:
    """Like `read_cue`, with the words around the cue: a court hears claims, a neighbour hears noises."""
    stance, verb = read_cue(cue)
    if not cue and content.split()[:1] == ["that"]:  # a that-clause shows that somebody asserts it
        return ASSERTS, None
    lemma = verb.lemma if verb else ""
    in_court = bool(_COURT.search(source) or _COURT.search(cue))
    if lemma == "hear" and not (in_court or (not source and content.startswith(("that ", "how ")))):
        return UNKNOWN, verb
    if (lemma == "decide" and in_court and content.startswith("that ")) or _gives_figures(cue, lemma, content):
        return ASSERTS, None
    if lemma == "hit" and stance == DENIES:  # hit back at the minister
        return ASSERTS, verb
    if _only_looks_like_a_claim(cue, lemma, content, source):
        return MUTE, verb
    return stance, verb


def _gives_figures(cue: str, lemma: str, content: str) -> bool:
    """Whether a cue states a result or a forecast: posted a loss, expects sales to rise."""
    if lemma not in _FIGURES or "saw" in lower_words(cue) or (lemma in ("report", "expect") and _PASSIVE.search(cue)):
        return False
    words = lower_words(content[:_EARLY])
    if not any(word in _RESULTS for word in words[:8]):
        return False
    return lemma not in ("see", "expect") or any(word in _RESULTS for word in words[:3])


def _only_looks_like_a_claim(cue: str, lemma: str, content: str, source: str) -> bool:
    """Whether the words name, show, order or leave open what they seem to assert."""
    if lemma == "announce" and (_PARTICIPLE_ENDS.search(content) or _is_announced_thing(cue, content, source)):
        return True
    if lemma == "show" and _PICTURES.search(source) and not content.startswith("that "):
        return True
    if lemma in ("tell", "advise", "call") and _ORDER.search(content):
        return True
    if lemma == "defend" and _TITLES.search(content[:_EARLY]):
        return True
    if lemma == "rule" and (content.startswith("against ") or cue.endswith(" against")):
        return True
    return lemma in ("confirm", "say") and bool(_NOBODY.search(source))


def _is_announced_thing(cue: str, content: str, source: str) -> bool:
    """Whether the content is a noun with its participle: *other measures* announced in the Budget."""
    return not source and cue.lower() == "announced" and len(content.split()) < 4


def _asserts(verb: Verb | None, content: str) -> bool:
    """Whether the content says something about its topic, instead of only naming it (noted the rule)."""
    if verb is None or verb.lemma in _SHOWS or (verb.pattern != THAT and verb.lemma not in _NAMES_TOPICS):
        return True
    words = lower_words(content)
    if verb.lemma == "cite" and words[0] not in ACCUSATIONS and not _POSSESSIVE.match(content):
        return True
    if content.lstrip("\"'“”‘’`")[:1].isdigit():  # “found 31 cases”
        return True
    return (
        "that" in words[:12]
        or words[0] == "how"
        or any(
            word in COMMON_FINITES or word in IRREGULAR_PASTS or (word.endswith("ed") and verb.pattern != THAT)
            for word in words
        )
    )
