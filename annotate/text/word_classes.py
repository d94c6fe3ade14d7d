"""Small closed word classes, in lower case, for detection and for resolving actors.

All lists here were written by hand from everyday English grammar, and checked against PolNeAR's development articles.
They are not complete. Words that only one module needs are added in that module.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BE = _set("is are was were be been being am 's 're")
HAVE = _set("has have had having 've")
DO = _set("do does did")
MODALS = _set("""
    will would can could may might must shall should wo ca cannot won't wouldn't couldn't can't shouldn't
    mustn't 'll 'd
""")
NEGATIONS = _set("""
    not never don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't couldn't
    can't cannot n't
""")
AUXILIARIES = BE | HAVE | DO | MODALS | NEGATIONS - {"never", "not"}

ADVERBS = _set("""
    also later then further again once often still now soon always already just even never not since long ever
    first thus therefore instead meanwhile nonetheless nevertheless however though both all each too only
    perhaps indeed sometimes almost quite flatly well ago
""")
NOT_ADVERBS = _set("""
    family ally reply only july italy assembly daily weekly monthly supply rally early likely emily kelly sally
    reilly billy holly molly bully apply comply imply rely ugly elderly anomaly
""")

PRONOUNS = _set("""
    he she they it we i you who there he's she's they're it's we're i'm you're he'd she'd they'd he'll she'll
    they'll it'll that's there's
""")
RELATIVES = _set("who which whom whose that")
BASIC_DETERMINERS = _set("""
    the a an this that these those his her its their our my your some any no every each both another
""")
DETERMINERS = BASIC_DETERMINERS | _set("many several most all such")
SUBORDINATORS = _set("""
    because while when as after before since although though if where whether than so but whereas unless until
    once that how why what and or nor yet like except
""")
CONJUNCTIONS = _set("and but or nor yet")
BASIC_PREPOSITIONS = _set("""
    in on at to for from with by of about after before during since under over into through against between
    among amid despite without within via per near outside inside throughout across upon around like behind
""")
PREPOSITIONS = BASIC_PREPOSITIONS | _set("following regarding concerning unlike besides beyond")
FRONTING = PREPOSITIONS | _set("""
    when while as if although though because since until once asked speaking writing meanwhile however but still
    also then later earlier now today yesterday so instead citing responding given
""")
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set("january february march april may june july august september october november december")
SHORT_MONTHS = _set("jan feb aug sept oct nov dec")
DAYS = WEEKDAYS | _set("today yesterday tonight tomorrow")
# Words that may come between a cue and its content, or next to a source, and belong to neither.
TIME = (
    DAYS
    | MONTHS
    | SHORT_MONTHS
    | _set("""
    earlier later recently again repeatedly afterward afterwards then here there sarcastically flatly bluntly
    simply publicly privately angrily too last this next week month year morning afternoon evening night
""")
)

DASHES = _set("– — -- ―")
OPENING_BRACKETS = _set("( [")
CLOSING_BRACKETS = _set(") ]")
COMMON_FINITES = _set("""
    has have had is are was were will would can could may might must should do does did 's 're 'll 'd hasn't
    haven't isn't aren't wasn't weren't won't wouldn't can't couldn't don't doesn't didn't cannot he's she's
    it's they're we're i'm there's that's i've we've they've you've you're i'd he'd she'd he'll
""")

IRREGULAR_PASTS = _set("""
    became began bought broke brought built came chose cost drew drove fell felt flew fought found gave got grew held
    hid hit kept knew led left lost made meant met paid put ran rose said sank saw sent set shot sold spent spoke stole
    stood struck taught thought told took went won wore wrote
""")


def is_adverb(word: str) -> bool:
    """Return whether a word may be inside a group of verbs: *also*, *repeatedly*."""
    return word in ADVERBS or (word.endswith("ly") and word not in NOT_ADVERBS and len(word) > 4)
