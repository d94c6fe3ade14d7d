"""The demo's articles. Their people, companies and outlets are fictional."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from annotate.importing.article_intake import ArticleFields

FOLDER = Path(__file__).parent / "samples"


def sample_articles() -> Iterator[ArticleFields]:
    """Yield each article's fields, for `import_article`."""
    for entry in json.loads((FOLDER / "samples.json").read_text(encoding="utf-8")):
        file, published = entry.pop("file"), entry.pop("published_at")
        text = (FOLDER / file).read_text(encoding="utf-8")
        yield {**entry, "text": text, "published_at": date.fromisoformat(published)}
