"""Guess from a table's header which column holds which field of an article. An editor can change the guess."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.dates import is_day_first

# Names that headers use, without spaces and punctuation, the likeliest first.
HEADER_NAMES = {
    "text": "text articletext fulltext body articlebody bodytext content articlecontent maintext article story",
    "title": "title articletitle headline head heading hed subject headlinemain name",
    "url": "url articleurl link weburl permalink uri href sourceurl canonicalurl address",
    "outlet": "outlet articleoutlet publication newspaper publisher sitename medium media source sourcename site",
    "author": "author articleauthor authors byline creator writer journalist reporter",
    "published_at": "publishedat articlepublished published publisheddate publicationdate pubdate datepublished date "
    "published datetime publishdate publishedon timestamp created createdat day",
}
# Average characters per cell. A column with longer cells is most likely the article's text.
LONG = 200


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The name of the column for each of an article's fields, or "". `day_first` says how to read 03/04/2026; None
    means unknown."""

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published_at: str = ""
    day_first: bool | None = None

    def columns(self) -> dict[str, str]:
        """Return the names of the columns by field, without fields that have no column."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "day_first"}
        return {field: column for field, column in named.items() if column}


def guess_mapping(header: Sequence[str], samples: Sequence[Mapping[str, str]]) -> ColumnMapping:
    """Guess the mapping from a table's header and some of its rows. `text` is "" if no column looks like the text."""
    by_word = {re.sub(r"[\W_]+", "", name).casefold(): name for name in reversed(header)}
    guessed: dict[str, str] = {}
    for field, words in HEADER_NAMES.items():
        free = (by_word[word] for word in words.split() if word in by_word)
        guessed[field] = next((name for name in free if name not in guessed.values()), "")
    guessed["text"] = guessed["text"] or _longest_column(header, samples, set(guessed.values()))
    dates = [row.get(guessed["published_at"], "") for row in samples]
    return ColumnMapping(**guessed, day_first=is_day_first(dates))


def check_mapping(mapping: ColumnMapping, header: Sequence[str]) -> None:
    """Raise Unreadable if the mapping has no text column, or if the table lacks one of its columns."""
    if not mapping.text:
        raise Unreadable(f"Choose the column with the article's text. The file has: {_list_names(header)}.")
    for field, column in mapping.columns().items():
        if column not in header:
            raise Unreadable(f"There is no column “{column}” for {field}. Choose one of: {_list_names(header)}.")


def _longest_column(header: Sequence[str], samples: Sequence[Mapping[str, str]], taken: set[str]) -> str:
    lengths = (
        {name: sum(len(row.get(name, "")) for row in samples) / len(samples) for name in header} if samples else {}
    )
    free = [name for name in lengths if name not in taken and lengths[name] >= LONG]
    return max(free, key=lambda name: lengths[name], default="")


def _list_names(header: Sequence[str]) -> str:
    return ", ".join(name[:40] for name in header[:30])
