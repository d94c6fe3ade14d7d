"""Limits of what readers accept, so that no file can use up a worker's memory or time."""

LARGEST_ARTICLE = 2_000_000  # bytes of UTF-8, like ARTICLE_MAX_BYTES: a novel of 300,000 words
LARGEST_PAGE = 5_000_000  # bytes of HTML; news pages have 0.1 to 2 million, and the parsed tree takes 20 times that
LARGEST_DOCUMENT = 20_000_000  # bytes of a .docx or .pdf; larger files consist of pictures
LARGEST_UNPACKED_DOCUMENT = 100_000_000  # bytes of all parts of a .docx; only text and properties are unpacked
LARGEST_DOCUMENT_PART = 20_000_000  # bytes of a .docx's text with its markup, about ten times the text
MOST_PAGES = 500  # of a PDF; the text of more pages would exceed LARGEST_ARTICLE
LONGEST_LINE = 4_000_000  # characters of a row or a JSON object: twice the largest article, to allow for escapes
MOST_COLUMNS = 1_000  # of a table; a table of articles never has more
LARGEST_MEMBER = 500_000_000  # bytes of a table in a zip; single articles have their own limits
LARGEST_UNPACKED_ZIP = 2_000_000_000  # bytes of all members together: 100,000 articles of 20,000 characters
MOST_MEMBERS = 200_000  # of a zip: 100,000 texts, each with its .ann
LARGEST_DIRECTORY = 24_000_000  # bytes of a zip's list of members, which takes ten times that in memory
HIGHEST_RATIO = 200  # unpacked to packed bytes; text has 3 to 20, a zip bomb 1,000
RATIO_COUNTS_FROM = 1_000_000  # bytes unpacked; a small file that repeats one letter is harmless
MEGABYTES = 100  # of memory for the process that reads HTML, .docx or .pdf; its worker has another 200
SECONDS = 60  # that this process may spend on one file; most take less than one
