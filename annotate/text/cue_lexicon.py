"""The verbs and nouns that attribute.

Sentences are cut with its help: “Why?” Smith asked. The lists were written by hand and checked against PolNeAR's
development articles. A verb's stance says what its subject does with the content: asserts it, denies it, or neither
(mute). Its pattern says where the content is:

- CLAUSE: a clause or words in quotation marks (said it was over; “It is over,” she said)
- TELL:   the same after an addressee (told reporters it was over)
- THAT:   a clause only after *that*, or words in quotation marks (the memo states that …); otherwise a topic
- OBJECT: the verb's object is the content (criticised the plan)
- DO:     an infinitive, a clause or an object (promised to leave)
"""

from dataclasses import dataclass

from annotate.text.inflection import ING, PAST, THIRD, inflect

ASSERTS, DENIES, MUTE = "asserts", "denies", "mute"
CLAUSE, TELL, THAT, OBJECT, DO = "clause", "tell", "that", "object", "do"


@dataclass(frozen=True, slots=True)
class Verb:
    """A lemma with the particles that follow it, its stance and its pattern."""

    lemma: str
    particles: tuple[str, ...]
    stance: str
    pattern: str


_VERBS = {
    (ASSERTS, CLAUSE): """
        say, add, note, argue, claim, allege, insist, assert, contend, declare, state, explain, warn,
        suggest, announce, acknowledge, admit, concede, confirm, predict, conclude, stress, emphasise, reiterate,
        observe, remark, reply, respond, continue, tweet, write, recall, complain, boast, brag, joke, quip, lament,
        estimate, recount, confess, testify, affirm, opine, muse, counter, retort, caution, point out,
        indicate, imply, reveal, disclose, speculate, theorise, deem, rule, determine, report, posit, proclaim, exclaim,
        bemoan, sneer, snap, shout, yell, whisper, repeat, make clear, make it clear, make the case,
        chant, bluster, fume, deadpan, chime in, interject, put it, fire back, shoot back, hit back,
        swear, attest, profess, intone, volunteer, mention""",
    (ASSERTS, TELL): "tell, remind, assure, inform, notify, advise, convince, brief, caution, warn",
    (ASSERTS, THAT): """
        show, find, maintain, demonstrate, prove, signal, agree, underscore, underline, highlight, echo, hold,
        post, read, discover, certify, hint, rate, learn, project, forecast, foresee, publish, express concern,
        express concerns, express fear, express fears, express confidence, plead, cry, laugh, speak, sum up, begin""",
    (ASSERTS, OBJECT): """
        criticise, accuse, blame, praise, attack, blast, denounce, condemn, mock, slam, bash, decry, deride,
        ridicule, chide, rebuke, rip, hammer, hail, tout, laud, applaud, fault, lambast, lambaste, scold, castigate,
        assail, call, describe, characterise, brand, label, dub, portray, depict, compare, liken, cast, downplay,
        compliment, call out, take aim at, lash out at, hit out at, trash, savage, excoriate, berate, charge,
        commend, disparage, insult, allude to, defend, cite""",
    (ASSERTS, DO): "promise, vow, pledge, threaten, guarantee",
    (DENIES, OBJECT): """
        deny, reject, dismiss, refute, dispute, rebut, contradict, disavow, push back against, push back on,
        push back, brush off, brush aside, shoot down, rubbish, debunk, repudiate, disclaim, scoff at, play down,
        contest, wave away, take issue with, knock down, hit back at, fire back at, laugh off, swat away, swat aside,
        bat away, shrug off, fend off, pour scorn on, pour cold water on, fly in the face of""",
    (MUTE, THAT): "hope, wish, fear, worry, wonder, believe, think, feel, doubt, expect, dream, suspect, know, assume",
    (MUTE, DO): """
        want, ask, urge, plan, hope, seek, refuse, decline, propose, offer, agree, demand, order, request,
        call for, call on, call upon, push for, encourage, beg, implore, beseech, ask for, vote, aim, intend,
        decide, recommend, consider, invite, instruct, command, petition""",
    (MUTE, OBJECT): """
        question, support, oppose, endorse, back, reference, discuss, talk about, speak about, thank, salute,
        refer to, comment on, apologise, apologise for, challenge, favour, embrace, sign, review, see,
        wonder, welcome""",
}

# Words so common in other meanings that the rules do not look for them. They decide the kind where a cue is known.
_VERBS_OF_KNOWN_CUES = {
    (ASSERTS, CLAUSE): "quote",
    (ASSERTS, THAT): "hear, judge, advertise",
    (ASSERTS, OBJECT): "point to, hint at, tear into",
    (DENIES, OBJECT): "see off, fight, fight off, scotch, quash, disown, discount, disagree with, quarrel with",
}

# Forms that are usually another word: cues only right before words in quotation marks.
SPEECH_ONLY = frozenset(
    """
    lies lie reads read raises raised rates rated holds held begins began begun backs casts hits posts post
    posted rules rule posting published projects project savage trash label brand dub laughs laughed laugh
    contest contests ruling finding findings holding reading rating casting raising repeated sum spoke speaks
    speaking publishing learning
""".split()
)

_PLAIN_NOUNS = {
    ASSERTS: """claim allegation accusation assertion argument contention insistence conclusion warning prediction
        promise pledge vow threat admission acknowledgement charge complaint suggestion announcement revelation
        statement report narrative speculation theory rumour rumor finding""",
    DENIES: "denial rejection dismissal rebuttal",
    MUTE: "hope belief fear question idea view opinion concern demand expectation suspicion",
}

SETTING_NOUNS = frozenset(
    """
    interview interviews statement speech tweet tweets letter email post briefing conference rally debate memo
    report article appearance call hearing filing video release op-ed column testimony essay message ruling
""".split()
)

# Nouns for something said: rejecting one of these is a denial, rejecting a treaty is not.
ACCUSATIONS = frozenset(
    """
    claim claims allegation allegations accusation accusations charge charges report reports suggestion
    suggestions assertion assertions argument arguments criticism criticisms notion idea rumour rumours rumor
    rumors speculation narrative theory theories insinuation insinuations complaint complaints characterisation
    characterization statement statements conclusion findings finding reproach involvement wrongdoing fault
    responsibility lie lies concern concerns comparison contention story stories attacks comments remarks
    talk gossip fears innuendo smear smears slur slurs version account accounts portrayal depiction figures data
    estimates evidence assessment perception possibility myth blame critique hypothesis
""".split()
)


def _index_forms(*lists: dict[tuple[str, str], str]) -> dict[str, list[tuple[Verb, str]]]:
    """The verbs that each form may be, those with most particles first."""
    table: dict[str, list[tuple[Verb, str]]] = {}
    for (stance, pattern), names in (entry for verbs in lists for entry in verbs.items()):
        for name in names.replace("\n", " ").split(","):
            lemma, *particles = name.split()
            verb = Verb(lemma, tuple(particles), stance, pattern)
            for form, tag in inflect(lemma).items():
                table.setdefault(form, []).append((verb, tag))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0].particles))
    return table


VERB_FORMS = _index_forms(_VERBS)
"""For each form its verbs and its tags: most particles first, then in the order of the lists above."""

CUE_FORMS = _index_forms(_VERBS, _VERBS_OF_KNOWN_CUES)
"""The same for words that are known to be part of a cue."""

SPEECH_VERBS = frozenset(
    form
    for form, entries in VERB_FORMS.items()
    if entries[0][1] in (PAST, THIRD, ING)
    and any(verb.pattern in (CLAUSE, TELL) or verb.lemma == "ask" for verb, _ in entries)
)

NOUNS = {
    noun + ending: stance for stance, nouns in _PLAIN_NOUNS.items() for noun in nouns.split() for ending in ("", "s")
}
"""For each noun that attributes a that-clause, its stance."""
