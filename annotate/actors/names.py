"""Clean actors' names for storing, and compare them. Pure Python."""

import unicodedata

import regex

from annotate.text.stream_safe import compose, decompose

LONGEST = 200  # characters, of a name and of its key
# Characters of a name before cleaning. Cleaning drops white space and invisible marks and joins letters with their
# accents; what is longer is a text, and too much to clean at each key that an editor presses.
LONGEST_TYPED = 10 * LONGEST
# Zero-width and direction marks: names that look alike must be alike.
INVISIBLE = regex.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Letters with a stroke, and joined letters: Unicode does not decompose them.
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
# Chinese and Japanese honorifics follow the name without a space.
TRAILING_HONORIFICS = ("先生", "女士", "小姐", "さん", "さま", "様", "氏")
# The space between two single letters: "u s" and "j k rowling" become "us" and "jk rowling".
INITIALS = regex.compile(r"(?<=\b[\p{L}\p{N}]) (?=[\p{L}\p{N}]\b)")
# Left out of a name's key. `text.titles.POST_NOMINALS` has more, but stored keys were made with these: a change needs a
# migration that makes all keys again.
KEYLESS_ENDINGS = frozenset("mp mep qc kc phd md esq obe mbe cbe".split())


class BadName(ValueError):
    """A name that no actor can have; the message tells the editor what to change."""


def clean_name(name: str) -> str:
    """Return the name as it is stored: composed characters, single spaces, nothing invisible.

    Raise BadName if no letter or digit remains, or if the name has more than 200 characters.
    """
    if len(name) > LONGEST_TYPED:
        raise _too_long(name)
    visible = "".join(character for character in name if unicodedata.category(character) != "Cs")
    name = compose(" ".join(INVISIBLE.sub("", visible.replace("\0", "")).split()))
    if not key_of_name(name):
        raise BadName("Type the actor's name: it needs at least one letter or digit.")
    if len(name) > LONGEST:
        raise _too_long(name)
    return name


def key_of_name(name: str) -> str:
    """Return the key by which names are compared: without case, accents, punctuation and honorifics.

    "Dr. Émile  Zola" becomes "emile zola", and "U.S." becomes "us". An honorific stays if only one word would remain:
    "Mrs Zola". At most 200 characters; "" for a name without letters and digits. Only the first 2,000 characters count.
    """
    name = _without_trailing_honorific(name[:LONGEST_TYPED])
    words = INITIALS.sub("", " ".join(regex.findall(r"[\p{L}\p{M}\p{N}]+", _fold(name)))).split()
    first, last = 0, len(words)
    while last - first > 2 and words[first] in HONORIFICS:
        first += 1
    while last - first > 2 and words[last - 1] in KEYLESS_ENDINGS:
        last -= 1
    return " ".join(words[first:last])[:LONGEST].strip()


def _too_long(name: str) -> BadName:
    return BadName(f"An actor's name can have at most {LONGEST} characters; this one has {len(name):,}. Shorten it.")


def without_honorific(name_key: str) -> str:
    """Return the key without its leading honorific, even if only one word remains: "mrs zola" becomes "zola"."""
    first, _, rest = name_key.partition(" ")
    return rest if rest and first in HONORIFICS else name_key


def _without_trailing_honorific(name: str) -> str:
    """Drop a Chinese or Japanese honorific if at least two characters remain."""
    bare = name.rstrip()
    honorific = next((honorific for honorific in TRAILING_HONORIFICS if bare.endswith(honorific)), "")
    return bare.removesuffix(honorific) if len(bare) - len(honorific) > 1 else name


def _fold(name: str) -> str:
    """Lower-case the name and drop its accents. Marks that carry a sound (Hindi, Thai, Japanese) stay."""
    letters = decompose(INVISIBLE.sub("", name)).casefold().translate(LETTERS)
    kept = (letter for letter in letters if not _is_accent(unicodedata.combining(letter)) and letter not in "'’ʼ`´")
    return compose("".join(kept))


def _is_accent(combining_class: int) -> bool:
    # From 200 up: marks above and below the letter. 10 to 35: points in Hebrew and Arabic, which most texts omit.
    return combining_class >= 200 or 10 <= combining_class <= 35
