"""The beat that an article's name gives."""

import re

OTHER_BEAT = "other"
_OUTLET_AND_DATE = re.compile(r"([a-z-]+)_\d{4}-\d\d-\d\d_")  # PolNeAR: breitbart_2016-09-25_title
_OUTLET_AND_SECTION = re.compile(r"([a-z]+\d{4})-(?:([a-z]+)-)?")  # bbc2004-sport-title, reuters1987-4570
_SPLITS = frozenset({"train", "dev", "test"})


def beat_of(name: str) -> str:
    """Return the outlet of an article, with the section if its name has one; “other” if it names no outlet."""
    if match := _OUTLET_AND_DATE.match(name):
        return match[1]
    if match := _OUTLET_AND_SECTION.match(name):
        outlet, section = match.groups()
        return f"{outlet} {section}" if section and section not in _SPLITS else outlet
    return OTHER_BEAT
