"""All names of one article, each with whom it means and what the article says about them: collected once."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace

from annotate.actors.mentions import descriptions
from annotate.actors.mentions.capitalised_runs import is_name_word
from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.lexicons.common import DETERMINERS, PREPOSITIONS
from annotate.actors.mentions.lexicons.first_names import FEMALE, MALE
from annotate.actors.mentions.lexicons.places import GOVERNMENTS
from annotate.actors.mentions.lexicons.titles import ROLES
from annotate.actors.mentions.mention import Mention
from annotate.actors.mentions.name_finder import Habits, find
from annotate.actors.mentions.name_variants import Names, known_part, longest_first
from annotate.actors.mentions.role_words import role_words
from annotate.text import Document
from annotate.text.article_tokens import ArticleToken

_SMALL_IN_HEADINGS = PREPOSITIONS | DETERMINERS | frozenset("and or but nor not is are be vs vs. that who".split())


class Inventory:
    """The tokens of a text, its mentions in order, and whom each means."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.tokens: list[ArticleToken] = list(document.tokens)
        self.starts = [token.start for token in self.tokens]
        self.headings = _headings(self.tokens)
        self.habits = self._habits()
        self.names = Names()
        self._settle(find(self.tokens, 0, len(self.tokens), self.habits))

    def _habits(self) -> Habits:
        """How the article writes its words, headings left out."""
        words = [token for token in self.tokens if token.is_word and token.line not in self.headings]
        lower = frozenset(token.low for token in words if not token.capitalised)
        upper = frozenset(token.low for token in words if token.capitalised and not token.opens_sentence)
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        surnames = (
            right.low for left, right in pairs if left.low in FEMALE | MALE and left.capitalised and right.capitalised
        )
        return Habits(lower, upper, frozenset(low for low in surnames if low in ROLES))

    def _settle(self, found: list[Mention]) -> None:
        """Group the mentions by whom they mean, then read what is said about each."""
        body = [mention for mention in found if not self._in_heading(mention)]
        told = {mention.key[0] for mention in body if len(mention.key) > 1}  # first names whose surname it gives
        body = self._without_verbs(body)
        body = [each if each.titles or each.key[0] in told else self._full(each) for each in body]
        for mention in longest_first(body):
            self.names.add(mention)
        self._learn_acronyms(body)
        self._learn_genders(body)
        in_headings = [mention for mention in found if self._in_heading(mention)]
        trimmed = [known for each in in_headings for known in self._trimmed(each)]
        self.mentions = sorted(body + trimmed, key=lambda each: each.first)
        self._describe([each for each in body if len(self.candidates(each)) == 1])
        self.entities = [self.meaning(mention) for mention in self.mentions]
        self.firsts = [mention.first for mention in self.mentions]
        self.by_entity: defaultdict[int, list[int]] = defaultdict(list)
        for index, entity in enumerate(self.entities):
            self.by_entity[id(entity)].append(index)

    def _in_heading(self, mention: Mention) -> bool:
        """Whether a name stands in a heading, which is not one if it is only a person's name."""
        if self.tokens[mention.first].line not in self.headings:
            return False
        alone = mention.certain and mention.type == "person" and descriptions.stands_alone(self.tokens, mention)
        return not (alone and len(mention.key) > 1)

    def _without_verbs(self, body: list[Mention]) -> list[Mention]:
        """The mentions, long ones cut to the surname by which the article goes on: "Jo Doe Joins Growing List"."""
        lasts = Counter(mention.key[-1] for mention in body)
        cut = []
        for mention in body:
            known = [at for at, word in enumerate(mention.key) if at and lasts[word]]
            long = len(mention.key) > 3 and mention.key[0] in FEMALE | MALE and lasts[mention.key[-1]] == 1
            if long and len(known) > 1:
                whole = replace(self.part_of(mention, 0, known[-2] + 1), certain=mention.certain)
                cut.append(whole)
            else:
                cut.append(mention)
        return cut

    def _full(self, mention: Mention) -> Mention:
        """The mention under its full name, where the surname stands only with the next one: "Jo and Ann Doe"."""
        surname = mention.last + 2
        if len(mention.key) > 1 or mention.key[0] not in FEMALE | MALE or surname >= len(self.tokens):
            return mention
        conjunction, first, last = self.tokens[mention.last : surname + 1]
        full = conjunction.low == "and" and first.low in FEMALE | MALE and is_name_word(last)
        if not full or first.line != last.line or not first.capitalised:
            return mention
        return replace(mention, key=(*mention.key, last.low), name=f"{mention.name} {last.text}", type="person")

    def _trimmed(self, mention: Mention) -> list[Mention]:
        """A heading's mention cut to the names in it that the article's body gives: "Jo Doe Hits Roe"."""
        part = known_part(self.names, mention.key)
        if part is None:
            return []
        if part == (1, 2) and len(mention.key) == 2 and mention.key[0] in FEMALE | MALE:
            entity = self.names.meant(mention.key[1:])[0]
            if len(entity.key) == 1 and entity.is_person:
                entity.name = mention.name
                self.names.alias(mention.key, entity)
                return [mention]
        rest = self._trimmed(self.part_of(mention, part[1], len(mention.key))) if part[1] < len(mention.key) else []
        return [self.part_of(mention, *part), *rest]

    def part_of(self, mention: Mention, start: int, end: int) -> Mention:
        """The mention of the words [start:end] of a longer one."""
        tokens = self.tokens[mention.first + start : mention.first + end]
        key, name = mention.key[start:end], " ".join(token.text for token in tokens)
        return replace(
            mention, first=mention.first + start, last=mention.first + end, key=key, name=name, certain=False
        )

    def _learn_acronyms(self, mentions: list[Mention]) -> None:
        """Note the short names in brackets after a long one."""
        after = {mention.first: mention for mention in mentions}
        for mention in mentions:
            at = mention.last
            if at + 2 < len(self.tokens) and self.tokens[at].low == "(" and self.tokens[at + 2].low == ")":
                short = after.get(at + 1)
                if short and len(mention.key) > 1 and short.key[0].isalpha() and short.name.isupper():
                    self.names.alias(short.key, self.candidates(mention)[0])

    def _learn_genders(self, mentions: list[Mention]) -> None:
        """Take each entity's fullest name, gender and how often it is called by a name of its own."""
        votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
        spellings: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for mention in mentions:
            meant = self.candidates(mention)
            if len(meant) == 1:
                meant[0].full_names += 1
                meant[0].first_seen = min(meant[0].first_seen, mention.first)
                votes[id(meant[0])][mention.gender] += bool(mention.gender)
                spellings[id(meant[0])][mention.name] += len(mention.key) == len(meant[0].key)
                if mention.certain and not meant[0].certain:
                    meant[0].type, meant[0].certain = mention.type, True
                if meant[0].name.isupper() and not mention.name.isupper() and len(mention.key) >= len(meant[0].key):
                    meant[0].name = mention.name
        for entity in self.names.entities:
            spelt = spellings[id(entity)]
            entity.name = max(spelt, key=lambda name: (spelt[name], name == entity.name), default=entity.name)
            best = votes[id(entity)].most_common(1)
            entity.gender = best[0][0] if best and best[0][1] else ""
            if not entity.type and entity.key[0] in FEMALE | MALE:
                entity.type, entity.certain = "person", True
                entity.gender = "f" if entity.key[0] in FEMALE else "m"

    def _describe(self, mentions: list[Mention]) -> None:
        """Take what the article says about those who bear the names."""
        for mention in mentions:
            entity = self.candidates(mention)[0]
            if " ".join(mention.key) in GOVERNMENTS:
                continue  # "In Vermont, the developers": what follows a place seldom describes it
            before = descriptions.titles_before(mention)
            ahead = descriptions.description_before(self.tokens, mention)
            after = descriptions.description_after(self.tokens, mention)
            entity.words |= role_words(before) | role_words(
                token.low for token in descriptions.own_part([*ahead, *after])
            )
            entity.heads |= role_words(before) | role_words(
                token.low
                for token in descriptions.main_part(descriptions.own_part([*ahead]))
                + descriptions.main_part(descriptions.own_part(after))
            )
            party = {descriptions.party_of(token.low) for token in after if token.text[:1].isupper()} - {""}
            entity.words |= party
            entity.heads |= party
            if not entity.certain and _says_role(after or ahead):
                entity.type, entity.certain = "person", True
            if not any(token.low in ROLES for token in after[:9]):
                after = []
            if not entity.description and (before or after or ahead):
                entity.description = self._words_of(mention, before, after or ahead)

    def _words_of(self, mention: Mention, before: list[str], after: list[ArticleToken]) -> str:
        """The description as the article words it."""
        if before:
            first = mention.first - len(mention.titles)
            start, end = self.tokens[first].start, self.tokens[mention.first - 1].end
        else:
            start, end = after[0].start, after[-1].end
        words = " ".join(self.text[start:end].split())
        return words if any(character.isalpha() for character in words) else ""

    def candidates(self, mention: Mention) -> list[Entity]:
        """Whom a mention may mean by its words alone."""
        meant = self.names.meant(mention.key, mention.type if mention.certain else "")
        agreeing = [each for each in meant if not (mention.gender and each.gender) or mention.gender == each.gender]
        return agreeing or meant

    def meaning(self, mention: Mention) -> Entity | None:
        """Whom a mention means: of several the one whose titles agree, then the one named first."""
        meant = self.candidates(mention)
        if len(meant) < 2:
            return meant[0] if meant else None
        titles = role_words(mention.titles)
        return max(meant, key=lambda each: (len(titles & each.words), each.is_person, -each.first_seen))

    def equals(self, mention: Mention) -> list[Entity]:
        """Those whom the mention may mean by its words and titles: several only where these do not tell them apart."""
        meant = self.candidates(mention)
        if len(meant) < 2:
            return meant
        titles = role_words(mention.titles)
        best = max((len(titles & each.words), each.is_person) for each in meant)
        equal = [each for each in meant if (len(titles & each.words), each.is_person) == best]
        return sorted(equal, key=lambda each: (-self.times(each), each.first_seen))

    def times(self, entity: Entity) -> int:
        """How often the article names the entity."""
        return len(self.by_entity.get(id(entity), ()))

    def mention_before(self, token: int) -> int:
        """The index of the first mention that begins at the token or after it."""
        return bisect_left(self.firsts, token)


def _says_role(words: list[ArticleToken]) -> bool:
    """Whether a description begins as a person's does."""
    return (bool(words) and words[0].low == "who") or any(token.low in ROLES for token in words[:4])


def _headings(tokens: list[ArticleToken]) -> set[int]:
    """The lines written as headings: nearly all of their words with a capital, the small ones left out."""
    lines: defaultdict[int, list[bool]] = defaultdict(list)
    for token in tokens:
        if token.is_word and token.low not in _SMALL_IN_HEADINGS:
            lines[token.line].append(not token.text[0].islower())
    return {line for line, capitals in lines.items() if 3 <= len(capitals) <= 40 and _mostly(capitals)}


def _mostly(flags: list[bool]) -> bool:
    """Whether at least seven in eight are true."""
    return 8 * sum(flags) >= 7 * len(flags)
