"""All names in one article, the entities that they mean, and the article's descriptions of these."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace

from annotate.actors.mentions import descriptions
from annotate.actors.mentions.capitalised_runs import is_name_word
from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.lexicons.common import DETERMINERS, PREPOSITIONS
from annotate.actors.mentions.lexicons.first_names import FEMALE, MALE
from annotate.actors.mentions.lexicons.places import GOVERNMENTS
from annotate.actors.mentions.lexicons.role_titles import ROLES
from annotate.actors.mentions.mention import Mention
from annotate.actors.mentions.name_finder import WritingHabits, find_names
from annotate.actors.mentions.name_variants import ArticleNames, known_part, longest_first
from annotate.actors.mentions.role_words import role_words
from annotate.text import Document
from annotate.text.article_tokens import ArticleToken
from annotate.vocabulary import PERSON

_SMALL_IN_HEADINGS = PREPOSITIONS | DETERMINERS | frozenset("and or but nor not is are be vs vs. that who".split())


class Inventory:
    """A document's tokens, and its mentions in order with the entity that each one means."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.tokens: list[ArticleToken] = list(document.tokens)
        self.starts = [token.start for token in self.tokens]
        self.headings = _headings(self.tokens)
        self.habits = self._habits()
        self.names = ArticleNames()
        self._group(find_names(self.tokens, 0, len(self.tokens), self.habits))

    def _habits(self) -> WritingHabits:
        """Return how the article writes its words outside headings."""
        words = [token for token in self.tokens if token.is_word and token.line not in self.headings]
        lower = frozenset(token.low for token in words if not token.capitalised)
        upper = frozenset(token.low for token in words if token.capitalised and not token.opens_sentence)
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        surnames = (
            right.low for left, right in pairs if left.low in FEMALE | MALE and left.capitalised and right.capitalised
        )
        return WritingHabits(lower, upper, frozenset(low for low in surnames if low in ROLES))

    def _group(self, found: list[Mention]) -> None:
        """Group the mentions into entities, then read what the article says about each."""
        body = [mention for mention in found if not self._in_heading(mention)]
        known = {mention.key[0] for mention in body if len(mention.key) > 1}  # first names whose surname it gives
        body = self._without_heading_verbs(body)
        body = [
            mention if mention.titles or mention.key[0] in known else self._with_shared_surname(mention)
            for mention in body
        ]
        for mention in longest_first(body):
            self.names.add(mention)
        self._learn_acronyms(body)
        self._learn_genders(body)
        in_headings = [mention for mention in found if self._in_heading(mention)]
        parts = [part for mention in in_headings for part in self._known_parts(mention)]
        self.mentions = sorted(body + parts, key=lambda mention: mention.first)
        self._describe([mention for mention in body if len(self.candidates(mention)) == 1])
        self.entities = [self.entity_of(mention) for mention in self.mentions]
        self.firsts = [mention.first for mention in self.mentions]
        self.by_entity: defaultdict[int, list[int]] = defaultdict(list)
        for index, entity in enumerate(self.entities):
            self.by_entity[id(entity)].append(index)

    def _in_heading(self, mention: Mention) -> bool:
        """Whether a name is in a heading; a line with only a person's name is not a heading."""
        if self.tokens[mention.first].line not in self.headings:
            return False
        alone = mention.certain and mention.type == PERSON and descriptions.stands_alone(self.tokens, mention)
        return not (alone and len(mention.key) > 1)

    def _without_heading_verbs(self, body: list[Mention]) -> list[Mention]:
        """Cut long mentions after the surname that the article uses elsewhere: "Jo Doe Joins Growing List"."""
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

    def _with_shared_surname(self, mention: Mention) -> Mention:
        """Give the mention the surname that only the next name has: "Jo and Ann Doe"."""
        surname = mention.last + 2
        if len(mention.key) > 1 or mention.key[0] not in FEMALE | MALE or surname >= len(self.tokens):
            return mention
        conjunction, first, last = self.tokens[mention.last : surname + 1]
        full = conjunction.low == "and" and first.low in FEMALE | MALE and is_name_word(last)
        if not full or first.line != last.line or not first.capitalised:
            return mention
        return replace(mention, key=(*mention.key, last.low), name=f"{mention.name} {last.text}", type=PERSON)

    def _known_parts(self, mention: Mention) -> list[Mention]:
        """Cut a heading's mention into the names that the article's body also has: "Jo Doe Hits Roe"."""
        part = known_part(self.names, mention.key)
        if part is None:
            return []
        if part == (1, 2) and len(mention.key) == 2 and mention.key[0] in FEMALE | MALE:
            entity = self.names.entities_named(mention.key[1:])[0]
            if len(entity.key) == 1 and entity.is_person:
                entity.name = mention.name
                self.names.add_alias(mention.key, entity)
                return [mention]
        rest = self._known_parts(self.part_of(mention, part[1], len(mention.key))) if part[1] < len(mention.key) else []
        return [self.part_of(mention, *part), *rest]

    def part_of(self, mention: Mention, start: int, end: int) -> Mention:
        """Return the mention of the words [start:end] of a longer one."""
        tokens = self.tokens[mention.first + start : mention.first + end]
        key, name = mention.key[start:end], " ".join(token.text for token in tokens)
        return replace(
            mention, first=mention.first + start, last=mention.first + end, key=key, name=name, certain=False
        )

    def _learn_acronyms(self, mentions: list[Mention]) -> None:
        """Learn the short names in brackets after a long one."""
        after = {mention.first: mention for mention in mentions}
        for mention in mentions:
            at = mention.last
            if at + 2 < len(self.tokens) and self.tokens[at].low == "(" and self.tokens[at + 2].low == ")":
                short = after.get(at + 1)
                if short and len(mention.key) > 1 and short.key[0].isalpha() and short.name.isupper():
                    self.names.add_alias(short.key, self.candidates(mention)[0])

    def _learn_genders(self, mentions: list[Mention]) -> None:
        """Set each entity's best spelling, its gender, and how often it has a name that only it has."""
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
                entity.type, entity.certain = PERSON, True
                entity.gender = "f" if entity.key[0] in FEMALE else "m"

    def _describe(self, mentions: list[Mention]) -> None:
        """Read what the article says about each entity."""
        for mention in mentions:
            entity = self.candidates(mention)[0]
            if " ".join(mention.key) in GOVERNMENTS:
                continue  # "In Vermont, the developers": the words after a place seldom describe it
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
                entity.type, entity.certain = PERSON, True
            if not any(token.low in ROLES for token in after[:9]):
                after = []
            if not entity.description and (before or after or ahead):
                entity.description = self._words_of(mention, before, after or ahead)

    def _words_of(self, mention: Mention, before: list[str], after: list[ArticleToken]) -> str:
        """Return the description in the article's words."""
        if before:
            first = mention.first - len(mention.titles)
            start, end = self.tokens[first].start, self.tokens[mention.first - 1].end
        else:
            start, end = after[0].start, after[-1].end
        words = " ".join(self.text[start:end].split())
        return words if any(character.isalpha() for character in words) else ""

    def candidates(self, mention: Mention) -> list[Entity]:
        """Return the entities that a mention can mean, going only by its words and gender."""
        meant = self.names.entities_named(mention.key, mention.type if mention.certain else "")
        agreeing = [
            entity for entity in meant if not (mention.gender and entity.gender) or mention.gender == entity.gender
        ]
        return agreeing or meant

    def entity_of(self, mention: Mention) -> Entity | None:
        """Return the entity that a mention means: among several the one with the same titles, or else named first."""
        meant = self.candidates(mention)
        if len(meant) < 2:
            return meant[0] if meant else None
        titles = role_words(mention.titles)
        return max(meant, key=lambda entity: (len(titles & entity.words), entity.is_person, -entity.first_seen))

    def equally_likely(self, mention: Mention) -> list[Entity]:
        """Return the entities that a mention means equally well by its words and titles, the most frequent first."""
        meant = self.candidates(mention)
        if len(meant) < 2:
            return meant
        titles = role_words(mention.titles)
        best = max((len(titles & entity.words), entity.is_person) for entity in meant)
        equal = [entity for entity in meant if (len(titles & entity.words), entity.is_person) == best]
        return sorted(equal, key=lambda entity: (-self.count_mentions(entity), entity.first_seen))

    def count_mentions(self, entity: Entity) -> int:
        """Return how often the article names the entity."""
        return len(self.by_entity.get(id(entity), ()))

    def first_mention_from(self, token: int) -> int:
        """Return the index of the first mention that begins at the token or after it."""
        return bisect_left(self.firsts, token)


def _says_role(words: list[ArticleToken]) -> bool:
    """Whether a description begins like a person's."""
    return (bool(words) and words[0].low == "who") or any(token.low in ROLES for token in words[:4])


def _headings(tokens: list[ArticleToken]) -> set[int]:
    """Return the numbers of lines that look like headings: nearly all longer words are capitalised."""
    lines: defaultdict[int, list[bool]] = defaultdict(list)
    for token in tokens:
        if token.is_word and token.low not in _SMALL_IN_HEADINGS:
            lines[token.line].append(not token.text[0].islower())
    return {line for line, capitals in lines.items() if 3 <= len(capitals) <= 40 and _mostly(capitals)}


def _mostly(flags: list[bool]) -> bool:
    """Whether at least seven in eight are true."""
    return 8 * sum(flags) >= 7 * len(flags)
