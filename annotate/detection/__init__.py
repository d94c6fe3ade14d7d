"""Finds what an article reports somebody to have said or denied.

Pure: a text in, attributions out; no settings, no clock, no network, no database.
"""

from annotate.detection.attribution import KINDS, Attribution, Span
from annotate.detection.finding import detect, find_attributions

VERSION = "rules-1"

__all__ = ["KINDS", "VERSION", "Attribution", "Span", "detect", "find_attributions"]
