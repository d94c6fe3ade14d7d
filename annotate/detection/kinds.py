"""Decides the kind of an attribution from the words of its cue and content, as the glossary defines kinds."""

import re

import regex

from annotate.detection.cues import HOLDS_BACK
from annotate.text.cue_lexicon import ACCUSATIONS, ASSERTS, DENIES, MUTE, NOUNS, THAT, VERB_FORMS, Verb
from annotate.text.word_classes import COMMON_FINITES, NEGATIONS
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SAYS_SOMETHING = regex.compile(r"[\p{L}\p{N}\p{So}]")  # a thumbs-up says something, empty quotation marks do not
_HALF = 0.5
_UNKNOWN = "unknown"
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\b", re.IGNORECASE)
# Things that are denied when somebody refuses them, not when somebody disputes them.
_GRANTED = frozenset(
    """
    request requests bail motion motions petition petitions appeal appeals application applications permission access
    entry visa visas asylum parole stay injunction licence license certiorari clemency leave
""".split()
)
_POINT = (":", "-", "–", "—")
# Cues that attribute without a verb or noun of the lexicon.
_ATTRIBUTE = frozenset(
    """
    according allegedly reportedly purportedly supposedly per via implicated accusatory criticism criticisms critical
""".split()
)
_LONG_ENOUGH = 400  # code points; a denial shows early
_NEEDS_A_CHARGE = frozenset("reject dismiss contest shoot play brush wave knock".split())
_MAY_SPEAK = frozenset("ask urge demand question wonder think beg order implore exhort".split())
_SHOWS = frozenset("show signal demonstrate prove".split())  # their object is asserted: signalled a change of course
_NAMES_TOPICS = frozenset(
    """
    note recall mention cite defend explain repeat allude reveal write report highlight declare add continue
    respond
""".split()
)

# A negated answer to a charge. Only within a word is a repetition unbounded, so the search stays linear.
_ANSWERS_A_CHARGE = re.compile(
    r"\b(?:i|he|she|we|they|it)(?:['’]ve| had| has| have|['’]d)? [\x22“]?never\b"
    r"|\b(?:client|company|firm|club|bank|team)(?: had| has| have) [\x22“]?never\b"
    r"|\b(?:is|are|was|were|['’]s|as|be) [\x22“]?(?:an? )?(?:\w+ )?"
    r"(?:false|untrue|not true|unfounded|baseless|groundless|fabricat(?:ed|ion)"
    r"|nonsense|a lie|lies|fake news|without merit)\b"
    r"|\b(?:claim|allegation|accusation|charge|report|rationale|suggestion|argument)s?\b"
    r"[^.!?]{0,80}?\b(?:wrong|exaggerat\w+|don['’]t hold)\b"
    r"|\b(?:claim|allegation|accusation|charge|report|suggestion)s?(?: [\x22“'‘]?(?!of\b)\w+){0,4}?,? [\x22“'‘]?"
    r"(?:false|untrue|unfounded|baseless|groundless|fabricat(?:ed|ions?)|nonsense|rubbish|absurd|ridiculous|preposterous"
    r"|ludicrous|laughable|malicious|slanderous|lies?|tissue of lies|smears?)\b"
    r"|\b(?:did|done) nothing wrong\b|\bno truth\b|\bnot guilty\b|\bno wrongdoing\b"
    r"|^\W*no, |^\W*that(?:['’]s| is| was) (?:simply |just |completely )?(?:not (?:true|so|the case|what)|wrong)\b"
    r"|\b(?:is|are|was|were|been) (?:\w+ ){0,2}[\x22“]?"
    r"(?:exaggerating|exaggerated|overblown|manufactured|made up|invented)\b"
    r"|\bnot (?:his|her|its|their|our|my) (?:view|position|words|intent|intention|doing)\b"
    r"|\b(?:he|she|they|it|i|we) (?:was|were|is|are|am|['’]m|had been)(?: not|n['’]t) "
    r"(?:speaking|talking|referring|suggesting|implying|accusing|trying|seeking|targeting|hiding|lying|blaming)\b"
    r"|\bmischaracteri[sz]\w+|\bmisrepresent\w+|\btaken out of context\b|\bmisquoted\b"
    r"|\b(?:had|have|has) no (?:knowledge|role|part|involvement|contact|ties|links|connection|recollection|memory)\b"
    r"|\b(?:was|were|am|is|are|been|had|have|has) (?:not|never) (?:been )?(?:involved|aware|responsible|guilty)\b",
    re.IGNORECASE,
)


def kind_of(cue: str, content: str, quoted: float) -> str | None:
    """Return the kind of an attribution, or None if nothing is asserted.

    cue: the words that attribute, "" if the layout does. content: what is said. quoted: the share of the content in
    quotation marks, 0 to 1.
    """
    if not _SAYS_SOMETHING.search(content):
        return None
    stance, verb = read_cue(cue)
    if not cue and content.split()[:1] == ["that"]:  # a that-clause shows that somebody asserts it
        stance = ASSERTS
    if stance == DENIES and _denies_something_said(cue, verb, content):
        return DENIAL
    if stance == ASSERTS and _ANSWERS_A_CHARGE.search(content, 0, _LONG_ENOUGH):
        return DENIAL
    if stance == MUTE and not (verb and verb.lemma in _MAY_SPEAK and quoted >= _HALF):
        return None
    if quoted >= _HALF:
        return QUOTE
    return ALLEGATION if stance == ASSERTS and _asserts(verb, content) else None


def read_cue(cue: str) -> tuple[str, Verb | None]:
    """Return the stance of a cue and the verb that expresses it; the verb is None for a noun or punctuation mark.

    The stance of a cue that is not in the lexicon is “unknown”: it attributes only words in quotation marks.
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(cue)]
    held = any(word in NEGATIONS | HOLDS_BACK for word in words)
    places = [words.index("to") + 1, *range(len(words))] if "to" in words else range(len(words))
    for at in places:  # continued *to call for*: the infinitive decides
        for verb, _ in VERB_FORMS.get(words[at] if at < len(words) else "", ()):
            if words[at] not in HOLDS_BACK and tuple(words[at + 1 : at + 1 + len(verb.particles)]) == verb.particles:
                return (MUTE if held else verb.stance), verb
    noun = next((NOUNS[word] for word in words if word in NOUNS), None)
    if noun is None:
        noun = ASSERTS if cue.strip()[-1:] in _POINT or any(word in _ATTRIBUTE for word in words) else _UNKNOWN
    return (MUTE if held else noun), None


def _denies_something_said(cue: str, verb: Verb | None, content: str) -> bool:
    """Whether a charge is denied, not a treaty rejected, bail denied, or a striker denied a goal."""
    words = [word.lower() for word in _WORD.findall(content)]
    if verb and verb.lemma == "deny" and not _PASSIVE.search(cue):
        return words[:1] == ["that"] or not any(word in _GRANTED for word in words[:6])
    if verb is None or (verb.lemma not in _NEEDS_A_CHARGE and verb.lemma != "deny"):
        return True
    return words[:1] in (["that"], ["it"], ["them"], ["any"]) or any(word in ACCUSATIONS for word in words[:12])


def _asserts(verb: Verb | None, content: str) -> bool:
    """Whether the content says something about its topic, instead of only naming it (noted the rule)."""
    if verb is None or verb.lemma in _SHOWS or (verb.pattern != THAT and verb.lemma not in _NAMES_TOPICS):
        return True
    words = [word.lower().replace("’", "'") for word in _WORD.findall(content)]
    if content.lstrip("\"'“”‘’`")[:1].isdigit():  # “found 31 cases”
        return True
    return "that" in words[:12] or any(
        word in COMMON_FINITES or (word.endswith("ed") and verb.pattern != THAT) for word in words
    )
