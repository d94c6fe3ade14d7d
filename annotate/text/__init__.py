"""Read a text once, for all modules that need its sentences and words.

Pure: imports nothing else of the project.
"""

from annotate.text.document import Document
from annotate.text.spans import Span, join_spans

__all__ = ["Document", "Span", "join_spans"]
