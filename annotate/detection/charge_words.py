"""The words that make a charge, and those that point back to one."""

import re

CHARGE = re.compile(
    r"\b(?:accus(?:e|es|ed|ing|ations?)|alleg(?:es?|ed|edly|ing|ations?)|charged with|charges (?:of|against)|lawsuit"
    r"|blam(?:e|es|ed|ing)|su(?:ed|ing|es)|claims? (?:that|of)|rumou?rs|suggestions? (?:that|of)|complain(?:ed|ts?)"
    r"|denie[ds]|under investigation|criticism of|misconduct|prosecut(?:ors?|ion))\b",
    re.IGNORECASE,
)
"""Words of a sentence that makes a charge or reports one."""

ACCUSING_CUE = re.compile(
    r"\b(?:accus|alleg|blam|charge|sue[ds]?\b|suing|critici|condemn|attack|complain|denounc|slam|blast|rumou?r|suspect"
    r"|slur|speculat|suggestions?\b|lash|berat|hit out)",
    re.IGNORECASE,
)
"""Cues that accuse, and nouns for what is said against somebody."""

DOUBTING_CUE = re.compile(r"\b(?:claim|warn|liken|lament|demand|report)", re.IGNORECASE)
"""Cues of what may be an accusation."""

MISDEED = re.compile(
    r"\b(?:accus|alleg|blam|charge[ds]?\b|claims?\b|fail|faul?ts?\b|wrong|breach|br(?:oke|oken|eak)\b|illegal|unlawful"
    r"|crim|fraud|brib|corrupt|li(?:e[sd]?|ar|ars)\b|lying|mis(?:lead|led|us|conduct|treat|state)|cheat|dop(?:ed|ing)\b"
    r"|drugs?\b|abus|assault|attack|steal|stole|theft|murder|kill|racis|sexis|discriminat|harass|bull(?:y|ied)|neglig"
    r"|disgrace|shame|unfair|scandal|cover(?:ed)?[- ]?up|conceal|hid(?:den)?\b|secret|violat|damag|danger|harm|threat"
    r"|trial\b|guilty|responsible|plot|rift|row\b|split|copied|leak|spy|spie|forc|ruin|risk|unsafe|poison|pollut|rig)",
    re.IGNORECASE,
)
"""What people are accused of."""

_SAID = (
    r"(?:claims?|allegations?|accusations?|charges?|reports?|assertions?|arguments?|suggestions?|critici(?:sm|que)s?|rumou?rs?"
    r"|speculation|statements?|comments?|complaints?|stor(?:y|ies)|smears?|remarks?|counts)"
)
SAID = re.compile(rf"\b{_SAID}\b")
"""Nouns for something said, in lower case."""

POINTS_BACK = re.compile(
    rf"\b(?:these|those|such|this|that|the|all|any|both|his|her|their|[\w-]+['’]s?) (?:[\w-]+ ){{0,2}}{_SAID}\W*$"
    rf"|^\W*(?:at |against )?(?:[\w“”‘’\x22'-]+ ){{0,2}}{_SAID}\W*$"
    rf"|^\W*(?:any |the )?{_SAID} (?:of|about|over|against)\b"
    r"|^\W*(?:it|them|this|that|all|everything|so)\W*$"
    r"|\b(?:any|no|all) (?:such )?(?:[\w-]+ ){0,2}(?:wrong-?doing|involvement|knowledge|impropriety|liability|role"
    r"|links?|connections?|responsibility|part|misconduct)\b|\binnocen(?:ce|t)\b|\bnot guilty\b"
    r"|\bnothing (?:wrong|illegal|improper|untoward|inappropriate)\b"
    rf"|^\W*(?:(?:these|those|such|this|that|the|all|his|her|their|[\w-]+['’]s?) (?:[\w-]+ ){{0,2}}{_SAID}|it|that|this"
    r"|they) (?:is|are|was|were)\b",
    re.IGNORECASE,
)
"""A denial that only points back: the claims, any wrongdoing, it is not true."""

OWN_CLAIM = re.compile(rf"\b([A-Z][\w-]+)(?:['’]s|s['’]) (?:[\w-]+ ){{0,2}}{_SAID}\b")
"""A claim with its owner, whose name is group 1: Ms Roe’s latest claims."""

STATES_CHARGE = re.compile(
    r"\b(?:claim|allegation|accusation|charge|suggestion|report|rumou?r|assertion|argument|notion|idea)s? "
    r"(?:that|of)\b",
    re.IGNORECASE,
)
"""A denial that states its charge itself: the claim that it lied."""
