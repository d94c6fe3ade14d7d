"""The filter of an article's claims. It is part of the address, and stays there from page to page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from annotate.models import Actor, Claim, Kind
from annotate.models.claim_queries import ClaimQuerySet
from annotate.text.web_addresses import parse_url
from annotate.vocabulary import STATUSES
from annotate.web.integers import parse_integer
from annotate.web.request import EditorRequest, wants_json

SURE = ("0.95", "0.9", "0.8", "0.7", "0.5")
NOT_NAMED = "none"


@dataclass(frozen=True, slots=True)
class Filter:
    """An editor's choice, with "" for no restriction. `actor` is an id, or "none" for an unnamed source; `sure` is the
    lowest confidence, 0 to 1; `mine` is the id of the editor whose tags are shown."""

    status: str = ""
    kind: str = ""
    actor: str = ""
    sure: str = ""
    mine: str = ""

    @classmethod
    def of(cls, request: EditorRequest) -> "Filter":
        """Return the filter of the page that the request asks for or comes from. Ignore values that cannot be read."""
        page = parse_url(_page(request))
        asked = dict(parse_qsl(page.query)) if page else {}
        actor = asked.get("of_actor", "")
        return cls(
            status=_one_of(STATUSES, asked.get("status", "")),
            kind=_one_of(Kind.values, asked.get("of_kind", "")),
            actor=actor if actor == NOT_NAMED or parse_integer(actor) is not None else "",
            sure=_one_of(SURE, asked.get("sure", "")),
            mine=str(request.user.pk) if asked.get("mine") else "",
        )

    def __bool__(self) -> bool:
        return any((self.status, self.kind, self.actor, self.sure, self.mine))

    def select(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        """Return the claims that match the filter."""
        if self.status:
            claims = claims.with_status(self.status)
        if self.kind:
            claims = claims.tagged_or_suggested_as(self.kind)
        if self.actor:
            claims = claims.tagged_or_suggested_for(None if self.actor == NOT_NAMED else int(self.actor))
        if self.sure:
            claims = claims.with_confidence_from(float(self.sure))
        return claims.decided_by(int(self.mine)) if self.mine else claims

    def left_out(self, article_id: int, claims: Iterable[Claim]) -> frozenset[int]:
        """Return the ids of the article's claims that do not match the filter."""
        if not self:
            return frozenset()
        wanted = self.select(Claim.objects.filter(article=article_id)).values_list("pk", flat=True)
        return frozenset(claim.pk for claim in claims) - frozenset(wanted)

    @property
    def query(self) -> str:
        """The filter as a query string that ends with "&"; "" if nothing is chosen."""
        asked = {
            "status": self.status,
            "of_kind": self.kind,
            "of_actor": self.actor,
            "sure": self.sure,
            "mine": self.mine and "1",
        }
        chosen = {name: value for name, value in asked.items() if value}
        return f"{urlencode(chosen)}&" if chosen else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The options that the page offers. `actors` are the actors of the article's claims, sorted by name."""

    chosen: Filter
    shown: int
    total: int
    actors: list[Actor]
    statuses = STATUSES
    kinds = Kind
    sure = SURE

    @classmethod
    def among(cls, claims: Sequence[Claim], shown: int, chosen: Filter) -> "Choice":
        """Return the options for all claims of an article, of which `shown` match the filter."""
        actors = {claim.actor for claim in claims if claim.actor}
        return cls(chosen, shown, len(claims), sorted(actors, key=lambda actor: actor.name.casefold()))


def _page(request: EditorRequest) -> str:
    """Return the address of the page that the editor sees: the one requested, or the one that sent the request."""
    if request.htmx:
        return request.htmx.current_url or ""
    asks_for_page = request.method in ("GET", "HEAD") and not wants_json(request)
    return request.get_full_path() if asks_for_page else request.headers.get("Referer", "")


def _one_of(known: Sequence[str], asked: str) -> str:
    return asked if asked in known else ""
