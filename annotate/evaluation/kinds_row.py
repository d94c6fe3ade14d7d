"""A marked attribution with what the detector should say about it."""

from dataclasses import dataclass

from annotate.text import Span
from annotate.vocabulary import KINDS

OTHER = "other"
MARKED_KINDS = (*KINDS, OTHER)
DIRECT, MIXED, INDIRECT = FORMS = ("direct", "mixed", "indirect")
SOURCE_IS = ("name", "pronoun", "nominal", "none")


@dataclass(frozen=True, slots=True)
class KindsRow:
    """A marked attribution with the kind and the actor that it should get.

    `article` is the article's name. `kind` is a kind, or "other" if the attribution asserts nothing. `actor` is None if
    the article names nobody. `source_is`, one of SOURCE_IS, says how the source refers to the actor. `form` is one of
    FORMS, or None if the file doesn't say.

    `answers` is the id of the row that a denial answers. `targets` are the names of those whom a claim accuses, or who
    had been accused before a denial. `also` are other right actors (None: nobody named), and `alt` other right kinds
    ("other": it need not be shown). An `optional` row may be shown or not, with any kind and actor.
    """

    article: str
    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: str
    actor: str | None
    source_is: str
    cue: tuple[Span, ...] = ()
    form: str | None = None
    answers: str | None = None
    targets: tuple[str, ...] = ()
    also: tuple[str | None, ...] = ()
    alt: tuple[str, ...] = ()
    optional: bool = False

    @property
    def is_required(self) -> bool:
        """Whether it is a claim that must be shown, unless `alt` allows otherwise."""
        return self.kind != OTHER and not self.optional

    @property
    def may_be_shown(self) -> bool:
        return self.optional or any(kind != OTHER for kind in (self.kind, *self.alt))

    @property
    def start(self) -> Span:
        """The span that sets its place in reading order: the source, or else the content."""
        return (self.source or self.content)[0]
