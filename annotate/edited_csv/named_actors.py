"""The actors that an edited CSV names."""

from collections import defaultdict
from collections.abc import Iterable

from annotate.actors.names import BadName, clean_name, key_of_name
from annotate.models import Actor


class NamedActors:
    """The actors that have one of these names or aliases. Makes a fixed number of queries."""

    def __init__(self, names: Iterable[str]) -> None:
        keys = {key_of_name(name) for name in names if name} - {""}
        self._names_by_key: defaultdict[str, list[str]] = defaultdict(list)
        for actor in Actor.objects.named(*keys).prefetch_related("aliases", "family__aliases"):
            merged = [actor, *actor.family.all()]
            own_keys = {same.key for same in merged} | {alias.key for same in merged for alias in same.aliases.all()}
            for key in own_keys & keys:
                self._names_by_key[key].append(actor.name)

    def is_known(self, name: str) -> bool:
        return bool(self._namesakes(name))

    def full_name(self, name: str) -> str:
        """Return the name of the only actor with this name or alias; else the name itself."""
        namesakes = self._namesakes(name)
        return namesakes[0] if len(namesakes) == 1 else name

    def find_problem(self, name: str) -> str:
        """Return a sentence that says why no actor can be linked by this name; "" if one can."""
        namesakes = self._namesakes(name)
        if len(namesakes) > 1 and key_of_name(name) not in map(key_of_name, namesakes):
            return f"Several actors are called ‘{name}’. Link this claim in the article."
        try:
            clean_name(name)
        except BadName as error:
            return str(error)
        return ""

    def _namesakes(self, name: str) -> list[str]:
        return self._names_by_key.get(key_of_name(name), [])
