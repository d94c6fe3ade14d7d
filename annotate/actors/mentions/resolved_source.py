"""What is found out about one source."""

from dataclasses import dataclass, replace

from annotate.actors.mentions.entity import Entity

UNSETTLED = 0.7  # at most, where the article leaves it open


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """Whom a source means, None for nobody whom the article names, and how surely.

    `rule` says by what it was found (the phrases in `telling` list them), `rivals` whom it could mean as well, most
    likely first, and `of` to whom the source belongs where it is not the one meant: "her campaign".
    """

    entity: Entity | None
    confidence: float
    rule: str = ""
    rivals: tuple[Entity, ...] = ()
    of: Entity | None = None

    def against(self, rivals: list[Entity]) -> "ResolvedSource":
        """The same with those whom the source could mean as well, if any, and no surer than that allows."""
        named = tuple(each for each in rivals if each.is_named)
        if self.entity is None or not named:
            return self
        return replace(self, rivals=named, confidence=min(self.confidence, UNSETTLED))
