"""Finding the names in a stretch of tokens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate.actors.mentions.capitalised_runs import ACRONYMS_LIKE_WORDS, PARTICLES, capitalised_runs, is_name_word
from annotate.actors.mentions.lexicons.common import DETERMINERS
from annotate.actors.mentions.lexicons.institutions import (
    COMMON_ACRONYMS,
    CONNECTORS,
    DOCUMENT_HEADS,
    ORGANISATION_HEADS,
    SAME_TAIL,
    STATE_TAILS,
    TAILS,
)
from annotate.actors.mentions.lexicons.places import ADJECTIVES, COUNTRIES, GOVERNMENTS, REGIONS, STATES_AND_CITIES
from annotate.actors.mentions.lexicons.role_titles import MODIFIERS, ROLES, UNNAMED
from annotate.actors.mentions.mention import FIRST_NAMES, Mention, build_mention
from annotate.actors.mentions.role_words import canonical_word
from annotate.text.article_tokens import ArticleToken, is_post_nominal
from annotate.text.titles import ABBREVIATIONS
from annotate.vocabulary import GOVERNMENT, ORGANISATION

_NO_NAME_ENDINGS = ("ing", "ed", "ly")
_BEFORE_MONTH = frozenset("in since until last next early late mid during".split())
_BODIES_AND_TEXTS = ORGANISATION_HEADS | DOCUMENT_HEADS - {"bill", "law", "code"}  # these are surnames too
_TAIL_WORDS = frozenset(TAILS) | frozenset(SAME_TAIL)
_TITLES = ROLES | set(ABBREVIATIONS)


@dataclass(frozen=True, slots=True)
class WritingHabits:
    """How an article writes its words; this separates names from words that only begin a sentence."""

    lower: frozenset[str]  # words that it also writes in lower case
    upper: frozenset[str]  # words that it writes with a capital inside a sentence
    surnames: frozenset[str] = frozenset()  # role nouns that it uses as surnames: "Stephen King"

    def is_name(self, token: ArticleToken) -> bool:
        """Return whether a single word that begins a sentence can be a name."""
        low = token.low
        if low in self.lower and token.text not in ACRONYMS_LIKE_WORDS:
            return False
        if low in self.upper:
            return True
        return not (low.endswith(_NO_NAME_ENDINGS) or low in UNNAMED or low in ROLES or canonical_word(low) in ROLES)

    def opens_before_name(self, tokens: Sequence[ArticleToken], first: int, last: int) -> bool:
        """Return whether a run's first word only begins the sentence: "Losing Jo Doe", "Former Senator Doe"."""
        word = tokens[first]
        if last - first < 2 or not word.opens_sentence or word.low in FIRST_NAMES or word.low in self.upper:
            return False
        if word.low not in _TITLES and canonical_word(word.low) in ROLES | {"host", "neighbour"}:
            return True  # "Rivals City"
        common = word.low in self.lower or word.low.endswith(_NO_NAME_ENDINGS) or canonical_word(word.low) in ROLES
        return common and (tokens[first + 1].low in FIRST_NAMES or tokens[first + 1].low in _TITLES)

    def is_shouting(self, mention: Mention) -> bool:
        """Return whether the mention is common words written in capitals."""
        return len(mention.name) > 6 and mention.name.isupper() and all(word in self.lower for word in mention.key)


def find_names(tokens: Sequence[ArticleToken], start: int, stop: int, habits: WritingHabits) -> list[Mention]:
    """Return the names in tokens[start:stop], in order."""
    found: list[Mention] = []
    for first, last in capitalised_runs(tokens, start, stop):
        first += habits.opens_before_name(tokens, first, last)
        is_word = tokens[first].opens_sentence and not habits.is_name(tokens[first])
        if last - first > 1 or not (is_word or _is_month(tokens, first)):
            found += _names_in_run(tokens, first, last, stop, habits.surnames)
    return [mention for mention in found if not habits.is_shouting(mention)]


def _is_month(tokens: Sequence[ArticleToken], at: int) -> bool:
    """Whether the word is the month of May: "in May", "May 4"."""
    if tokens[at].low != "may":
        return False
    before = tokens[at - 1].low if at else ""
    return before in _BEFORE_MONTH or (at + 1 < len(tokens) and tokens[at + 1].text.isdigit())


def _names_in_run(
    tokens: Sequence[ArticleToken], first: int, last: int, stop: int, surnames: frozenset[str]
) -> list[Mention]:
    """Return the names in one run: a person after titles, and the body before them ("Acme CEO Jo Doe")."""
    while last - first > 2 and is_post_nominal(tokens[last - 1]):
        last -= 1
    tail = _tail_end(tokens, first, last, stop)
    if tail:
        return _name_with_tail(tokens, first, last, tail)
    words = [token.low for token in tokens[first:last]]
    title = _last_title(words, surnames)
    if title < 0:
        return _untitled(tokens, first, last)
    before = [_as_body(mention) for mention in _untitled(tokens, first, first + _first_title(words, title))]
    name = first + title + 1
    if name == last:
        return before
    leading = _leading(tokens, first, first + title + 1)
    return [*before, build_mention(tokens, name, last, leading, after_the=False)]


def _as_body(mention: Mention) -> Mention:
    """Take an uncertain name before a title for an organisation: "Acme Widgets CEO"."""
    return mention if mention.certain or mention.type == GOVERNMENT else replace(mention, type=ORGANISATION, gender="")


def _last_title(words: list[str], surnames: frozenset[str]) -> int:
    """Return the index of the title before the name; -1 if there is none or the run names an institution."""
    if words[-1] in _BODIES_AND_TEXTS and not _names_person(words) and words[0] not in ABBREVIATIONS and len(words) > 1:
        return -1
    if any(small in CONNECTORS and words[at] in ORGANISATION_HEADS for at, small in enumerate(words[1:])):
        return -1
    places = [
        index
        for index, word in enumerate(words)
        if word in _TITLES and not (word in surnames and index == len(words) - 1)
    ]
    return places[-1] if places else -1


def _names_person(words: list[str]) -> bool:
    """Whether the run ends with a title, a first name and any surname: "Mayor Don Guardian"."""
    return len(words) > 2 and words[-2] in FIRST_NAMES and words[-3] in _TITLES


def _first_title(words: list[str], last_title: int) -> int:
    """Return where the titles begin, with the words that modify them: "White House Press Secretary"."""
    at = next((index for index, word in enumerate(words[:last_title]) if word in _TITLES), last_title)
    while at and words[at - 1] in MODIFIERS and words[at - 1] not in ORGANISATION_HEADS:
        at -= 1
    return at


def _untitled(tokens: Sequence[ArticleToken], first: int, last: int) -> list[Mention]:
    """Return the name in a run without titles and without leading adjectives; empty if nothing else remains."""
    words = [token.low for token in tokens[first:last]]
    if not words:
        return []
    skip = _count_title_end(tokens, first, last) or int(words[0] == "ag" and len(words) > 1)  # attorney general
    is_place = " ".join(words) in GOVERNMENTS
    institution = words[-1] in ORGANISATION_HEADS or "of" in words
    while words != ["labour"] and not institution and not is_place and skip < len(words) and _modifies(words, skip):
        skip += 1
    rest = words[skip:]
    if not rest or (len(rest) == 1 and (rest[0] in REGIONS or rest[0] in COMMON_ACRONYMS or rest[0] in PARTICLES)):
        return []
    if " ".join(rest) in REGIONS or not any(character.isalpha() for word in rest for character in word):
        return []
    after_the = first > 0 and skip == 0 and tokens[first - 1].low == "the"
    return [build_mention(tokens, first + skip, last, _leading(tokens, first, first + skip), after_the)]


def _count_title_end(tokens: Sequence[ArticleToken], first: int, last: int) -> int:
    """Return 1 if the run's first word ends a title that began before it: "Secretary of State Jo Doe"."""
    of_role = (
        first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in {"secretary", "chief", "minister"}
    )
    return int(of_role and last - first > 1 and tokens[first].low in MODIFIERS | {"staff"})


def _modifies(words: list[str], at: int) -> bool:
    """Whether the word is an adjective or place before a person's name: "Ohio Republican Jo Doe"."""
    rest = words[at + 1 :]
    if words[at] in ADJECTIVES:
        return not rest or rest[0] in FIRST_NAMES or rest[0] in ADJECTIVES or len(rest) == 1
    return words[at] in STATES_AND_CITIES and bool(rest) and rest[0] in ADJECTIVES


def _leading(tokens: Sequence[ArticleToken], first: int, name: int) -> tuple[str, ...]:
    """Return the titles and modifiers before a name, including lower-case ones ("former president")."""
    at = first
    while at and first - at < 6 and _goes_with_name(tokens, at, name):
        at -= 1
    return tuple(token.low for token in tokens[at:name])


def _goes_with_name(tokens: Sequence[ArticleToken], at: int, name: int) -> bool:
    """Whether the word before `at` still belongs to the titles: a role next to the name, or its modifier."""
    word = tokens[at - 1]
    if not word.is_word or word.low in DETERMINERS or word.line != tokens[at].line:
        return False
    if word.low in ROLES or word.low in ABBREVIATIONS:
        return True
    if word.low == "of" and at > 1 and at < name:
        return tokens[at - 2].low in ROLES
    if at == name:  # "secretary of state Jo Doe"
        return word.low in MODIFIERS and _ends_title(tokens, at - 1)
    return word.low in MODIFIERS or word.low in ADJECTIVES or is_name_word(word)


def _ends_title(tokens: Sequence[ArticleToken], at: int) -> bool:
    """Whether the word at `at` ends a title with "of" in it."""
    return at > 1 and tokens[at - 1].low == "of" and tokens[at - 2].low in ROLES


def _is_place(tokens: Sequence[ArticleToken], first: int, last: int) -> bool:
    """Whether the run names a country, state or city."""
    return " ".join(token.low for token in tokens[first:last]) in COUNTRIES | STATES_AND_CITIES


def _tail_end(tokens: Sequence[ArticleToken], first: int, last: int, stop: int) -> int:
    """Return where a name ends that continues in lower case, or 0: "Smith campaign", "Russia's foreign ministry"."""
    owned = last < stop and tokens[last].low == "'s" and _is_place(tokens, first, last)
    at = last + owned
    while at < stop and at - last <= 2 and tokens[at].text in MODIFIERS and tokens[at].low not in _TAIL_WORDS:
        at += 1
    tail = tokens[at].low if at < stop else ""
    ends = tail in STATE_TAILS if owned or at > last else tail in _TAIL_WORDS
    return at + 1 if ends else 0


def _name_with_tail(tokens: Sequence[ArticleToken], first: int, last: int, end: int) -> list[Mention]:
    """Return the mention of a name that continues in lower case and ends before `end`."""
    words = [token.low for token in tokens[first:last]]
    skip = max((index + 1 for index, word in enumerate(words) if word in _TITLES), default=0)
    if skip == len(words):
        return []
    low, text = tokens[end - 1].low, tokens[end - 1].text
    tail = SAME_TAIL.get(low, low)
    key = (*(token.low for token in tokens[first + skip : end - 1]), tail)
    texts = [token.text for token in tokens[first + skip : end - 1]]
    name = " ".join([*texts, SAME_TAIL.get(low, text)]).replace(" ’s ", "’s ").replace(" 's ", "'s ")
    return [Mention(first + skip, end, key, name, (), TAILS[tail], "", True)]
