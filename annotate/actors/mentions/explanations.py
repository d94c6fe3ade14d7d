"""Telling an editor, in the article's own words, why a source is taken for somebody."""

from annotate.actors.mentions.resolved_source import ResolvedSource

LONGEST = 120  # of a reason
LONGEST_WORDS = 50  # of the source's words in it
_COUNTS = {2: "two", 3: "three"}
_PHRASES = {
    "joint": "named here together as {words}",
    "called": "named here in {words}",
    "apposition": "named here in {words}",
    "utterance": "named here in {words}",
    "example": "named as one of those in {words}",
    "voice": "{words} speaks for {name}",
    "office": "{words} speaks for {name}",
    "document": "{words} comes from {name}",
    "institution": "{words} stands for {name}",
    "pronoun": "{words} is taken for {name}, {where}",
    "several": "{words} stands for {name}",
    "former": "{words} is {name}, the first of the two named just before",
    "latter": "{words} is {name}, the second of the two named just before",
    "described": "{words} describes {name}",
    "near": "{words} is taken for {name}, {where}",
    "of its owner": "{words} comes from {name}",
    "owned": "{words} belongs to {owner}",
    "document before": "{words} is taken for the one before, from {name}",
}


def reason(answer: ResolvedSource, words: str, mentioned: str, where: str) -> str:
    """Why the source is taken for the one in `answer`, who must be somebody; a phrase without a full stop.

    `words` are the source's, `mentioned` the name in it, or "", and `where` says where the article names that one.
    """
    name = answer.entity.name if answer.entity else ""
    if answer.rivals:
        return _cut(_open(answer, _quoted(words)), LONGEST)
    if answer.rule == "name":
        return _cut(_named(name, mentioned, words), LONGEST)
    owner = answer.of.name if answer.of else name
    phrase = _PHRASES.get(answer.rule, "{words} is taken for {name}")
    return _cut(phrase.format(words=_quoted(words), name=name, owner=owner, where=where), LONGEST)


def _open(answer: ResolvedSource, words: str) -> str:
    """The reason where the article leaves open who is meant."""
    names = [each.name for each in (answer.entity, *answer.rivals) if each]
    either = f"{', '.join(names[:-1])} or {names[-1]}"
    if answer.rule == "name":
        return f"a name that {_COUNTS.get(len(names), 'several')} bear here: {either}"
    return f"{words} could be {either}"


def _named(name: str, mentioned: str, words: str) -> str:
    """The reason where the source is a name, which need not be the fullest, or goes on about one."""
    if not mentioned:
        return f"named here in {_quoted(words)}"
    return "named here" if mentioned == name else f"named here as {_quoted(mentioned)}"


def _quoted(words: str) -> str:
    """The source's words in quotation marks, cut if there are many."""
    return f"‘{_cut(words, LONGEST_WORDS)}’"


def _cut(words: str, longest: int) -> str:
    """The words, cut between two of them where they are longer than that."""
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    return f"{(kept.rpartition(' ')[0] or kept).rstrip(' ,;:')}…"


def where(sentences: int | None, spoke: bool, is_person: bool) -> str:
    """Where the article names the one whom a pronoun means; `sentences` back, None if it does so only later."""
    if spoke:
        return "who spoke just before" if is_person else "the source just before"
    if sentences is None:
        return "named only later"
    return "named just before" if sentences <= 1 else "named before"
