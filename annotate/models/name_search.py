"""Finding names by what somebody types, at the speed of an index. Names are compared by their keys
(`actors.names.key_of_name`): words without case, accents and punctuation, with single spaces between."""

from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Value

# Wrong letters are tolerated only in words that are long enough, and looked for only in a word's first letters.
# The function `typo_forms` in the database (migration 0004) has the same two numbers.
SHORTEST_WITH_TYPO, LETTERS_COMPARED = 4, 7

Named = TypeVar("Named", bound=models.Model)


def words_of_name(key: F) -> Func:
    """Return the words of a key as a tsvector, without PostgreSQL's parser, which knows only some scripts."""
    return Func(key, function="name_words", output_field=SearchVectorField())


def typo_forms(key: F) -> Func:
    """Return the first 4 to 7 letters of each word of a key, as they are and with any one letter left out.

    Two words that differ by one letter share one of these forms (symmetric deletion, as in W. Garbe's SymSpell).
    """
    return Func(key, function="typo_forms", output_field=ArrayField(models.TextField()))


class NamedQuerySet(models.QuerySet[Named]):
    """For models with a `key`."""

    def starting_with(self, key: str) -> "NamedQuerySet":
        """Return the names that begin with this key, in alphabetical order."""
        escaped = key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return self.filter(_Operator(F("key"), Value(f"{escaped}%"), arg_joiner=" LIKE ")).order_by("key")

    def with_word_prefixes(self, key: str) -> "NamedQuerySet":
        """Return the names in which each word of the key begins a word, in any order."""
        return self.filter(_has(" & ".join(f"'{word}':*" for word in key.split())))

    def with_any_word(self, words: set[str]) -> "NamedQuerySet":
        """Return the names that have at least one of these words."""
        return self.filter(_has(" | ".join(f"'{word}'" for word in sorted(words)))) if words else self.none()

    def with_similar_words(self, key: str) -> "NamedQuerySet":
        """Return the names in which each long word of the key begins a word, give or take about one wrong letter.

        Includes some names that differ more, so callers must measure the distance, and check short words themselves.
        Returns none if no word has 4 letters.
        """
        # Filtering by short words as well would keep the database from using its index.
        long = [word for word in key.split() if len(word) >= SHORTEST_WITH_TYPO]
        return self.filter(*map(_nearly, long)) if long else self.none()


class _Operator(Func):
    """An operator of PostgreSQL, given as `arg_joiner`, between two expressions."""

    template = "%(expressions)s"
    output_field = models.BooleanField()


class _TsQuery(Func):
    template = "%(expressions)s::tsquery"


def _has(query: str) -> Func:
    return _Operator(words_of_name(F("key")), _TsQuery(Value(query)), arg_joiner=" @@ ")


def _nearly(word: str) -> Func:
    start = word[:LETTERS_COMPARED]
    forms = sorted({start, *(start[:at] + start[at + 1 :] for at in range(len(start)))})
    return _Operator(typo_forms(F("key")), Value(forms, ArrayField(models.TextField())), arg_joiner=" && ")
