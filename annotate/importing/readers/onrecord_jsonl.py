"""Reads what another OnRecord has exported as JSON Lines: articles with all that was decided on their claims."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from annotate.importing.decoding import NEVER_IN_TEXT
from annotate.importing.readers.json_records import records
from annotate.importing.readers.limits import LARGEST_ARTICLE
from annotate.importing.readers.reader_types import (
    LONGEST,
    Elsewhere,
    Problem,
    Read,
    ReadActor,
    ReadClaim,
    ReadSuggestion,
    Spans,
    Unreadable,
    article,
    page_address,
)
from annotate.importing.readers.text_lines import TextFile

KINDS = ("allegation", "denial", "quote")
STATUSES = ("undecided", "tagged", "dismissed")
TYPES = ("person", "organisation", "government", "group", "document")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,18}")


def is_onrecord(record: Mapping) -> bool:
    """Whether a file's first record is an article that OnRecord has exported."""
    return isinstance(record.get("claims"), list) and {"text", "sha256", "all_claims"} <= record.keys()


def read_onrecord(file: TextFile) -> Iterator[Read]:
    """Each article with its claims, and a problem for every claim left out. Raises Unreadable.

    A text that is not the one that was exported comes in without claims, for nobody knows where they stand in it.
    """
    for place, record in records(file):
        if isinstance(record, str):
            yield Problem(place, record)
            continue
        try:
            yield from _article(place, record)
        except Unreadable as error:
            yield Problem(place, str(error))


def about(record: Mapping) -> dict[str, Any]:
    """What an export says of an article, as ReadArticle has it, without its text and claims."""
    return {
        **{name: _kept(record.get(name), LONGEST[name]) for name in ("title", "outlet", "author")},
        "url": page_address(_kept(record.get("url"), LONGEST["url"])),
        "published_at": _day(record.get("published")),
        "is_whole": record.get("all_claims") is True,
        "detection_note": _kept(record.get("detection_note"), 300),
    }


def is_text_of(record: Mapping, text: str) -> bool:
    """Whether this is the text whose SHA-256 an export tells."""
    return record.get("sha256") == hashlib.sha256(text.encode()).hexdigest()


def _article(place: str, record: Mapping) -> Iterator[Read]:
    text = record.get("text")
    if not isinstance(text, str):
        raise Unreadable("It has no text and was left out.")
    told = record["claims"] if isinstance(record.get("claims"), list) else []
    read = article(text)
    if is_text_of(record, read.text):
        claims, sentences = _claims(told, len(read.text))
    else:
        claims, sentences = [], ["Its text has been changed since it was exported, so it came in without its claims."]
    fields = about(record)
    yield replace(read, **fields | {"claims": tuple(claims), "is_whole": fields["is_whole"] and not sentences})
    yield from (Problem(place, sentence) for sentence in sentences)


def _claims(told: Sequence[object], length: int) -> tuple[list[ReadClaim], list[str]]:
    """The claims that can be read, and a sentence for each that cannot. `length` is the text's."""
    found: dict[int, ReadClaim] = {}
    sentences = []
    for number, each in enumerate(told):
        try:
            found[number] = _claim(each, length)
        except Unreadable as error:
            sentences.append(f"Claim {number + 1:,} was left out. {error}")
    place = {number: at for at, number in enumerate(found)}
    return [_tied(claim, number, place) for number, claim in found.items()], sentences


def _tied(claim: ReadClaim, number: int, place: Mapping[int, int]) -> ReadClaim:
    """The claim with its ties as places among those that could be read; one to itself is none."""
    others = {each: at for each, at in place.items() if each != number}
    suggestion = replace(claim.suggestion, answers=others.get(claim.suggestion.answers))
    return replace(claim, answers=others.get(claim.answers), repeats=others.get(claim.repeats), suggestion=suggestion)


def _claim(told: object, length: int) -> ReadClaim:
    if not isinstance(told, dict):
        raise Unreadable("It is no JSON object.")
    status, kind, suggested = told.get("status"), told.get("kind", ""), told.get("suggested_kind", "")
    if status not in STATUSES:
        raise Unreadable(f"‘{str(status)[:40]}’ is no status.")
    for each in (kind, suggested):
        if each not in ("", *KINDS):
            raise Unreadable(f"‘{str(each)[:40]}’ is no kind.")
    if (status == "tagged") != bool(kind):
        raise Unreadable("Its status and its kind contradict each other.")
    spans = _spans(told.get("spans"), length)
    if not spans:
        raise Unreadable("It marks no words.")
    return ReadClaim(
        spans,
        _spans(told.get("source"), length),
        _spans(told.get("cue"), length),
        kind=kind,
        actor=_actor(told.get("actor")) if kind else None,
        note=_words(told.get("note")),
        dismissed=status == "dismissed",
        drawn=told.get("drawn") is True,
        answers=_place(told.get("answers")) if kind == "denial" else None,
        answers_elsewhere=_elsewhere(told.get("answers")) if kind == "denial" else None,
        answered_elsewhere=_all_elsewhere(told.get("answered")) if kind == "allegation" else (),
        repeats=_place(told.get("repeats")),
        suggestion=ReadSuggestion(
            kind=suggested,
            actor=_actor(told.get("suggested_actor")),
            confidence=_share(told.get("confidence")),
            reason=_words(told.get("reason")),
            actor_confidence=_share(told.get("actor_confidence")),
            actor_reason=_kept(told.get("actor_reason"), 300),
            source_name=_kept(told.get("source_name"), 200),
            answers=_place(told.get("suggested_answers")),
            origin=_kept(told.get("origin"), 100),
        ),
    )


def _spans(told: object, length: int) -> Spans:
    pairs = told if isinstance(told, list) else []
    spans = tuple((each[0], each[1]) for each in pairs if isinstance(each, list) and len(each) == 2)
    sound = all(type(start) is int and type(end) is int and 0 <= start < end <= length for start, end in spans)
    if len(spans) < len(pairs) or not sound or any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise Unreadable("It marks no stretch of the text.")
    return spans


def _actor(told: object) -> ReadActor | None:
    if not isinstance(told, dict) or not (name := _kept(told.get("name"), LONGEST["actor"]).strip()):
        return None
    wikidata, type_ = _words(told.get("wikidata")), _words(told.get("type"))
    return ReadActor(
        name,
        type=type_ if type_ in TYPES else "",
        description=_kept(told.get("description"), 300),
        wikidata=wikidata if _WIKIDATA.fullmatch(wikidata) else "",
        is_exact=True,
    )


def _words(value: object) -> str:
    return NEVER_IN_TEXT.sub("", value) if isinstance(value, str) else ""


def _kept(value: object, longest: int) -> str:
    """The value as it was kept, whatever white space it has."""
    return _words(value)[:longest]


def _place(value: object) -> int | None:
    return value if type(value) is int else None


def _elsewhere(told: object) -> Elsewhere | None:
    if not isinstance(told, dict) or not _SHA256.fullmatch(sha256 := _words(told.get("sha256"))):
        return None
    try:
        spans = _spans(told.get("spans"), LARGEST_ARTICLE)
    except Unreadable:
        return None
    return Elsewhere(sha256, spans) if spans else None


def _all_elsewhere(told: object) -> tuple[Elsewhere, ...]:
    return tuple(filter(None, map(_elsewhere, told))) if isinstance(told, list) else ()


def _share(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and 0 <= value <= 1 else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
