"""Finds what an article reports somebody to have said or denied.

Pure: a text in, attributions out; no settings, no clock, no network, no database.
"""

from annotate.detection.attribution import Attribution
from annotate.detection.detector import detect, doubts, find_attributions, find_by_rules, version
from annotate.detection.model_detector import load_model, use_threads

__all__ = [
    "Attribution",
    "detect",
    "doubts",
    "find_attributions",
    "find_by_rules",
    "load_model",
    "use_threads",
    "version",
]
