"""Read another OnRecord's JSON Lines export: articles with their claims and what editors decided about them."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from annotate.importing.decoding import FORBIDDEN_CHARACTERS, Unreadable
from annotate.importing.readers.json_records import read_records
from annotate.importing.readers.limits import LARGEST_ARTICLE
from annotate.importing.readers.reader_types import (
    LONGEST,
    ClaimPlace,
    Problem,
    Read,
    ReadActor,
    ReadClaim,
    ReadSuggestion,
    Spans,
    build_article,
    page_url,
)
from annotate.importing.readers.text_lines import TextFile
from annotate.vocabulary import ACTOR_TYPES, ALLEGATION, DENIAL, DISMISSED, KINDS, STATUSES, TAGGED, WIKIDATA_ID

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHANGED = "The text was changed after the export, so the article was imported without its claims. Export it again."


def is_onrecord(record: Mapping) -> bool:
    """Return whether a file's first record is an article from OnRecord's export."""
    return isinstance(record.get("claims"), list) and {"text", "sha256", "all_claims"} <= record.keys()


def read_onrecord(file: TextFile) -> Iterator[Read]:
    """Yield each article with its claims, and a problem for every claim left out. Raise Unreadable.

    If a text changed since the export, its article is yielded without claims, because their spans no longer fit.
    """
    for place, record in read_records(file):
        if isinstance(record, str):
            yield Problem(place, record)
            continue
        try:
            yield from _read_article(place, record)
        except Unreadable as error:
            yield Problem(place, str(error))


def exported_details(record: Mapping) -> dict[str, Any]:
    """Return the exported fields of an article for ReadArticle, without its text and claims."""
    return {
        **{name: _text(record.get(name), LONGEST[name]) for name in ("title", "outlet", "author")},
        "url": page_url(_text(record.get("url"), LONGEST["url"])),
        "published_at": _read_day(record.get("published")),
        "is_complete": record.get("all_claims") is True,
        "detection_note": _text(record.get("detection_note"), 300),
    }


def has_text(record: Mapping, text: str) -> bool:
    """Return whether this is the exported text, by its SHA-256."""
    return record.get("sha256") == hashlib.sha256(text.encode()).hexdigest()


def _read_article(place: str, record: Mapping) -> Iterator[Read]:
    text = record.get("text")
    if not isinstance(text, str):
        raise Unreadable("This article has no text and was left out. Export it again.")
    read = build_article(text)
    claims: list[ReadClaim] = []
    sentences = [_CHANGED]
    if has_text(record, read.text):
        exported = record["claims"] if isinstance(record.get("claims"), list) else []
        claims, sentences = _read_claims(exported, len(read.text))
    details = exported_details(record)
    yield replace(read, **details | {"claims": tuple(claims), "is_complete": details["is_complete"] and not sentences})
    yield from (Problem(place, sentence) for sentence in sentences)


def _read_claims(values: Sequence[object], length: int) -> tuple[list[ReadClaim], list[str]]:
    """Return the readable claims, and a sentence for each unreadable one. `length`: of the text, in code points."""
    claims: dict[int, ReadClaim] = {}
    sentences = []
    for number, value in enumerate(values):
        try:
            claims[number] = _read_claim(value, length)
        except Unreadable as error:
            sentences.append(f"Claim {number + 1:,} was left out. {error} Export the article again.")
    new_index = {number: index for index, number in enumerate(claims)}
    return [_renumber_ties(claim, number, new_index) for number, claim in claims.items()], sentences


def _renumber_ties(claim: ReadClaim, number: int, new_index: Mapping[int, int]) -> ReadClaim:
    """Return the claim with its ties as indices among the readable claims. Drop a tie to itself."""
    others: dict[int | None, int] = {old: new for old, new in new_index.items() if old != number}
    suggestion = claim.suggestion and replace(claim.suggestion, answers=others.get(claim.suggestion.answers))
    return replace(claim, answers=others.get(claim.answers), repeats=others.get(claim.repeats), suggestion=suggestion)


def _read_claim(value: object, length: int) -> ReadClaim:
    if not isinstance(value, dict):
        raise Unreadable("It is not a JSON object.")
    status, kind, suggested = value.get("status"), value.get("kind", ""), value.get("suggested_kind", "")
    if status not in STATUSES:
        raise Unreadable(f"‘{str(status)[:40]}’ is not a valid status.")
    for name in (kind, suggested):
        if name not in ("", *KINDS):
            raise Unreadable(f"‘{str(name)[:40]}’ is not a valid kind.")
    if (status == TAGGED) != bool(kind):
        raise Unreadable("Its status and its kind contradict each other.")
    spans = _read_spans(value.get("spans"), length)
    if not spans:
        raise Unreadable("It marks no words.")
    return ReadClaim(
        spans,
        _read_spans(value.get("source"), length),
        _read_spans(value.get("cue"), length),
        kind=kind,
        actor=_read_actor(value.get("actor")) if kind else None,
        note=_clean(value.get("note")),
        dismissed=status == DISMISSED,
        drawn=value.get("drawn") is True,
        answers=_read_index(value.get("answers")) if kind == DENIAL else None,
        answers_elsewhere=_read_place(value.get("answers")) if kind == DENIAL else None,
        answered_elsewhere=_read_places(value.get("answered")) if kind == ALLEGATION else (),
        repeats=_read_index(value.get("repeats")),
        suggestion=ReadSuggestion(
            kind=suggested,
            actor=_read_actor(value.get("suggested_actor")),
            confidence=_read_probability(value.get("confidence")),
            reason=_clean(value.get("reason")),
            actor_confidence=_read_probability(value.get("actor_confidence")),
            actor_reason=_text(value.get("actor_reason"), 300),
            source_name=_text(value.get("source_name"), 200),
            answers=_read_index(value.get("suggested_answers")),
            origin=_text(value.get("origin"), 100),
        ),
    )


def _read_spans(value: object, length: int) -> Spans:
    pairs = value if isinstance(value, list) else []
    spans = tuple((pair[0], pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2)
    fit = all(type(start) is int and type(end) is int and 0 <= start < end <= length for start, end in spans)
    if len(spans) < len(pairs) or not fit or any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise Unreadable("Its spans do not fit the text.")
    return spans


def _read_actor(value: object) -> ReadActor | None:
    if not isinstance(value, dict) or not (name := _text(value.get("name"), LONGEST["actor"]).strip()):
        return None
    wikidata, type_ = _clean(value.get("wikidata")), _clean(value.get("type"))
    return ReadActor(
        name,
        type=type_ if type_ in ACTOR_TYPES else "",
        description=_text(value.get("description"), 300),
        wikidata=wikidata if WIKIDATA_ID.fullmatch(wikidata) else "",
        is_exact=True,
    )


def _clean(value: object) -> str:
    return FORBIDDEN_CHARACTERS.sub("", value) if isinstance(value, str) else ""


def _text(value: object, longest: int) -> str:
    """Return the value as stored, with its white space."""
    return _clean(value)[:longest]


def _read_index(value: object) -> int | None:
    return value if type(value) is int else None


def _read_place(value: object) -> ClaimPlace | None:
    if not isinstance(value, dict) or not _SHA256.fullmatch(sha256 := _clean(value.get("sha256"))):
        return None
    try:
        spans = _read_spans(value.get("spans"), LARGEST_ARTICLE)
    except Unreadable:
        return None
    return ClaimPlace(sha256, spans) if spans else None


def _read_places(value: object) -> tuple[ClaimPlace, ...]:
    return tuple(filter(None, map(_read_place, value))) if isinstance(value, list) else ()


def _read_probability(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and 0 <= value <= 1 else None


def _read_day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
