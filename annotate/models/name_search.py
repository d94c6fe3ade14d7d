"""Finding names by what somebody types, at the speed of an index. Names are compared by their keys
(`actors.names.key_of_name`): words without case, accents and punctuation, with single spaces between."""

from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Value

# Wrong letters are looked for in the first letters of a word only, and in words that are long enough to tell.
# The function `typo_forms` in the database (migration 0004) has the same two numbers.
SHORTEST_WITH_TYPO, LETTERS_COMPARED = 4, 7

Named = TypeVar("Named", bound=models.Model)


def words_of_name(key: F) -> Func:
    """The words of a key as a tsvector, whatever their script: no parser has a say."""
    return Func(key, function="name_words", output_field=SearchVectorField())


def typo_forms(key: F) -> Func:
    """The beginnings (4 to 7 letters) of a key's words, each also with any one letter left out. Two words that are one
    letter apart share such a form (symmetric deletion, as in W. Garbe's SymSpell)."""
    return Func(key, function="typo_forms", output_field=ArrayField(models.TextField()))


class NamedQuerySet(models.QuerySet[Named]):
    """Of models with a `key`."""

    def starting(self, key: str) -> "NamedQuerySet":
        """Names that begin with this key, in the alphabet's order."""
        escaped = key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        begins = Func(F("key"), Value(f"{escaped}%"), arg_joiner=" LIKE ", **_OPERATOR)
        return self.filter(begins).order_by("key")

    def with_words(self, key: str) -> "NamedQuerySet":
        """Names in which each word of the key begins a word, in any order."""
        return self.filter(_has(" & ".join(f"'{word}':*" for word in key.split())))

    def with_any_word(self, words: set[str]) -> "NamedQuerySet":
        """Names that have at least one of these words, whole."""
        return self.filter(_has(" | ".join(f"'{word}'" for word in sorted(words)))) if words else self.none()

    def nearly(self, key: str) -> "NamedQuerySet":
        """Names in which each longer word of the key begins a word, or would with about one letter put right.

        Brings some that are farther off; whoever asks measures the distance. Nothing if no word is long enough.
        """
        # Shorter words are left to who asks: filtering by them as well would keep the database from using its index.
        long = [word for word in key.split() if len(word) >= SHORTEST_WITH_TYPO]
        return self.filter(*map(_nearly, long)) if long else self.none()


_OPERATOR = {"template": "%(expressions)s", "output_field": models.BooleanField()}


class _TsQuery(Func):
    template = "%(expressions)s::tsquery"


def _has(query: str) -> Func:
    return Func(words_of_name(F("key")), _TsQuery(Value(query)), arg_joiner=" @@ ", **_OPERATOR)


def _nearly(word: str) -> Func:
    start = word[:LETTERS_COMPARED]
    forms = sorted({start, *(start[:at] + start[at + 1 :] for at in range(len(start)))})
    return Func(typo_forms(F("key")), Value(forms, ArrayField(models.TextField())), arg_joiner=" && ", **_OPERATOR)
