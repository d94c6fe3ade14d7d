"""What a name is, and when two names are the same. Pure."""

import unicodedata

import regex

LONGEST = 200
# Zero-width and direction marks: two names that look alike must be alike.
INVISIBLE = regex.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Letters with a stroke or joined, which have no decomposition in Unicode.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
HONORIFICS = frozenset(
    """
    mr mrs ms mx miss mister messrs dr doctor prof professor sir dame lord lady rev reverend hon honourable honorable
    madam madame mme mlle monsieur herr frau fraulein senor senora senorita signor signora
    господин госпожа гн κυριοσ κυρια السيد السيدة الدكتور الدكتورة श्री श्रीमती
    """.split()
)
# They stand behind the name, without a space between.
HONORIFICS_BEHIND = ("先生", "女士", "小姐", "さん", "さま", "様", "氏")
# The space between two single letters: "u s" and "j k rowling" are "us" and "jk rowling".
INITIALS = regex.compile(r"(?<=\b[\p{L}\p{N}]) (?=[\p{L}\p{N}]\b)")
POST_NOMINALS = frozenset("mp mep qc kc phd md esq obe mbe cbe".split())


class BadName(ValueError):
    """A name that no actor can have; the message says why, in a sentence for the editor."""


def clean_name(name: str) -> str:
    """The name as it is kept: composed characters, single spaces, nothing invisible.

    Raises BadName if nothing that can be read is left of it, or if it is longer than 200 characters.
    """
    name = "".join(each for each in unicodedata.normalize("NFC", name) if unicodedata.category(each) != "Cs")
    name = " ".join(INVISIBLE.sub("", name.replace("\0", "")).split())
    if not key_of_name(name):
        raise BadName("Type the actor's name: it needs at least one letter or digit.")
    if len(name) > LONGEST:
        raise BadName(f"An actor's name may have {LONGEST} characters; this one has {len(name):,}. Shorten it.")
    return name


def key_of_name(name: str) -> str:
    """The name without case, accents, punctuation and honorifics, by which names are compared: "Dr. Émile  Zola" is
    "emile zola", and "U.S." is "us". An honorific stays where it is all that tells two apart: "Mrs Zola".

    At most 200 characters; "" for a name without letters and digits.
    """
    name = _without_honorific_behind(name)
    words = INITIALS.sub("", " ".join(regex.findall(r"[\p{L}\p{M}\p{N}]+", _bare(name)))).split()
    first, last = 0, len(words)
    while last - first > 2 and words[first] in HONORIFICS:
        first += 1
    while last - first > 2 and words[last - 1] in POST_NOMINALS:
        last -= 1
    return " ".join(words[first:last])[:LONGEST].strip()


def without_honorific(name_key: str) -> str:
    """The key without an honorific in front, even where only one word is left: "mrs zola" is "zola"."""
    first, _, rest = name_key.partition(" ")
    return rest if rest and first in HONORIFICS else name_key


def _without_honorific_behind(name: str) -> str:
    """The name without a Chinese or Japanese honorific at its end, if two characters and more are left."""
    bare = name.rstrip()
    behind = next((each for each in HONORIFICS_BEHIND if bare.endswith(each)), "")
    return bare.removesuffix(behind) if len(bare) - len(behind) > 1 else name


def _bare(name: str) -> str:
    """Small letters without accents. Marks that are letters of their own, as in Hindi, Thai or Japanese, stay."""
    letters = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).casefold().translate(LETTERS)
    kept = (each for each in letters if not _is_accent(unicodedata.combining(each)) and each not in "'’ʼ`´")
    return unicodedata.normalize("NFC", "".join(kept))


def _is_accent(combining_class: int) -> bool:
    # 200 and more: above and below the letter; 10 to 35: the points of Hebrew and Arabic, which most texts leave out.
    return combining_class >= 200 or 10 <= combining_class <= 35
