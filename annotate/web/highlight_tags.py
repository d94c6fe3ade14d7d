"""An article's text as HTML, with its claims, and the source and the cue of the active one.

Plain Python, since an article may have thousands of segments. Only numbers and fixed words are not escaped.
"""

from collections.abc import Collection, Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotate.text.spans import format_spans
from annotate.web.highlighting import HighlightedParagraph, Segment

register = template.Library()
register.filter("spans", format_spans)


@register.simple_tag
def highlighted(
    paragraphs: Iterable[HighlightedParagraph],
    active: int | str = "",
    aside: Collection[int] = (),
    filter: str = "",
) -> SafeString:
    """Return the paragraphs' HTML, with a link for each segment inside a claim.

    active: the claim whose card is open. aside: ids of the claims that the page's filter leaves out. filter: that
    filter's query string.
    """
    address = f"?{escape(filter)}claim="
    shown = [
        f'<p id="p-{each.start}" data-start="{each.start}">'
        f"{''.join(_run(segment, active, aside or (), address) for segment in each.segments)}</p>"
        for each in paragraphs
    ]
    return mark_safe("\n".join(shown))  # nosec B308 B703: escaped by _run


@register.filter
def percent(share: float | str) -> str:
    """Write 0.823, or "0.823", as "82%"."""
    return f"{float(share):.0%}"


def _run(segment: Segment, active: int | str, aside: Collection[int], address: str) -> str:
    claim, text = segment.claim, escape(segment.text)
    part = f' data-part="{segment.part}"' if segment.part else ""
    if claim is None:
        return f"<span{part}>{text}</span>" if part else text
    pk = claim.pk
    is_first = pk in segment.opens
    # The Tab key stops once at each claim: at its first run.
    place = f' id="claim-{pk}"' if is_first else ' tabindex="-1"'
    look = f"claim {claim.status} {claim.kind}{' first' if is_first else ''}{' aside' if pk in aside else ''}"
    others = f' data-in="{" ".join(map(str, segment.within))}"' if len(segment.within) > 1 else ""
    current = ' aria-current="true"' if active in segment.within else ""
    link = (
        f'<a class="{look}" href="{address}{pk}#claim-{pk}"{place} data-claim="{pk}"{others}{current}{part}>{text}</a>'
    )
    return _anchors(segment, pk, aside) + link


def _anchors(segment: Segment, pk: int, aside: Collection[int]) -> str:
    """Return targets for links and for the focus of claims that begin here but have an inner claim on top.

    Without the focus, Enter would act on the claim that had it before.
    """
    covered = [each for each in segment.opens if each != pk]
    return "".join(
        f'<span id="claim-{each}" tabindex="-1"{_ASIDE if each in aside else ""}></span>' for each in covered
    )


_ASIDE = ' class="aside"'
