"""Explain to an editor, in the article's words, why a source means a certain actor."""

from annotate.actors.mentions.resolved_source import ResolvedSource

LONGEST = 120  # characters of an explanation
LONGEST_WORDS = 50  # characters of the source's words in it
_NAMED_IN = "named here in {words}"
_PHRASES = {  # by rule
    "joint": "named here together as {words}",
    "called": _NAMED_IN,
    "apposition": _NAMED_IN,
    "utterance": _NAMED_IN,
    "example": "named here as an example in {words}",
    "voice": "{words} speaks for {name}",
    "office": "{words} speaks for {name}",
    "document": "{words} comes from {name}",
    "institution": "{words} refers to {name}",
    "pronoun": "{words} refers to {name}, {place}",
    "several": "{words} refers to {name}",
    "former": "{words} is {name}, the first of the two names just before",
    "latter": "{words} is {name}, the second of the two names just before",
    "described": "{words} describes {name}",
    "near": "{words} probably refers to {name}, {place}",
    "of its owner": "{words} comes from {name}",
    "owned": "{words} belongs to {owner}",
    "document before": "{words} probably refers to the document before, from {name}",
}


def explain_source(resolved: ResolvedSource, words: str, mentioned: str, place: str) -> str:
    """Return why the source means its entity, as a phrase without a full stop.

    `words` are the source's words, `mentioned` is the name in it or "", and `place` says where the article names the
    entity. The source must have been resolved to an entity.
    """
    name = resolved.entity.name if resolved.entity else ""
    if resolved.rivals:
        return _shorten(_explain_open(resolved, _quote(words)), LONGEST)
    if resolved.rule == "name":
        return _shorten(_explain_name(name, mentioned, words), LONGEST)
    owner = resolved.owner.name if resolved.owner else name
    phrase = _PHRASES.get(resolved.rule, "{words} refers to {name}")
    return _shorten(phrase.format(words=_quote(words), name=name, owner=owner, place=place), LONGEST)


def _explain_open(resolved: ResolvedSource, words: str) -> str:
    """Explain a source that could mean several."""
    names = [entity.name for entity in (resolved.entity, *resolved.rivals) if entity]
    choice = f"{', '.join(names[:-1])} or {names[-1]}"
    if resolved.rule == "name":
        return f"this name could be {choice}"
    return f"{words} could be {choice}"


def _explain_name(name: str, mentioned: str, words: str) -> str:
    """Explain a source that is a name, perhaps a shorter one, or that says more about it."""
    if not mentioned:
        return f"named here in {_quote(words)}"
    return "named here" if mentioned == name else f"named here as {_quote(mentioned)}"


def _quote(words: str) -> str:
    return f"“{_shorten(words, LONGEST_WORDS)}”"


def _shorten(words: str, longest: int) -> str:
    """Cut the words between two of them if they are too long."""
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    return f"{(kept.rpartition(' ')[0] or kept).rstrip(' ,;:')}…"


def describe_place(sentences: int | None, spoke: bool, is_person: bool) -> str:
    """Return where the article names the entity that a pronoun means.

    `sentences`: how many sentences earlier; None if only later. `spoke`: whether it was the last source.
    """
    if spoke:
        return "who spoke just before" if is_person else "the source just before"
    if sentences is None:
        return "named only later"
    return "named just before" if sentences <= 1 else "named before"
