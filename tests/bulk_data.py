"""Fill a database with many claims by SQL: articles of 5,000 characters with claims that have a source and a cue."""

from typing import Any

SENTENCE = "The spokeswoman said on Tuesday that the old bridge had been checked and “nobody was ever in danger”. "
ARTICLES = """
INSERT INTO annotate_article (title, text, sha256, url, outlet, author, imported_at, detection, detection_note)
SELECT 'Article ' || n, n || ' ' || repeat(%(sentence)s, 50), encode(sha256(n::text::bytea), 'hex'), '', '', '', now(),
    'done', '' FROM generate_series(1, %(articles)s) AS n;
INSERT INTO annotate_actor (name, key, type, description, wikidata, in_register, compared, created_at)
VALUES ('Jane Roe', 'jane roe', 'person', '', '', true, true, now());
INSERT INTO annotate_claim (article_id, spans, original_spans, start, "end", source, source_words, source_name, cue,
    suggested_kind, suggested_actor_id, confidence, actor_reason, reason, origin, version)
SELECT a.id, s.spans, s.spans, s.at + 32, s.at + %(length)s - 2, ARRAY[[s.at, s.at + 15]], 'The spokeswoman', '',
    ARRAY[[s.at + 16, s.at + 20]], 'allegation', (SELECT max(id) FROM annotate_actor), 0.8123, '',
    '‘said’ attributes this to the spokeswoman', 'bench', 0
FROM annotate_article AS a, generate_series(0, %(each)s - 1) AS k,
    LATERAL (SELECT length(a.title) - 7 + k * %(length)s AS at, ARRAY[[length(a.title) - 7 + k * %(length)s + 32,
        length(a.title) - 7 + (k + 1) * %(length)s - 2]] AS spans) AS s;
"""
TAGS = """
INSERT INTO annotate_tag (claim_id, editor_id, at, kind, dismissed, actor_id, spans, note, decision)
SELECT id, (SELECT max(id) FROM annotate_user), now(), 'quote', false, suggested_actor_id, spans, '', gen_random_uuid()
FROM annotate_claim WHERE id %% 2 = 0;
UPDATE annotate_claim SET tag_id = t.id, version = 1 FROM annotate_tag AS t WHERE t.claim_id = annotate_claim.id;
"""


def fill(cursor: Any, *, articles: int, each: int, tagged: bool = False) -> None:
    """Store articles with this many claims each, at most 50; with `tagged`, half of the claims are tagged.

    `cursor` is psycopg's or Django's. Tags need a user in the database.
    """
    figures = {"articles": articles, "each": each, "sentence": SENTENCE, "length": len(SENTENCE)}
    for statement in (ARTICLES + (TAGS if tagged else "")).split(";\n"):
        if statement.strip():
            cursor.execute(statement, figures)
