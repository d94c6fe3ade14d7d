"""Nouns of organisations, governments and documents."""

# A capitalised run that ends with one of these, or continues after it with "of" or "for", names an organisation.
ORGANISATION_HEADS = frozenset(
    """
    agency airlines airways alliance association authority bank board brigade brotherhood bureau campaign
    caucus center centre chamber church club coalition college commission committee company conference
    confederation congress consortium corp corp. corporation council court courts co co. department division
    enforcement federation force forces forum foundation front fund group guard hospital house inc inc.
    industries initiative institute institution institutes international journal laboratory league legion
    limited llc lobby ltd ltd. magazine ministry mission mosque movement museum network news office
    organisation organization parliament partners partnership party patrol police post press project rally
    registry reserve review school senate service services society solutions squad subcommittee symphony
    syndicate systems taskforce team technologies temple times today treasury tribune tribunal trust union
    university administration assembly observer herald gazette chronicle telegraph guardian globe newspaper
    media television tv radio studios pictures motors holdings ventures capital academy archive archives army
    navy legislature cabinet knesset duma bundestag pentagon kremlin nations services watch insurance
    healthcare pharmaceuticals energy oil airlines committees taliban daily independent panel citizens
    students mothers friends embassy consulate caucuses archdiocese diocese survivors fraternity networks agencies
    boards hospitals schools universities colleges foundations magazines newspapers museums clubs unions
    """.split()
)

# Only at the end of a name: AG at the beginning means attorney general.
COMPANY_FORMS = frozenset("ag plc gmbh llp nv spa oy asa sarl".split())

GOVERNMENT_HEADS = frozenset(
    """
    agency authority bureau commission congress court courts department enforcement house legislature ministry
    office parliament police senate treasury tribunal administration government pentagon kremlin knesset duma
    bundestag cabinet army navy embassy consulate subcommittee council assembly guard services service patrol
    committee
    """.split()
)
# The heads in UNCERTAIN_GOVERNMENT are governmental only together with one of these.
PARLIAMENTARY = frozenset(
    "house senate congressional parliamentary city county town state federal u.s. us national royal".split()
)
UNCERTAIN_GOVERNMENT = frozenset(
    "committee council assembly service services office guard commission authority house".split()
)

CHAMBERS = frozenset("senate house commons lords parliament congressional".split())

# Lower-case words that can continue an organisation's name.
CONNECTORS = frozenset({"of", "for", "on", "to", "against", "at"})

# A capitalised run that ends with one of these names a text, or a thing that cannot speak; never a person.
DOCUMENT_HEADS = frozenset(
    "act amendment convention covenant treaty accord accords agreement bill law doctrine constitution code".split()
)
THING_HEADS = frozenset(
    """
    tower towers building hotel hotels resort casino plaza square street avenue boulevard highway airport airfield
    stadium arena river mountain mountains valley beach island islands bay peninsula strip wall
    war wars prize award awards medal cup bowl games olympics primary caucuses debate election elections
    revolution crisis year day week eve plan deal program programme initiative festival
    """.split()
)

# Lower-case words that make another name of a name: "Trump campaign", "Saudi government".
TAILS = {
    "campaign": "organisation", "administration": "government", "government": "government",
    "foundation": "organisation", "legislature": "government", "parliament": "government", "police": "government",
    "army": "government", "navy": "government", "military": "government", "embassy": "government",
    "ministry": "government",
}  # fmt: skip
# These also follow a possessive or another word: "Russia's foreign ministry".
STATE_TAILS = frozenset("government parliament legislature ministry army navy military embassy".split())
SAME_TAIL = {"camp": "campaign", "team": "campaign"}

# Common nouns for an organisation mentioned before, and the types that it can have.
ORGANISATION_NOUNS = {
    **dict.fromkeys(
        """
        company firm bank corporation manufacturer retailer airline carrier automaker startup group
        organization organisation charity union nonprofit coalition alliance association foundation institute
        university college school newspaper paper journal daily magazine outlet network broadcaster channel
        website publication party campaign team movement caucus church hospital club studio chain giant
        conglomerate carmaker chipmaker drugmaker supermarket insurer lender brewer think-tank tank watchdog
        federation league fund program programme
        """.split(),
        ("organisation",),
    ),
    **dict.fromkeys(
        """
        agency department ministry bureau court tribunal panel committee subcommittee commission council board
        administration government legislature parliament senate house police regulator authority body office
        embassy cabinet
        """.split(),
        ("government", "organisation"),
    ),
    **dict.fromkeys("state city country nation kingdom republic province county town village".split(), ("government",)),
}

DOCUMENT_NOUNS = frozenset(
    """
    report study survey poll letter memo document documents brief filing complaint lawsuit book article piece
    story statement transcript email emails e-mail tweet post survey review paper analysis account memoir
    submission ruling opinion decision indictment affidavit dossier draft manifesto editorial op-ed essay
    slide presentation video finding findings release bill treaty convention motion petition text audit
    assessment census examination investigation inquiry tally reporting headline newsletter blog column ad
    """.split()
)
# A body with one of PUBLIC_HEADS in its name is never meant by one of these.
COMPANY_NOUNS = frozenset(
    """
    company firm bank corporation manufacturer retailer airline carrier automaker carmaker chipmaker drugmaker startup
    supermarket insurer lender brewer studio chain giant conglomerate
    """.split()
)
PUBLIC_HEADS = frozenset(
    """
    agency commission congress court courts department ministry parliament senate treasury tribunal administration
    government pentagon police army navy embassy council assembly union party church university college school
    """.split()
)

# These have an issuer only if the source names one: a later "the data" can be somebody else's.
ISSUED = frozenset("data statistics records estimates page account cables".split())
INQUIRIES = frozenset("investigation investigations inquiry inquiries".split())
# Documents of a court.
RULINGS = frozenset({"ruling", "opinion", "decision"})

# These mean their owner: "Roe's claim".
UTTERANCES = frozenset(
    """
    claim claims allegation allegations accusation accusations assertion assertions argument comment comments remark
    remarks words warning warnings promise promises vow pledge denial denials criticism suggestion speech testimony
    rhetoric answer response reply
    """.split()
)

# Acronyms that are not names.
COMMON_ACRONYMS = frozenset(
    "pac pacs tv ceo cfo coo id dna pr ad ok faq pdf url dvd cd lgbt lgbtq ptsd hiv aids covid gdp ngo ngos".split()
)

GOVERNMENT_ACRONYMS = frozenset(
    """
    fbi cia nsa epa fda doj dhs irs sec cdc cfpb fcc ftc faa fema ice nypd lapd atf dea hud usda nasa fsb gru
    mi5 mi6 nhs eeoc osha gao tsa dod nlrb
    """.split()
)
