"""One occurrence of a name, and the type of thing that it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.actors.mentions.lexicons import first_names, role_titles
from annotate.actors.mentions.lexicons.common import CLUBS
from annotate.actors.mentions.lexicons.institutions import (
    COMPANY_FORMS,
    CONNECTORS,
    DOCUMENT_HEADS,
    GOVERNMENT_ACRONYMS,
    GOVERNMENT_HEADS,
    ORGANISATION_HEADS,
    PARLIAMENTARY,
    THING_HEADS,
    UNCERTAIN_GOVERNMENT,
)
from annotate.actors.mentions.lexicons.places import COUNTRIES, GOVERNMENTS, PEOPLES, STATES_AND_CITIES
from annotate.text.article_tokens import ArticleToken
from annotate.text.titles import ABBREVIATIONS
from annotate.vocabulary import DOCUMENT, GOVERNMENT, GROUP, ORGANISATION, PERSON

THING = "thing"  # has a name but cannot speak: a building, a war
FIRST_NAMES = first_names.FEMALE | first_names.MALE | first_names.EITHER


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at tokens[first:last]; `key` has its words for comparing, `titles` the title words before it."""

    first: int
    last: int
    key: tuple[str, ...]
    name: str
    titles: tuple[str, ...]
    type: str  # "" if the name does not show it
    gender: str  # "f", "m" or ""
    certain: bool  # whether its type is beyond doubt


def is_acronym(word: str) -> bool:
    """Return whether the word is written like WHO or S.E.C."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def type_of_words(key: tuple[str, ...], text: Sequence[str], after_the: bool) -> str:
    """Return the type that the words of a name suggest: a value of `Actor.Type`, "thing" or ""."""
    joined = " ".join(key)
    if joined in GOVERNMENTS or (key[-1] == "county" and len(key) > 1):
        return GOVERNMENT
    if len(key) == 1:
        if key[0] in PEOPLES:
            return GROUP
        if key[0].replace(".", "") in GOVERNMENT_ACRONYMS:
            return GOVERNMENT
        return ORGANISATION if is_acronym(text[0]) or after_the or key[0] in CLUBS | {"labour"} else ""
    if any(word in ORGANISATION_HEADS for word in key[1:]) or (key[0] in ORGANISATION_HEADS and CONNECTORS & set(key)):
        return _institution(key)
    if key[-1] in COMPANY_FORMS:
        return ORGANISATION
    if key[0] in FIRST_NAMES and not after_the:
        return PERSON
    if key[-1] in DOCUMENT_HEADS:
        return DOCUMENT
    if any(word in THING_HEADS for word in key[1:]):
        return THING
    mixed = any(is_acronym(word) and len(word.strip(".")) > 1 for word in text) and not "".join(text).isupper()
    return ORGANISATION if after_the or mixed or "&" in key else PERSON


def _may_be_surname(key: tuple[str, ...]) -> bool:
    """Whether a place's name is also a common surname: Austin, Jordan."""
    return len(key) == 1 and key[0] in STATES_AND_CITIES | COUNTRIES


def _institution(key: tuple[str, ...]) -> str:
    """Return the type of an institution: government or organisation."""
    heads = {word for word in key if word in GOVERNMENT_HEADS}
    if heads - UNCERTAIN_GOVERNMENT:
        return GOVERNMENT
    return GOVERNMENT if heads and set(key) & PARLIAMENTARY and "national" not in key else ORGANISATION


def gender_of(key: tuple[str, ...], leading: tuple[str, ...]) -> str:
    """Return the gender that a person's titles or first name show: "f", "m" or ""."""
    for words, gender in ((role_titles.FEMALE, "f"), (role_titles.MALE, "m")):
        if any(word in words for word in leading):
            return gender
    if len(key) > 1 and key[0] in first_names.FEMALE:
        return "f"
    return "m" if len(key) > 1 and key[0] in first_names.MALE else ""


def build_mention(
    tokens: Sequence[ArticleToken], first: int, last: int, leading: tuple[str, ...], after_the: bool
) -> Mention:
    """Return the mention for the name tokens[first:last] with the title words `leading` before it."""
    key = tuple(token.low for token in tokens[first:last])
    texts = [token.text for token in tokens[first:last]]
    titled = any(word in role_titles.ROLES or word in ABBREVIATIONS for word in leading)
    type_ = type_of_words(key, texts, after_the)
    if titled and type_ != GROUP and (key[0] in FIRST_NAMES or not any(word in ORGANISATION_HEADS for word in key)):
        type_ = PERSON
    after = tokens[last].low if last < len(tokens) else ""
    if not titled and type_ in {PERSON, ""} and key[0] not in FIRST_NAMES and after in role_titles.ROLES:
        type_ = ORGANISATION  # "Acme Widgets lawyer"
    known = (
        titled
        or (type_ in {GOVERNMENT, GROUP} and not _may_be_surname(key))
        or (type_ == PERSON and key[0] in FIRST_NAMES)
    )
    known = known or (type_ == ORGANISATION and any(word in ORGANISATION_HEADS for word in key))
    gender = gender_of(key, leading) if type_ in {PERSON, ""} else ""
    return Mention(first, last, key, " ".join(texts), leading, type_, gender, known)
