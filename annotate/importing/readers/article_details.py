"""What a file says about an article: its title, address, outlet, author and day."""

from collections.abc import Mapping

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.column_mapping import guess_mapping
from annotate.importing.readers.dates import read_date
from annotate.importing.readers.reader_types import page_address


def about_article(fields: Mapping[str, str], *, day_first: bool | None = None) -> tuple[dict, list[str]]:
    """The fields as `reading.article` takes them, without the text; and a sentence for each that cannot be read. An
    article is worth more than its date, so it comes in without."""
    about: dict = {name: fields[name] for name in ("title", "outlet", "author") if name in fields}
    sentences = []
    try:
        about["published_at"] = read_date(fields.get("published_at", ""), day_first=day_first)
    except Unreadable as error:
        sentences.append(f"The article came in without its date. {error}")
    about["url"] = page_address(fields.get("url", ""))
    if fields.get("url", "").strip() and not about["url"]:
        sentences.append(f"The article came in without its URL, for “{fields['url'][:60]}” is none of a page.")
    return about, sentences


def guessed_about(values: Mapping[str, str]) -> tuple[dict, list[str]]:
    """As `about_article`, of values whose names are somebody else's."""
    named = guess_mapping(tuple(values), [values]).columns()
    return about_article({field: values[column] for field, column in named.items()})
