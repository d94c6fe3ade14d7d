"""Which claims go on with a denial: “X denied it. The company has never done so, its spokeswoman said.”"""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.text.spans import join_spans
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

# Words and what stands between them share no character, so there is one way to read them and the match stays quick.
_NEGATED_EARLY = re.compile(
    r"\W*(?:[\w'’]+[^\w'’]+){0,8}?(?:never|not|no|none|nobody|nothing|neither|without|\w+n['’]t)\b", re.IGNORECASE
)
_SAME_SIDE = re.compile(
    r"^(?:s?he|they|it|i|we|who)$|\bspokes|\b(?:lawyer|attorney|solicitor|counsel|barrister|agent|company|firm|club)s?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z]\w{2,}")


def with_follow_ups(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The same attributions, in reading order; a negated claim right behind a denial by the same side is one too."""
    known: list[Attribution] = []
    for one in found:
        goes_on = bool(known) and one.kind in (ALLEGATION, QUOTE) and _goes_on(text, known[-1], one)
        known.append(replace(one, kind=DENIAL) if goes_on else one)
    return known


def _goes_on(text: str, denial: Attribution, one: Attribution) -> bool:
    if denial.kind != DENIAL or "\n" in text[denial.spans[0][0] : one.spans[-1][1]]:
        return False
    by_whom, who = join_spans(text, denial.source), join_spans(text, one.source)
    same_side = _SAME_SIDE.search(who) or set(_NAME.findall(who)) & set(_NAME.findall(by_whom))
    return bool(same_side and _NEGATED_EARLY.match(join_spans(text, one.spans)))
