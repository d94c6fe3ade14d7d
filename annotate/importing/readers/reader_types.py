"""What a reader gives: articles, their claims, and what could not be read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO
from urllib.parse import urlsplit

from annotate.importing.decoding import NEVER_IN_TEXT, Unreadable, normalise
from annotate.importing.readers.limits import LARGEST_ARTICLE

Spans = tuple[tuple[int, int], ...]
# Opens what is read, from its beginning; tables are read more than once.
Opener = Callable[[], BinaryIO]
# What articles and actors keep of each (annotate.models).
LONGEST = {"title": 500, "url": 2000, "outlet": 200, "author": 200, "actor": 200}


@dataclass(frozen=True, slots=True)
class ReadActor:
    """Whom a file names; what it does not say of them is blank. `is_exact`: the name is that of an actor of another
    OnRecord, so that nobody else is meant by it."""

    name: str
    type: str = ""
    description: str = ""
    wikidata: str = ""
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class ReadSuggestion:
    """What a detector has proposed for a claim, as models.Claim has it; `answers` as ReadClaim has it."""

    kind: str = ""
    actor: ReadActor | None = None
    confidence: float | None = None
    reason: str = ""
    actor_confidence: float | None = None
    actor_reason: str = ""
    source_name: str = ""
    answers: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A claim of another article: by the SHA-256 of its text, and where in it the claim stands."""

    sha256: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim that came with an article. Spans are half-open, in code points of that article's text, sorted and
    disjoint; `kind` is allegation, denial, quote or "" where it is left open; `answers` and `repeats` are places in the
    article's list of claims; `answers_elsewhere` and `answered_elsewhere` are claims of other articles that it answers
    and that answer it; `drawn` says that an editor has made it a claim; `suggestion` is None where the file has none.
    """

    spans: Spans
    source: Spans = ()
    cue: Spans = ()
    kind: str = ""
    actor: ReadActor | None = None
    note: str = ""
    dismissed: bool = False
    drawn: bool = False
    answers: int | None = None
    answers_elsewhere: Elsewhere | None = None
    answered_elsewhere: tuple[Elsewhere, ...] = ()
    repeats: int | None = None
    suggestion: ReadSuggestion | None = None

    @property
    def proposed(self) -> ReadActor | None:
        return self.suggestion.actor if self.suggestion else None

    def as_suggested(self) -> "ReadClaim":
        """The claim where no editor vouches for it: what was decided is proposed."""
        before = self.suggestion or ReadSuggestion()
        suggestion = replace(before, kind=self.kind or before.kind, actor=self.actor or before.actor)
        return replace(self, kind="", actor=None, note="", dismissed=False, drawn=False, suggestion=suggestion)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it is to be taken in: its text normalised, what is not known blank. `is_whole`: another OnRecord
    has looked for its claims and gave all that it has, so that nobody need look again."""

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published_at: date | None = None
    claims: tuple[ReadClaim, ...] = ()
    is_whole: bool = False
    detection_note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out. `place` says where it stands ("line 7", a file's name), the sentence what is wrong
    with it and what to do."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


Read = ReadArticle | Problem


def article(
    text: str,
    *,
    title: str = "",
    url: str = "",
    outlet: str = "",
    author: str = "",
    published_at: date | None = None,
    claims: Iterable[ReadClaim] = (),
) -> ReadArticle:
    """An article of a text that is normalised here. `claims` have spans of the normalised text already.

    What is longer than an article keeps is cut, visibly; an address that is none of a page is left out. Raises
    Unreadable.
    """
    size = len(text.encode(errors="surrogatepass"))
    if size > LARGEST_ARTICLE:
        raise Unreadable(f"An article may have {LARGEST_ARTICLE:,} bytes; this has {size:,}. Import it in parts.")
    return ReadArticle(
        text=normalise(text),
        title=one_line(title, LONGEST["title"]),
        url=page_address(url),
        outlet=one_line(outlet, LONGEST["outlet"]),
        author=one_line(author, LONGEST["author"]),
        published_at=published_at,
        claims=tuple(claims),
    )


def one_line(value: str, longest: int) -> str:
    """The value on one line, without characters that no text has; a longer one is cut and ends with "…"."""
    folded = " ".join(NEVER_IN_TEXT.sub("", value).split())
    return folded if len(folded) <= longest else folded[: longest - 1].rstrip() + "…"


def page_address(url: str) -> str:
    """The address if it is one of a page (http or https) that an article can keep, else ""."""
    url = url.strip()
    if len(url) > LONGEST["url"] or re.search(r"[\s\x00-\x1f\x7f\ud800-\udfff]", url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    # Pages link to it, so that "javascript:" must not come in.
    return url if parts.scheme in ("http", "https") and parts.hostname else ""
