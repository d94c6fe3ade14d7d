"""Which column of a table is what of an article: guessed from its header, for an editor to change."""

import re
from collections.abc import Mapping as Row
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.dates import is_day_first

# Words that headers use, letters only, the likeliest first.
WORDS = {
    "text": "text articletext fulltext body articlebody bodytext content articlecontent maintext article story",
    "title": "title articletitle headline head heading hed subject headlinemain name",
    "url": "url articleurl link weburl permalink uri href sourceurl canonicalurl address",
    "outlet": "outlet articleoutlet publication newspaper publisher sitename medium media source sourcename site",
    "author": "author articleauthor authors byline creator writer journalist reporter",
    "published_at": "publishedat articlepublished published publisheddate publicationdate pubdate datepublished date "
    "published datetime publishdate publishedon timestamp created createdat day",
}
# A column of this many characters is likelier an article's text than anything else.
LONG = 200


@dataclass(frozen=True, slots=True)
class Mapping:
    """The name of the column for each of an article's fields, "" for none. `day_first` says how to read 03/04/2026;
    None where nobody knows."""

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published_at: str = ""
    day_first: bool | None = None

    def columns(self) -> dict[str, str]:
        """The fields that have a column, and its name."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "day_first"}
        return {field: column for field, column in named.items() if column}


def guess_mapping(header: Sequence[str], samples: Sequence[Row[str, str]]) -> Mapping:
    """The mapping that a table's header and some of its rows suggest; `text` is "" if no column looks like one."""
    by_word = {re.sub(r"[\W_]+", "", name).casefold(): name for name in reversed(header)}
    guessed: dict[str, str] = {}
    for field, words in WORDS.items():
        free = (by_word[word] for word in words.split() if word in by_word)
        guessed[field] = next((name for name in free if name not in guessed.values()), "")
    guessed["text"] = guessed["text"] or _longest(header, samples, set(guessed.values()))
    dates = [row.get(guessed["published_at"], "") for row in samples]
    return Mapping(**guessed, day_first=is_day_first(dates))


def checked(mapping: Mapping, header: Sequence[str]) -> Mapping:
    """The mapping, if the table has its columns; Unreadable is raised otherwise."""
    if not mapping.text:
        raise Unreadable(f"No column is the article's text. Choose one of: {_listed(header)}.")
    for field, column in mapping.columns().items():
        if column not in header:
            raise Unreadable(f"There is no column “{column}” for {field}. The file has: {_listed(header)}.")
    return replace(mapping)


def _longest(header: Sequence[str], samples: Sequence[Row[str, str]], taken: set[str]) -> str:
    lengths = (
        {name: sum(len(row.get(name, "")) for row in samples) / len(samples) for name in header} if samples else {}
    )
    free = [name for name in lengths if name not in taken and lengths[name] >= LONG]
    return max(free, key=lambda name: lengths[name], default="")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(name[:40] for name in header[:30])
