"""What readers return: articles, their claims, and problems."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from annotate.importing.decoding import FORBIDDEN_CHARACTERS, Unreadable, normalise
from annotate.importing.readers.limits import LARGEST_ARTICLE
from annotate.text.web_addresses import LONGEST_URL, parse_url

Spans = tuple[tuple[int, int], ...]
# Opens a file at its beginning. Readers may call it several times.
Opener = Callable[[], io.BufferedReader | io.BytesIO]
# The most characters that the database stores in each field (annotate.models).
LONGEST = {"title": 500, "url": LONGEST_URL, "outlet": 200, "author": 200, "actor": 200}


@dataclass(frozen=True, slots=True)
class ReadActor:
    """An actor that a file names. Unknown fields are "". `is_exact`: the name comes from another OnRecord's register,
    so it means exactly one actor."""

    name: str
    type: str = ""
    description: str = ""
    wikidata: str = ""
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class ReadSuggestion:
    """A detector's suggestion for a claim, with the fields of models.Claim. `answers` is explained at ReadClaim."""

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
class ClaimPlace:
    """Identifies a claim in another article by the SHA-256 of that article's text and the claim's spans in it."""

    sha256: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim that came with an article.

    Spans are half-open, count code points of the article's text, and are sorted and disjoint. `kind` is "" if
    undecided. `answers` and `repeats` are indices in the article's list of claims. `answers_elsewhere` is a claim of
    another article that this one answers; `answered_elsewhere` are claims of other articles that answer this one.
    `drawn`: an editor drew the claim.
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
    answers_elsewhere: ClaimPlace | None = None
    answered_elsewhere: tuple[ClaimPlace, ...] = ()
    repeats: int | None = None
    suggestion: ReadSuggestion | None = None

    @property
    def proposed(self) -> ReadActor | None:
        return self.suggestion.actor if self.suggestion else None

    def as_suggested(self) -> "ReadClaim":
        """Return the claim with its decision turned into a suggestion, for imports that no editor vouches for."""
        before = self.suggestion or ReadSuggestion()
        suggestion = replace(before, kind=self.kind or before.kind, actor=self.actor or before.actor)
        return replace(self, kind="", actor=None, note="", dismissed=False, drawn=False, suggestion=suggestion)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article to be stored. Its text is normalised; unknown fields are "" or None. `is_complete`: another OnRecord
    has detected its claims and exported them all, so it needs no detection."""

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published_at: date | None = None
    claims: tuple[ReadClaim, ...] = ()
    is_complete: bool = False
    detection_note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out. `place` is a position ("line 7") or a file's name; `sentence` tells the editor what
    is wrong and what to do."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


Read = ReadArticle | Problem


def build_article(
    text: str,
    *,
    title: str = "",
    url: str = "",
    outlet: str = "",
    author: str = "",
    published_at: date | None = None,
    claims: Iterable[ReadClaim] = (),
) -> ReadArticle:
    """Return an article with its text normalised. The spans of `claims` must refer to the normalised text.

    Fields that are too long are cut and end with "…"; an invalid URL becomes "". Raise Unreadable if the text is too
    large, blank, or has characters that no text has.
    """
    size = len(text.encode(errors="surrogatepass"))
    if size > LARGEST_ARTICLE:
        raise Unreadable(
            f"An article can be up to {LARGEST_ARTICLE:,} bytes; this one is {size:,}. Import it in parts."
        )
    return ReadArticle(
        text=normalise(text),
        title=one_line(title, LONGEST["title"]),
        url=page_url(url),
        outlet=one_line(outlet, LONGEST["outlet"]),
        author=one_line(author, LONGEST["author"]),
        published_at=published_at,
        claims=tuple(claims),
    )


def one_line(value: str, longest: int) -> str:
    """Return the value on one line, without forbidden characters. A value longer than `longest` characters is cut and
    ends with "…"."""
    folded = " ".join(FORBIDDEN_CHARACTERS.sub("", value).split())
    return folded if len(folded) <= longest else folded[: longest - 1].rstrip() + "…"


def page_url(url: str) -> str:
    """Return the URL if it is a web page's (http or https) and short enough to store, else ""."""
    url = url.strip()
    if re.search(r"[\s\x00-\x1f\x7f\ud800-\udfff]", url):
        return ""
    parts = parse_url(url)
    # Our pages link to this URL, so "javascript:" must not get in.
    return url if parts and parts.scheme in ("http", "https") and parts.hostname else ""
