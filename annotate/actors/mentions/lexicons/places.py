"""Countries, states, cities and metonyms that act as governments, and the adjectives and people of them."""


def _split_names(names: str) -> frozenset[str]:
    """Split names at vertical bars."""
    return frozenset(" ".join(name.split()) for name in names.split("|"))


METONYMS = _split_names(
    """
    kremlin|white house|pentagon|downing street|elysee|capitol hill|foggy bottom|whitehall|congress|parliament|senate|
    house|house of representatives|house of commons|house of lords|knesset|bundestag|duma|oval office
    """
)
COUNTRIES = _split_names(
    """
    afghanistan|albania|algeria|america|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|
    belgium|bolivia|bosnia|brazil|britain|bulgaria|cambodia|canada|chile|china|colombia|croatia|cuba|cyprus|
    czech republic|denmark|ecuador|egypt|england|estonia|ethiopia|finland|france|georgia|germany|ghana|greece|guatemala|
    haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|
    kosovo|kuwait|laos|latvia|lebanon|libya|lithuania|luxembourg|malaysia|mali|malta|mexico|moldova|mongolia|montenegro|
    morocco|myanmar|nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|northern ireland|norway|oman|
    pakistan|palestine|panama|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda|saudi arabia|
    scotland|senegal|serbia|singapore|slovakia|slovenia|somalia|south africa|south korea|south sudan|spain|sri lanka|
    sudan|sweden|switzerland|syria|taiwan|thailand|tunisia|turkey|uganda|ukraine|united arab emirates|united kingdom|
    united states|united states of america|uruguay|us|u.s.|u.s|usa|uk|u.k.|uzbekistan|vatican|venezuela|vietnam|
    wales|yemen|zambia|zimbabwe|soviet union|hong kong
    """
)
STATES_AND_CITIES = _split_names(
    """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|iowa|
    kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|
    nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|
    rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|
    wyoming|puerto rico|moscow|paris|london|berlin|beijing|tokyo|brussels|rome|madrid|kyiv|kiev|minsk|warsaw|vienna|
    athens|ankara|istanbul|tehran|baghdad|damascus|jerusalem|tel aviv|riyadh|cairo|delhi|new delhi|islamabad|kabul|
    pyongyang|seoul|taipei|canberra|ottawa|budapest|prague|bucharest|sofia|belgrade|lisbon|dublin|edinburgh|oslo|
    stockholm|helsinki|copenhagen|amsterdam|the hague|geneva|zurich|new york city|los angeles|chicago|houston|dallas|
    philadelphia|boston|san francisco|seattle|denver|detroit|atlanta|miami|las vegas|baltimore|cleveland|st. louis|
    pittsburgh|cincinnati|minneapolis|milwaukee|new orleans|phoenix|san diego|portland|manhattan|brooklyn|queens|
    charlotte|orlando|tampa|nashville|memphis|austin|san antonio|oklahoma city|salt lake city|flint|tulsa|havana|
    caracas|bogota|lima|santiago|buenos aires|brasilia|mexico city|nairobi|lagos|pretoria|johannesburg|strasbourg
    """
)
GOVERNMENTS = METONYMS | COUNTRIES | STATES_AND_CITIES
REGIONS = _split_names(
    """
    europe|asia|africa|west|east|north|south|middle east|western|eastern|northern|southern|latin america|south america|
    north america|midwest|wall street|silicon valley|hollywood|balkans|baltics|crimea|donbas
    """
)
SAME_COUNTRY = {
    "us": "united states", "u.s.": "united states", "u.s": "united states", "usa": "united states",
    "america": "united states", "united states of america": "united states",
    "uk": "britain", "u.k.": "britain", "united kingdom": "britain",
}  # fmt: skip

# Before a name they modify it; without one they are not names.
ADJECTIVES = frozenset(
    """
    american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss
    austrian swedish norwegian danish finnish polish czech slovak hungarian romanian bulgarian greek turkish
    russian ukrainian belarusian estonian latvian lithuanian serbian croatian bosnian albanian georgian
    armenian israeli palestinian syrian lebanese jordanian iraqi iranian saudi yemeni egyptian libyan tunisian
    algerian moroccan nigerian kenyan ethiopian somali sudanese south-african indian pakistani afghan
    bangladeshi chinese japanese korean taiwanese vietnamese thai filipino indonesian malaysian australian
    canadian mexican cuban venezuelan colombian brazilian argentine chilean peruvian european african asian
    arab muslim christian jewish catholic islamic western republican democratic democrat conservative liberal
    tory labour gop communist socialist libertarian soviet black white hispanic latino african-american
    asian-american mexican-american nato texan californian spaniard serb swede briton englishman
    frenchman irishman welshman dutchman
    """.split()
) - {"nato"}
PARTY_NOUNS = frozenset("republican democrat democratic independent conservative tory liberal libertarian gop".split())
PEOPLES = frozenset(word + "s" for word in ADJECTIVES if word[-1] in "nicot") | frozenset(
    """
    spaniards serbs danes swedes finns turks scots britons poles democrats republicans tories
    conservatives liberals libertarians socialists communists kurds arabs muslims jews
    christians israelis iraqis evangelicals catholics hispanics latinos african-americans brexiteers
    """.split()
)
