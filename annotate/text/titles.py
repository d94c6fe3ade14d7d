"""Abbreviated titles before a name, and the letters after one.

Written by hand from American and British newspaper style.
"""

# With the full stop, as `article_tokens` cuts them; each with the role that it names, or "".
ABBREVIATIONS = {
    "mr.": "", "mrs.": "", "ms.": "", "mx.": "", "messrs.": "", "sen.": "senator", "sens.": "senator",
    "rep.": "representative",
    "reps.": "representative", "gov.": "governor", "govs.": "governor", "dr.": "doctor", "drs.": "doctor",
    "prof.": "professor", "rev.": "reverend", "gen.": "general", "lt.": "lieutenant", "col.": "colonel",
    "sgt.": "sergeant", "capt.": "captain", "adm.": "admiral", "maj.": "major", "cmdr.": "commander",
    "del.": "delegate", "hon.": "", "pres.": "president", "supt.": "superintendent", "msgr.": "monsignor",
    "fr.": "father", "atty.": "attorney", "brig.": "brigadier", "sec.": "secretary", "det.": "detective",
    "cpl.": "corporal",
}  # fmt: skip
# British style omits the stop. Those that are also names or words are left out: Sen, Rep, Gen, Adm, Sec.
ABBREVIATIONS |= {
    word: ABBREVIATIONS[f"{word}."]
    for word in "mr mrs ms mx messrs dr drs prof rev lt col sgt capt cpl supt det brig cmdr".split()
} | {
    "miss": "", "ch": "", "insp": "inspector", "insp.": "inspector", "dci": "inspector", "pc": "officer",
    "cllr": "councillor",
}  # fmt: skip
# After a name, in capitals.
POST_NOMINALS = frozenset("kc qc mp mep msp mla td obe mbe cbe dbe kbe phd md jp frs".split())
