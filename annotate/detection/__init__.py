"""Finds what an article reports somebody to have said or denied.

Pure: a text in, attributions out; no settings, no clock, no network, no database.
"""

from annotate.detection.attribution import ALLEGATION, DENIAL, KINDS, QUOTE, Attribution, Span
from annotate.detection.finding import detect, find_attributions, find_by_rules

VERSION = "rules-1"

__all__ = [
    "ALLEGATION",
    "DENIAL",
    "KINDS",
    "QUOTE",
    "VERSION",
    "Attribution",
    "Span",
    "detect",
    "find_attributions",
    "find_by_rules",
]
