"""The entities that the names in an article mean."""

from dataclasses import dataclass, field

from annotate.vocabulary import GROUP, PERSON


@dataclass(slots=True)
class Entity:
    """A person, organisation, government, group or document in the article, under its fullest name.

    `type` is a value of `Actor.Type`, "thing" for something that cannot speak, or "" if unknown.
    """

    name: str
    type: str
    key: tuple[str, ...]
    gender: str = ""  # "f", "m" or ""
    certain: bool = False  # whether its type is beyond doubt
    full_names: int = 0  # mentions by a name that only this entity has
    first_seen: int = 0  # index of the token of its first mention
    words: set[str] = field(default_factory=set)  # role words from descriptions of it
    heads: set[str] = field(default_factory=set)  # those of them that say what it is
    description: str = ""
    members: tuple["Entity", ...] = ()  # the entities that a joint source consists of

    @property
    def is_named(self) -> bool:
        """Whether the article names it."""
        return bool(self.name)

    @property
    def is_person(self) -> bool:
        """Whether it is a person, or may be one."""
        return self.type in {PERSON, ""}

    @property
    def may_be_body(self) -> bool:
        """Whether it may be an organisation, because nothing says that it is a person."""
        return not self.type and not self.certain and not self.gender

    @property
    def is_plural(self) -> bool:
        """Whether "they" can mean it."""
        return bool(self.members) or self.type == GROUP


def make_unnamed(type_: str, gender: str = "") -> Entity:
    """Return an entity for somebody whom the article mentions without a name."""
    return Entity(name="", type=type_, key=(), gender=gender, certain=True)


def join_entities(members: list[Entity]) -> Entity:
    """Return the joint entity of several, "A, B and C"; persons together are a group."""
    names = [member.name for member in members]
    name = f"{', '.join(names[:-1])} and {names[-1]}"
    types = {member.type or PERSON for member in members}
    type_ = types.pop() if len(types) == 1 else GROUP
    return Entity(
        name=name,
        type=GROUP if type_ == PERSON else type_,
        key=tuple(name.lower().split()),
        certain=True,
        members=tuple(members),
    )
