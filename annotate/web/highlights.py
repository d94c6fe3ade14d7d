"""An article's text as HTML, with its claims, sources and cues."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from annotate.models import Claim
from annotate.web.highlighting import Paragraph, Segment

register = template.Library()


@register.simple_tag
def highlighted(paragraphs: Iterable[Paragraph], active: int | str = "", out_of_band: bool = False) -> SafeString:
    """The paragraphs with a link for each run of text inside a claim; `active` is the claim whose card is open.

    `out_of_band` ones take the place of those on the page that begin where they do.
    """
    swap = mark_safe(' hx-swap-oob="true"') if out_of_band else ""
    return format_html_join(
        "\n",
        '<p id="p-{}" data-start="{}"{}>{}</p>',
        (
            (
                paragraph.start,
                paragraph.start,
                swap,
                mark_safe("".join(_run(each, active) for each in paragraph.segments)),  # nosec B703: escaped by _run
            )
            for paragraph in paragraphs
        ),
    )


@register.filter
def ids(claims: Sequence[Claim]) -> str:
    """The claims' ids, with spaces between."""
    return " ".join(str(claim.pk) for claim in claims)


@register.filter
def spans(places: Iterable[Sequence[int]]) -> str:
    """[[12, 40], [52, 80]] as "12-40;52-80", as forms and exports write it."""
    return ";".join(f"{start}-{end}" for start, end in places)


@register.filter
def percent(share: float) -> str:
    """0.823 as "82%"."""
    return f"{share:.0%}"


def _run(segment: Segment, active: int | str) -> SafeString:
    part = _part(segment, active)
    claim = segment.claim
    if claim is None:
        return format_html("<span{}>{}</span>", part, segment.text) if part else escape(segment.text)
    first = claim.pk in segment.opens
    # One stop of the Tab key for each claim, at its first run.
    place = format_html(' id="claim-{}"', claim.pk) if first else mark_safe(' tabindex="-1"')
    return format_html(
        '{}<a class="claim {} {}{}" href="?claim={}#claim-{}" data-claim="{}" data-in="{}"{}{}{}>{}</a>',
        _anchors(segment, claim),
        claim.status,
        claim.kind,
        " first" if first else "",
        claim.pk,
        claim.pk,
        claim.pk,
        _joined(segment.within),
        place,
        mark_safe(' aria-current="true"') if active in segment.within else "",
        part,
        segment.text,
    )


def _anchors(segment: Segment, claim: Claim) -> SafeString:
    """Places for the links to claims that begin here but are covered by an inner one."""
    covered = [(claim_id,) for claim_id in segment.opens if claim_id != claim.pk]
    return format_html_join("", '<span id="claim-{}"></span>', covered)


def _part(segment: Segment, active: int | str) -> SafeString:
    """Attributes for a run inside a source or a cue."""
    marked = [(name, of) for name, of in (("source", segment.source_of), ("cue", segment.cue_of)) if of]
    return format_html_join(
        "",
        ' data-{}="{}"{}',
        ((name, _joined(of), mark_safe(" data-marked") if active in of else "") for name, of in marked),
    )


def _joined(claim_ids: Iterable[int]) -> str:
    return " ".join(map(str, claim_ids))
