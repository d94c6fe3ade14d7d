"""Read what a file says about an article: title, URL, outlet, author and date."""

from collections.abc import Mapping

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.column_mapping import guess_mapping
from annotate.importing.readers.dates import read_date
from annotate.importing.readers.reader_types import page_url


def read_details(fields: Mapping[str, str], *, day_first: bool | None = None) -> tuple[dict, list[str]]:
    """Return the article's fields for `build_article`, without the text, and a sentence for each unreadable field.

    An unreadable date or URL is left out; the article is imported without it.
    """
    details: dict = {name: fields[name] for name in ("title", "outlet", "author") if name in fields}
    sentences = []
    try:
        details["published_at"] = read_date(fields.get("published_at", ""), day_first=day_first)
    except Unreadable as error:
        sentences.append(f"The article was imported without its date. {error}")
    details["url"] = page_url(fields.get("url", ""))
    if fields.get("url", "").strip() and not details["url"]:
        sentences.append(f"The article was imported without its URL: “{fields['url'][:60]}” is not a web page's URL.")
    return details, sentences


def guess_details(values: Mapping[str, str]) -> tuple[dict, list[str]]:
    """Do the same as `read_details`, for fields with another program's names."""
    named = guess_mapping(tuple(values), [values]).columns()
    return read_details({field: values[column] for field, column in named.items()})
