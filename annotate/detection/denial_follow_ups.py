"""Finds claims that continue a denial: “X denied it. The company has never done so, its spokeswoman said.”"""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.text.spans import join_spans
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

# Words and separators share no character, so there is only one way to match and the search stays fast.
_NEGATED_EARLY = re.compile(
    r"\W*(?:[\w'’]+[^\w'’]+){0,8}?(?:never|not|no|none|nobody|nothing|neither|without|\w+n['’]t)\b", re.IGNORECASE
)
_SAME_SIDE = re.compile(
    r"^(?:s?he|they|it|i|we|who)$|\bspokes|\b(?:lawyer|attorney|solicitor|counsel|barrister|agent|company|firm|club)s?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z]\w{2,}")


def mark_follow_ups(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the same attributions, but make a negated claim right after a denial by the same side a denial.

    found: in reading order.
    """
    marked: list[Attribution] = []
    for claim in found:
        follows = bool(marked) and claim.kind in (ALLEGATION, QUOTE) and _continues_denial(text, marked[-1], claim)
        marked.append(replace(claim, kind=DENIAL) if follows else claim)
    return marked


def _continues_denial(text: str, denial: Attribution, claim: Attribution) -> bool:
    if denial.kind != DENIAL or "\n" in text[denial.spans[0][0] : claim.spans[-1][1]]:
        return False
    denier, source = join_spans(text, denial.source), join_spans(text, claim.source)
    same_side = _SAME_SIDE.search(source) or set(_NAME.findall(source)) & set(_NAME.findall(denier))
    return bool(same_side and _NEGATED_EARLY.match(join_spans(text, claim.spans)))
