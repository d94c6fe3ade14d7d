"""What the names of an article stand for."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entity:
    """One person, organisation, government, group or document of the article, under its fullest name."""

    name: str
    type: str
    key: tuple[str, ...]
    gender: str = ""  # "f", "m" or ""
    certain: bool = False  # whether its type is beyond doubt
    full_names: int = 0  # how often it stands under a name that only it has
    first_seen: int = 0  # index of the token where it stands first
    words: set[str] = field(default_factory=set)  # what describes it, in one form
    heads: set[str] = field(default_factory=set)  # those of the words that say what it is itself
    description: str = ""
    members: tuple["Entity", ...] = ()  # of a joint source

    @property
    def is_named(self) -> bool:
        """Whether the article gives it a name."""
        return bool(self.name)

    @property
    def is_person(self) -> bool:
        """Whether it is a person, or may be one."""
        return self.type in {"person", ""}

    @property
    def may_be_body(self) -> bool:
        """Whether its name leaves open whether it is a person, and nothing tells that it is one."""
        return not self.type and not self.certain and not self.gender

    @property
    def is_plural(self) -> bool:
        """Whether "they" means several."""
        return bool(self.members) or self.type == "group"


def unnamed(kind: str, gender: str = "") -> Entity:
    """One of whom the article speaks without a name."""
    return Entity(name="", type=kind, key=(), gender=gender, certain=True)


def joint(members: list[Entity]) -> Entity:
    """The joint source of several: "A and B", "A, B and C"; persons together are a group."""
    names = [member.name for member in members]
    name = f"{', '.join(names[:-1])} and {names[-1]}"
    kinds = {member.type or "person" for member in members}
    kind = kinds.pop() if len(kinds) == 1 else "group"
    return Entity(
        name=name,
        type="group" if kind == "person" else kind,
        key=tuple(name.lower().split()),
        certain=True,
        members=tuple(members),
    )
