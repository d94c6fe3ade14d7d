"""Titles, honorifics and role nouns, and the words that mean the same role."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})

FEMALE = frozenset(
    """
    mrs ms miss madam mrs. ms. lady dame queen princess duchess baroness countess sister mother actress
    congresswoman chairwoman spokeswoman businesswoman councilwoman assemblywoman stateswoman policewoman
    anchorwoman alderwoman saleswoman widow wife daughter girl woman lesbian ex-wife grandmother niece aunt
    waitress nun heiress
    """.split()
)
MALE = frozenset(
    """
    mr mr. messrs. sir lord king prince duke baron brother father congressman chairman spokesman businessman
    councilman assemblyman statesman policeman anchorman alderman salesman pope imam rabbi widower husband son
    boy man ex-husband grandfather nephew uncle actor monk
    """.split()
)

# Nouns that say what a person is. In a capitalised run, the name begins after the last one.
ROLES = frozenset(
    """
    president vice-president senator senators representative representatives congressman congresswoman
    governor governors mayor minister ministers premier chancellor secretary undersecretary ambassador envoy
    commissioner chairman chairwoman chair chairperson chief director head leader speaker whip judge justice
    justices prosecutor attorney lawyer counsel solicitor barrister sheriff officer detective inspector
    constable general colonel captain major lieutenant sergeant admiral commander marshal brigadier corporal
    private professor doctor physician surgeon scientist researcher economist analyst expert historian
    lecturer dean provost principal superintendent teacher nurse reporter correspondent journalist columnist
    editor anchor host moderator author writer novelist poet pollster strategist consultant adviser advisor
    aide staffer spokesman spokeswoman spokesperson manager executive ceo cfo coo chairperson founder
    co-founder cofounder owner entrepreneur investor banker developer businessman businesswoman billionaire
    mogul tycoon magnate farmer activist campaigner organizer organiser advocate lobbyist candidate nominee
    hopeful contender challenger incumbent rival politician lawmaker legislator mp mep councillor councilman
    councilwoman assemblyman assemblywoman alderman delegate diplomat official king queen prince princess
    emperor duke duchess lord lady sir dame pope archbishop bishop cardinal reverend pastor priest imam rabbi
    father sister monsignor ayatollah sheikh emir sultan actor actress singer musician comedian director
    producer coach player striker goalkeeper trainer boxer wife husband son daughter brother mother widow
    ex-wife ex-husband partner neighbor neighbour witness victim suspect defendant plaintiff resident student
    voter dictator ruler statesman coordinator administrator treasurer auditor comptroller controller deputy
    running-mate contractor technician specialist engineer pilot astronaut veteran soldier delegate fellow
    scholar theorist consultant psychologist psychiatrist sociologist biologist physicist chemist
    epidemiologist virologist demonstrator protester whistleblower refugee lead co-chair vice-chairman
    secretary-general taoiseach czar surrogate ally critic supporter frontrunner front-runner standard-bearer
    mother-in-law widower sheriffs winner runner-up champion pundit blogger vlogger youtuber photographer
    biographer philanthropist agent referee skipper boss midfielder defender winger goalkeeper batsman bowler
    jockey driver clerk magistrate coroner landlord tenant shopkeeper paramedic firefighter vicar headteacher chef
    designer architect artist playwright composer conductor broadcaster presenter dancer rapper guitarist mechanic
    trader broker accountant shareholder negotiator mediator ombudsman warden geologist astronomer mathematician
    hacker cyclist swimmer sprinter golfer footballer cricketer wrestler quarterback linebacker athlete gymnast
    teammate
    """.split()
)

# Words inside a role before its noun: "former French prime minister".
MODIFIERS = frozenset(
    """
    former ex current then presumptive onetime one-time embattled freshman
    two-term acting interim outgoing incoming late longtime veteran retired deputy vice
    assistant associate senior junior chief executive prime foreign finance interior defense defence home
    labor labour health press communications communication policy economic political presidential
    vice-presidential congressional democratic republican conservative liberal independent progressive
    far-right far-left centrist socialist green state federal national international local regional city
    county district first second third majority minority campaign party opposition house senate white supreme
    court police security intelligence human rights general attorney managing creative medical research
    investigative military army navy air force top public affairs media digital field trade energy education
    housing justice transport transportation treasury environment agriculture commerce budget tech technology
    """.split()
)

SAME_ROLE = {
    "hopeful": "candidate", "nominee": "candidate", "contender": "candidate", "challenger": "candidate",
    "standard-bearer": "candidate", "frontrunner": "candidate", "front-runner": "candidate", "candidates": "candidate",
    "gop": "republican", "republicans": "republican", "democrat": "democratic", "democrats": "democratic",
    "congressman": "representative", "congresswoman": "representative", "mp": "representative",
    "attorney": "lawyer", "counsel": "lawyer", "solicitor": "lawyer", "barrister": "lawyer",
    "physician": "doctor", "doc": "doctor", "surgeon": "doctor", "justice": "judge",
    "businesswoman": "businessman", "mogul": "businessman", "tycoon": "businessman", "magnate": "businessman",
    "billionaire": "businessman", "entrepreneur": "businessman", "realtor": "businessman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "advisor": "adviser",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "premier": "minister", "ceo": "executive",
    "boss": "executive",
    "head": "chief", "presidency": "president", "senators": "senator", "governors": "governor",
    "appeals": "appeal", "u.s.": "us", "united states": "us", "american": "us", "defence": "defense", "labour": "labor",
    "russian": "russia", "french": "france", "german": "germany", "british": "britain", "uk": "britain",
    "mexican": "mexico", "chinese": "china", "ukrainian": "ukraine", "israeli": "israel", "iranian": "iran",
    "canadian": "canada", "italian": "italy", "spanish": "spain", "turkish": "turkey", "polish": "poland",
    "ex": "former", "one-time": "former", "ex-president": "president", "texan": "texas", "reporter": "journalist",
    "correspondent": "journalist", "columnist": "journalist", "lawmakers": "lawmaker", "legislator": "lawmaker",
    "politician": "lawmaker", "academic": "professor", "panel": "committee", "subcommittee": "committee",
    "scholar": "professor", "economists": "economist",
}  # fmt: skip

# A narrower role implies the wider one.
WIDER_ROLE = {
    "senator": ("lawmaker",), "representative": ("lawmaker", "member"), "delegate": ("lawmaker",),
    "widow": ("woman", "wife"),
    "doctor": ("physician",), "chancellor": ("leader",), "president": ("leader",), "chairman": ("chief", "leader"),
    "director": ("chief",), "prime": ("leader",), "taoiseach": ("leader",), "secretary-general": ("chief",),
    "executive": ("chief",), "reverend": ("pastor",), "pastor": ("reverend",),
    "general": ("officer",),
}  # fmt: skip

# Nouns for people whom the article does not name: it would use a name or a role instead.
UNNAMED = frozenset(
    """
    officials official critics critic experts expert sources source aides aide analysts analyst protesters
    protester demonstrators observers opponents opponent supporters supporter proponents advocates activists
    investigators prosecutors authorities people many some others several most few residents witnesses voters
    allies insiders economists scientists researchers lawmakers legislators senators members employees workers
    parents students teachers doctors physicians journalists reporters pundits commentators strategists
    advisers advisors operatives surrogates staffers lawyers attorneys executives leaders politicians
    diplomats neighbors neighbours fans readers users customers companies individuals groups states nations
    countries studies polls surveys reports statistics figures data records documents emails media video
    videos footage images photos women men families delegates veterans scholars historians academics pollsters
    donors investors developers rivals detractors skeptics sceptics participants attendees campaigners
    organizers organisers representatives everyone everybody nobody anyone someone somebody one none another
    poll survey research colleagues friends relatives detainees member proponent resident
    """.split()
)

SPOKESPEOPLE = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons rep representative".split()
)
REPRESENTING = SPOKESPEOPLE | frozenset("lawyer lawyers attorney attorneys counsel".split())
