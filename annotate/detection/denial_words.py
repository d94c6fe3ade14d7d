"""The words that answer a charge, as patterns.

A pattern is searched only in a content with one of its words, because most contents have none of them. Only within a
word is a repetition unbounded, so every search stays linear.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

_NOT = frozenset("not n't never cannot".split())
_NO = frozenset("no nothing without".split())
_FALSE_WORDS = frozenset(
    """
    false untrue true unfounded baseless groundless merit foundation substance fabricated fabrication fabrications
    nonsense rubbish absurd ridiculous preposterous ludicrous laughable malicious slanderous libellous defamatory lie
    lies smear smears fiction myth incorrect inaccurate mark far-fetched unsubstantiated spurious bogus fake garbage
    wrong unfair misleading so case accurate correct
""".split()
)
_REJECT_WORDS = frozenset(
    form
    for stem in "reject refute dispute repudiate dismiss contradict rebut contest disprove".split()
    for form in (stem, stem + "s", stem + "d", stem + "ed", stem + "ted")
) | {"deny", "denies", "denied", "dismisses"}

_MARK = r"[\x22“'‘]?"
_CHARGE = (
    r"(?:claim|allegation|accusation|charge|report|rationale|suggestion|argument|rumou?r|assertion|complaint|"
    r"criticism|insinuation|story|storie|figure|account|notion|idea|comparison|speculation|narrative|statement|"
    r"article|comment|remark)s?"
)
_FALSE = (
    r"(?:false|untrue|not true|unfounded|baseless|groundless|without (?:any )?(?:merit|foundation|substance)|"
    r"fabricat(?:ed|ions?)|nonsense|rubbish|absurd|ridiculous|preposterous|ludicrous|laughable|malicious|slanderous|"
    r"libellous|defamatory|lies?|tissue of lies|smears?|(?:pure )?fiction|a myth|incorrect|inaccurate|"
    r"wide of the mark|far-?fetched|unsubstantiated|spurious|bogus|fake news|garbage)"
)
_NOT_SO = (
    r"(?:false|untrue|not true|not so|not the case|not accurate|not correct|incorrect|inaccurate|wrong|nonsense|"
    r"rubbish|absurd|ridiculous|ludicrous|preposterous|laughable|a lie|misleading|unfair|fake news|fiction)"
)
_SELF = (
    r"(?:i|we|he|she|they|it|client|company|firm|club|council|bank|team|airline|government|force|ministry|paper|union|"
    r"party|authority|charity|school|hospital|trust|university|maker|retailer|federation|embassy|defendant|husband|"
    r"wife|son|daughter|brother|father|mother)"
)
# What people are accused of having done; “I have never seen such rain” answers no charge.
_ACT = (
    r"(?:met|paid|pay|taken|took|received|set foot|touched|threaten(?:ed)?|shipped|harmed|hurt|hit|struck|abused|"
    r"assaulted|raped|attacked|killed|stolen|stole|robbed|cheated|lied|misled|misused|mistreated|bribed|used|doped|"
    r"tested positive|approached|authorised|approved|ordered|instructed|sold|shared|broken|breached|committed|"
    r"engaged|intended|bullied|harassed|discriminated|hidden|hid|concealed|covered up|spied|hacked|leaked|colluded|"
    r"accepted|sought|solicited|supplied|supported|financed|funded|employed|violated|knowingly|deliberately|"
    r"intentionally|sexually|laid|made (?:any|such|that|those|these|a)|said (?:any|such|that|it)|"
    r"done (?:anything|that|this|it|so|such)|failed a|been (?:involved|part of|in contact|charged|convicted|accused))"
)
_REJECT = r"(?:reject|den(?:y|ie)|refute|dispute|repudiate|dismiss|contradict|rebut|contest)(?:s|d|ed)?"
_EARLY = r"^\W*(?:[\w’'-]+[^\w’'-]+){0,12}?"
_STRONGLY = r"(?:(?:\w+ly|do|does|did|would|have|has|had|must|also|always|both|all) ){0,3}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A pattern, and the words in lower case of which a content has at least one if the pattern is in it."""

    words: Set[str]
    pattern: re.Pattern[str]


def _answer(words: Set[str], *patterns: str) -> Answer:
    return Answer(words, re.compile("|".join(patterns), re.IGNORECASE))


ANSWERS_A_CHARGE = (
    _answer(
        _REJECT_WORDS,  # he rejected the idea that …; “I reject that entirely”
        rf"\b{_SELF}(?:['’](?:ve|d))? {_MARK}{_STRONGLY}{_MARK}{_REJECT}\b{_MARK},? (?:(?:that|it|them|this|these|"
        rf"those|everything|any|all)\b|(?:[\w'’-]+ ){{0,4}}{_MARK}{_CHARGE}\b)",
        r"\b(?:totally|completely|utterly|categorically|strenuously|vehemently|emphatically|strongly|firmly|flatly|"
        rf"absolutely|entirely|wholly) {_MARK}(?:reject|den(?:y|ie)|refute|dispute|repudiate)(?:s|d|ed)?\b",
        r"\b(?:review|study|report|evidence|data|statement)s? (?:rejects?|refutes?|disproves?|contradicts?) "
        r"(?:any|the|this|that|these|those)\b",
    ),
    _answer(
        _NOT,  # “We do not recognise these figures”
        r"\b(?:does|do|did|would)(?: not|n['’]t) (?:accept|recogni[sz]e|agree with) (?:(?:the|that|this|these|those|"
        rf"any|his|her|their|its) ){{0,2}}(?:\w+ )?(?:{_CHARGE}|description|characteri[sz]ation|picture|version)\b",
        r"\bnot (?:his|her|its|their|our|my) (?:view|position|words|intent|intention|doing)\b",
        r"\b(?:he|she|they|it|i|we) (?:was|were|is|are|am|had been)(?: not|n['’]t) (?:speaking|talking|referring|"
        r"suggesting|implying|accusing|seeking|targeting|hiding|lying|blaming)\b",
        rf"\b{_SELF}(?: was| were| am| is| are| had| have| has|['’]m|['’]s|['’]re)(?: not|n['’]t| never) (?:been )?"
        r"(?:involved|responsible|guilty|complicit|party to|to blame|cheating|racist|corrupt|an? liar)\b",
        r"\b(?:was|were|is|are) never (?:responsible|involved|guilty|complicit|part of)\b",
    ),
    _answer(
        _FALSE_WORDS | {"exaggerated", "exaggerating", "faulty", "flawed", "hold", "supported", "substantiated"},
        rf"\b{_CHARGE}(?: {_MARK}(?!of\b)[\w’'-]+){{0,4}}?,? {_MARK}{_FALSE}\b",
        r"\b(?:claim|allegation|accusation|charge|report|rationale|suggestion|argument|notion|idea)s?\b[^.!?]{0,80}?\b"
        r"(?:wrong|exaggerat\w+|don['’]t hold|(?:based|built|founded) on (?:false|faulty|flawed|wrong|incorrect)"
        r"|not (?:supported|borne out|backed up|substantiated))\b",
        r"\b(?:an?|this|that|these|such) (?:false|misleading|inaccurate) (?:narrative|picture|impression|story)\b",
        rf"^\W*(?:at |against )?(?:the |these |those |such |any )?{_MARK}{_FALSE}{_MARK} (?:\w+ ){{0,2}}{_CHARGE}\b",
    ),
    _answer(
        _FALSE_WORDS,
        r"\b(?:is|are|was|were|['’]s|as|be|been) [\x22“]?(?:an? )?(?:(?!that\b|if\b|no\b)\w+ )?[\x22“]?(?:untrue|"
        r"not true|unfounded|baseless|groundless|fabricat(?:ed|ion)|fake news|without (?:any )?merit|nonsense|a lie"
        r"|lies|false and \w+)\b(?! detector)",
        r"^\W*(?:(?:but|and|well|so|look),? )?(?:that|this|it|these|those|they|which|all of this|the latter)"
        r"(?:['’]s| is| are| was| were) (?:\w+ )?(?:simply |just |completely |absolutely |totally |quite )?"
        rf"{_NOT_SO}\b(?! (?:that|if|when|to|for)\b)",
        r"\b(?:simply|just|completely|entirely|totally|utterly|plainly|categorically|absolutely|factually|patently|"
        r"demonstrably|manifestly) (?:untrue|false|incorrect|inaccurate|wrong|not true|not so|not the case|baseless|"
        r"unfounded|misleading)\b",
    ),
    _answer(
        _FALSE_WORDS | {"offensive", "insulting", "mistake", "disingenuous", "fanciful", "right"},
        r"\b(?:wrong|incorrect|inaccurate|misleading|false|untrue|nonsense|absurd|ridiculous|ludicrous|unfair|offensive|"
        r"insulting|not true|not correct|not right|not accurate|a mistake|disingenuous|fanciful|far-?fetched) "
        r"to (?:suggest|say|claim|imply|describe|call|assert|allege|characteri[sz]e|portray|conclude|accuse|blame)\b",
    ),
    _answer(
        frozenset("exaggerating exaggerated overblown made overstated manufactured".split()),
        r"\b(?:is|are|was|were|been|be) (?:\w+ ){0,2}[\x22“]?(?:exaggerating|exaggerated|overblown|overstated|"
        r"made up(?! of| mostly| largely))\b",
        r"\bmanufactured[\x22”]? (?:issue|controvers\w+|cris[ie]s|outrage|row|scandal)",
        r"\b(?:issue|controversy|crisis|outrage|row|scandal) (?:\w+ ){1,5}[\x22“]?manufactured\b",
    ),
    _answer(
        _NO | {"innocence", "innocent", "guilty"},
        r"\b(?:did|done|doing) (?:absolutely |literally )?nothing (?:wrong|illegal|improper|unlawful|dishonest)\b",
        r"\bno truth\b|\bnot guilty\b|\bno wrong-?doing\b|\bno case to answer\b|\bnothing of the (?:kind|sort)\b",
        r"\b(?:(?:was|were|is|are|been) )?no such (?:thing|conversation|meeting|deal|agreement|order|claim|request|"
        r"contact|offer|payment|instruction|policy|promise|threat|discussion|decision|approach|incident)s?\b",
        r"^\W*(?:his|her|their|its|my|our) (?:\w+ )?innocence\b",
        rf"\b{_SELF}(?: is| was| were| are|['’]s|['’]m|['’]re| am) [\x22“]?(?:\w+ )?innocent\b",
        r"\b(?:no|without) (?:\w+ )?(?:basis|foundation|substance|merit|truth) (?:in|to|for|whatsoever|at all)\b",
        r"\b(?:had|have|has) no (?:\w+ )?(?:knowledge|role|part|involvement|recollection|memory of)\b",
        rf"\b{_SELF}(?: \w+)?(?: had| has| have) no (?:\w+ )?(?:contact|ties|links?|connections?)\b",
    ),
    _answer(
        frozenset("point time stage rest neither opposite contrary".split()),
        r"\bat no (?:point|time|stage)\b[^.!?]{0,60}\b(?:did|was|were|have|has|had)\b|\bneither deliberately nor\b",
        r"\b(?:laid|lays?|puts?) to rest (?:any|the|all) (?:suggestion|claim|idea|notion|rumour|allegation)s?\b",
    ),
    _answer(
        frozenset(
            """
            misconstrued misconstrue mischaracterised mischaracterized mischaracterisation mischaracterization
            mischaracterizes mischaracterises mischaracterizing misrepresented misrepresents misrepresent
            misrepresentation misrepresenting misinterpreted misquoted twisted context
    """.split()
        ),
        r"\bmisconstru\w+|\bmischaracteri[sz]\w+|\bmisrepresent(?:ed|s|ation|ing)? (?:\w+ )?"
        r"(?:my|our|his|her|their|the|its|position|words|comments|remarks|views|of)\b",
        r"\b(?:was|were|been|is|are|being) (?:\w+ )?(?:misrepresented|misinterpreted|misquoted|twisted)\b",
        r"\btaken out of context\b|\bmisquoted\b",
    ),
    _answer(
        frozenset(("never",)),
        rf"\b{_SELF}(?: \w+)?(?:['’](?:ve|d|s)| had| has| have)?(?: \w+ly)? {_MARK}never,?(?: ever)? (?:\w+ly |once )?"
        rf"{_MARK}{_ACT}\b",
        rf"\b{_SELF}(?: \w+)? {_MARK}never (?:\w+ly )?(?:met|touched|paid|took|threatened|hit|lied|cheated|stole|asked|"
        r"said that|intended|meant)\b",
        rf"^\W*(?:that )?(?:\w+ ){{0,4}}(?:had|has|have) {_MARK}never,?(?: ever)? (?:\w+ly )?{_ACT}\b",
        rf"\b(?:had|has|have) {_MARK}never,? ever (?:\w+ly )?{_ACT}\b",
        r"^\W*never,?(?: ever)? (?:once )?(?:taken|paid|met|threatened|touched|used|received|set foot)\b",
        rf"\b(?:has|have|had) {_MARK}never (?:knowingly )?(?:taken|used) (?:any|banned|performance|illegal|drugs)\b",
        r"\bnever (?:crossed|entered) (?:my|our|his|her|their) (?:mind|head)s?\b",
    ),
    _answer(
        frozenset(("no",)),
        r"^\W*no, (?:i|we|he|she|it|they|this|that|there)\b[^.!?]{0,30}(?:\bnot\b|n['’]t\b|\bnever\b)",
    ),
)
"""Each denies something whatever came before it."""

MAY_ANSWER_A_CHARGE = (
    _answer(
        _NOT,
        rf"\b{_SELF}(?:['’](?:ve|d))?(?: had| has| have)? {_MARK}never\b|\b(?:had|has|have) never\b|^\W*never[.!\x22”]",
        r"(?:\bnot|n['’]t|\bnever|\bcannot) (?!yet|clear|known)(?:[\w’'-]+ ){0,8}?"
        r"(?:charges|allegations?|accusations?|claims)\b",
        r"\bnot (?:an? )?(?:coup|conspiracy|racist|liar|crook|cheat|criminal|threat|thief|terrorist|monster)s?\b",
        rf"{_EARLY}(?:did|do|does)(?: not|n['’]t) (?:\w+ly )?(?:influence|affect|break|breach|pay|take|"
        r"know|do|make|say|tell|use|receive|lie|steal|hide|act|have|support|commit|authori[sz]e|approve|intend)\b"
        r"(?! (?:its|their|our|the) (?:\w+ ){0,2}(?:results?|earnings|profits?|outlook|guidance|forecasts?|sales)\b)",
        rf"{_EARLY}(?:was|were|is|are|am|been|\w+['’](?:m|re|s))(?: not|n['’]t) (?:\w+ly )?(?:trying|"
        r"intended|aware|affected|influenced|designed|fault|based|because|about|due)\b",
        r"^\W*(?:absolutely|certainly|of course) not\b|^\W*not at all\b",
    ),
    _answer(
        _NO | {"nothing"},
        r"\bno (?:evidence|support|proof|sign|indication|question|intention|conflict|link|links|connection|"
        r"rift|split|cover-?up|conspiracy|suggestion|breach|impropriety|bias|corruption|doubt|secret)\b",
        r"\bnothing (?:wrong|inappropriate|improper|illegal|unlawful|untoward|sinister|unusual|to hide|to do with)\b",
        r"^\W*no\b[,.!\x22”'’]",
    ),
    _answer(
        frozenset(
            """
            misunderstood misunderstanding exaggerated invented manufactured false opposite contrary
    """.split()
        ),
        r"\b(?:misunderst\w+|exaggerated|invented|manufactured)\b",
        r"\bfalse (?:information|allegations?|accusations?|claims?|reports?|rumours?)\b",
        r"^\W*(?:quite|just|precisely|on) the (?:opposite|contrary)\b",
    ),
)
"""Each denies something only if it answers a charge."""
