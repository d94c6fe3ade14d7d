"""Finds statements and denials that an article attributes to somebody.

Pure: a document in, attributions out; no settings, clock, network or database.
"""

from annotate.detection.attribution import Attribution
from annotate.detection.detector import detect, detector_version, find_attributions, find_by_rules, missing_claims_note
from annotate.detection.model_detector import load_model, use_threads

__all__ = [
    "Attribution",
    "detect",
    "detector_version",
    "find_attributions",
    "find_by_rules",
    "load_model",
    "missing_claims_note",
    "use_threads",
]
