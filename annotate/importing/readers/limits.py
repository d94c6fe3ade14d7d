"""How much a reader takes in, so that nothing that is brought can fill a worker's memory or time."""

LARGEST_ARTICLE = 2_000_000  # bytes of UTF-8, as ARTICLE_MAX_BYTES has it: a novel of 300,000 words
LARGEST_PAGE = 5_000_000  # bytes of HTML; a news page has 0.1 to 2 million, and its tree takes twenty times its size
LARGEST_DOCUMENT = 20_000_000  # bytes of a .docx or .pdf; more is pictures
LARGEST_UNPACKED_DOCUMENT = 100_000_000  # bytes of all that a .docx packs; only its text and properties are unpacked
LARGEST_DOCUMENT_PART = 20_000_000  # bytes of a .docx's text with its markup, which is about ten times the text
MOST_PAGES = 500  # of a PDF; an article has few, and more than that would not fit LARGEST_ARTICLE
LONGEST_LINE = 4_000_000  # characters of a row or a JSON object: twice the largest article, for what is escaped in it
MOST_COLUMNS = 1_000  # of a table; more are no table of articles
LARGEST_MEMBER = 500_000_000  # bytes of a table in a zip; single articles are bound by their own limits
LARGEST_UNPACKED_ZIP = 2_000_000_000  # bytes of all members together: 100,000 articles of 20,000 characters
MOST_MEMBERS = 200_000  # of a zip: 100,000 texts, each with its .ann
LARGEST_DIRECTORY = 24_000_000  # bytes of a zip's list of members; it is held in memory, at ten times its size
HIGHEST_RATIO = 200  # of unpacked to packed bytes; text packs 3 to 20 times, a zip bomb 1,000 times
RATIO_COUNTS_FROM = 1_000_000  # bytes unpacked; below that a file of one letter is no bomb
MEGABYTES = 100  # of memory that a process has which reads HTML, .docx or .pdf; its worker has 200 beside it
SECONDS = 60  # that it has for one of them; most take less than one
