"""The values that a claim's kind and status and an actor's type can have. Pure, so that every room may import it."""

import re

ALLEGATION = "allegation"
DENIAL = "denial"
QUOTE = "quote"
KINDS = (ALLEGATION, DENIAL, QUOTE)

UNDECIDED = "undecided"
TAGGED = "tagged"
DISMISSED = "dismissed"
STATUSES = (UNDECIDED, TAGGED, DISMISSED)

PERSON = "person"
ORGANISATION = "organisation"
GOVERNMENT = "government"
GROUP = "group"
DOCUMENT = "document"
ACTOR_TYPES = (PERSON, ORGANISATION, GOVERNMENT, GROUP, DOCUMENT)

# Q and a number; 19 digits fit the column.
WIKIDATA_ID = re.compile(r"Q[1-9][0-9]{0,18}")
