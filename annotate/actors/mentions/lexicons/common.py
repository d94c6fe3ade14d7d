"""Words that are not names, although a sentence or headline may capitalise them, and function words."""

from annotate.text.word_classes import BASIC_DETERMINERS, BASIC_PREPOSITIONS, MONTHS, SHORT_MONTHS, WEEKDAYS
from annotate.text.word_classes import RELATIVES as RELATIVE_PRONOUNS

DETERMINERS = BASIC_DETERMINERS
PREPOSITIONS = BASIC_PREPOSITIONS | frozenset("toward towards as than including until off along".split())
RELATIVES = RELATIVE_PRONOUNS | frozenset("where when while".split())
PRONOUNS = frozenset(
    """
    i me my mine you your he him his she her hers it its we us our they them their who whom which one himself
    herself themselves itself each both
    """.split()
)
CALENDAR = (
    WEEKDAYS | (MONTHS - {"may"}) | SHORT_MONTHS | frozenset("am pm a.m. p.m. easter christmas thanksgiving".split())
)
NOT_NAMES = (
    DETERMINERS
    | PREPOSITIONS
    | RELATIVES
    | (PRONOUNS - {"us"})
    | CALENDAR
    | frozenset(
        """
    unlike aside neither either and but or nor so yet if because although though whether unless however still
    also then thus hence therefore meanwhile moreover furthermore nevertheless nonetheless instead otherwise
    besides later earlier now today yesterday tomorrow once here there why how what when where yes no not
    never ever even just only again perhaps maybe indeed clearly obviously apparently reportedly allegedly
    recently currently finally eventually initially previously originally ultimately generally typically
    usually often sometimes always rarely already soon almost nearly about roughly more most less least much
    many few several all such other others same own according asked speaking citing noting adding calling
    saying given based following despite regardless rather too very quite last next first second third one two
    three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
    billion is are was were be been being am do does did has have had having will would shall should can could
    may might must let lets make makes made take get got go goes going went come comes came say says said tell
    tells told ask asks think thinks know knows see look want wants need needs give keep put thank thanks
    please well okay oh hey people everyone someone anyone nobody nothing everything something anything asked
    critics officials experts analysts supporters opponents voters protesters residents investigators
    prosecutors police authorities lawmakers aides advisers sources researchers scientists studies polls old
    local private former current late early young good bad great big small long short high low right left real
    true better best worse worst nearly every half part whether photo image video editor reporting abstract
    full text update updated breaking exclusive watch read related story continue advertisement share
    copyright source twitter facebook i'm i've i'd i'll it's that's there's he's she's they're we're we've
    don't didn't doesn't isn't wasn't aren't can't won't couldn't wouldn't shouldn't let's what's who's you're
    i'd elsewhere overall together alone apart additional further anyway likewise similarly conversely
    consequently accordingly additionally unfortunately fortunately surprisingly interestingly importantly
    sadly ironically top
    """.split()
    )
) - {"police", "us", "may", "will", "first"}

# After a hyphen these make a name an adjective: "Acme-owned", "Roe-style"; and before one, a number: "Twenty-two".
NO_NAME_TAILS = frozenset(
    "style era led backed based controlled born educated like friendly related wide owned run affiliated".split()
)
TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())

# Words between a name and its verb that do not make the name the object.
SUBJECT_LEADS = frozenset(
    "and but as when while because that if though although after before since whether where until unless so".split()
)
SPEECH = frozenset(
    """
    said says say saying told tells added adds wrote writes claimed claims argued argues noted notes warned
    warns asked insisted insists explained explains stated states replied responded continued suggested
    alleged announced declared tweeted predicted promised vowed denied demanded acknowledged admitted conceded
    observed recalled according called testified asserted maintained concluded reported joked quipped
    cautioned countered
    """.split()
)
BE = frozenset("is was becomes became remains".split())

# Adjectives that begin names, but only before another capitalised word: "New York", "National Rally".
OPENERS = frozenset("new national federal state public united royal central first better".split())

CLUBS = frozenset("united city rovers rangers athletic wanderers".split())  # short for a club's name

# Common words that can continue a name: "Grand Old Party", "USA Today".
INNER = frozenset("old big great good real young high long one two today people next watch".split())
