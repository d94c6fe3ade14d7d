"""Inflects English verbs, so that lexicons list each verb only once."""

_VOWELS = "aeiou"

# lemma: (past, past participle)
_IRREGULAR = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "find": ("found", "found"),
    "hold": ("held", "held"),
    "think": ("thought", "thought"),
    "know": ("knew", "known"),
    "put": ("put", "put"),
    "go": ("went", "gone"),
    "make": ("made", "made"),
    "swear": ("swore", "sworn"),
    "show": ("showed", "shown"),
    "lay": ("laid", "laid"),
    "speak": ("spoke", "spoken"),
    "read": ("read", "read"),
    "see": ("saw", "seen"),
    "seek": ("sought", "sought"),
    "feel": ("felt", "felt"),
    "foresee": ("foresaw", "foreseen"),
    "shoot": ("shot", "shot"),
    "withdraw": ("withdrew", "withdrawn"),
    "forbid": ("forbade", "forbidden"),
    "hit": ("hit", "hit"),
    "retell": ("retold", "retold"),
    "take": ("took", "taken"),
    "learn": ("learned", "learnt"),
    "bet": ("bet", "bet"),
    "understand": ("understood", "understood"),
    "forget": ("forgot", "forgotten"),
    "tear": ("tore", "torn"),
    "hear": ("heard", "heard"),
    "fight": ("fought", "fought"),
    "fly": ("flew", "flown"),
}
_DOUBLED = frozenset("admit refer rebut submit permit concur rip slam infer plan blog quip beg pan swat bat".split())

BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"


def inflect(lemma: str) -> dict[str, str]:
    """Return the forms of a lemma, each with its tag, and for -ise the spellings with -ize as well.

    If past and participle are the same form, its tag is PAST.
    """
    forms = _forms(lemma)
    if lemma.endswith("ise") and len(lemma) > 6:
        forms = {**forms, **_forms(lemma[:-3] + "ize")}
    return forms


def _forms(lemma: str) -> dict[str, str]:
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    past, participle = _IRREGULAR.get(lemma, (_past(stem), _past(stem)))
    return {participle: PARTICIPLE, past: PAST, lemma: BASE, _third(lemma): THIRD, _ing(stem): ING}


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    return stem[:-1] + "ied" if _consonant_y(stem) else stem + "ed"


def _third(lemma: str) -> str:
    if _consonant_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "go")) else "s")


def _ing(stem: str) -> str:
    return stem[:-1] + "ing" if stem.endswith("e") and not stem.endswith("ee") else stem + "ing"


def _consonant_y(stem: str) -> bool:
    return stem.endswith("y") and stem[-2] not in _VOWELS
