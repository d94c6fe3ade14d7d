"""What a name is, and when two names are the same."""

import re
import unicodedata

LONGEST = 200
# Zero-width and direction marks: two names that look alike must be alike.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


class BadName(ValueError):
    """A name that no actor can have; the message says why, in a sentence for the editor."""


def clean(name: str) -> str:
    """The name as it is kept: composed characters, single spaces, nothing invisible.

    Raises BadName if nothing that can be read is left of it, or if it is longer than 200 characters.
    """
    name = " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", name.replace("\0", ""))).split())
    if not key(name):
        raise BadName("Type the actor's name: it needs at least one letter or digit.")
    if len(name) > LONGEST:
        raise BadName(f"An actor's name may have {LONGEST} characters; this one has {len(name):,}. Shorten it.")
    return name


def key(name: str) -> str:
    """The name without case, accents and punctuation, by which names are compared: "Émile  Zola's" is "emile zolas".

    At most 200 characters; "" for a name without letters and digits.
    """
    bare = (
        character
        for character in unicodedata.normalize("NFKD", name).casefold()
        if not unicodedata.combining(character) and character not in "'’"
    )
    return " ".join(re.findall(r"\w+", INVISIBLE.sub("", "".join(bare)).replace("_", " ")))[:LONGEST]
