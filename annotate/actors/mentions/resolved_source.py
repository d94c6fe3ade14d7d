"""The result of resolving one source."""

from dataclasses import dataclass, replace

from annotate.actors.mentions.entity import Entity

UNSETTLED = 0.7  # confidence at most, if the article leaves open who is meant


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """The entity that a source means, None if the article names nobody, with a confidence from 0 to 1.

    `rule` says how it was found (see the phrases in `explanations`). `rivals` are others whom the source could mean,
    most likely first. `owner` is set if the source belongs to somebody other than `entity`: "her campaign".
    """

    entity: Entity | None
    confidence: float
    rule: str = ""
    rivals: tuple[Entity, ...] = ()
    owner: Entity | None = None

    def with_rivals(self, rivals: list[Entity]) -> "ResolvedSource":
        """Return the same with others whom the source could mean, and a lower confidence if there are any."""
        named = tuple(rival for rival in rivals if rival.is_named)
        if self.entity is None or not named:
            return self
        return replace(self, rivals=named, confidence=min(self.confidence, UNSETTLED))


NOBODY = ResolvedSource(None, 0.0)
