"""What exports cost at a million claims: `python -m tests.benchmarks.exporting [CLAIMS]`.

Fills a database of its own with articles of 5,000 characters and 25 claims each, half of them tagged, and prints for
each format the rows a second and the most memory of the process that makes it, a fresh one; beside the CSV, in the same
run, PostgreSQL's own `COPY (same query) TO STDOUT`, read and thrown away.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")
django.setup()

from django.db import connection  # noqa: E402 (models can be imported only now)

from annotate.exporting.csv import query_of  # noqa: E402
from annotate.exporting.formats import FORMATS, export  # noqa: E402
from annotate.models import Claim, User  # noqa: E402

EACH = 25
COPY = "COPY of the same query"
SENTENCE = "The spokeswoman said on Tuesday that the old bridge had been checked and “nobody was ever in danger”. "
FILL = """
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
INSERT INTO annotate_tag (claim_id, editor_id, at, kind, dismissed, actor_id, spans, note, decision)
SELECT id, (SELECT max(id) FROM annotate_user), now(), 'quote', false, suggested_actor_id, spans, '', gen_random_uuid()
FROM annotate_claim WHERE id %% 2 = 0;
UPDATE annotate_claim SET tag_id = t.id, version = 1 FROM annotate_tag AS t WHERE t.claim_id = annotate_claim.id;
"""


def main() -> None:
    if len(sys.argv) == 3:
        return measure(sys.argv[1], sys.argv[2])
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    database = connection.creation.create_test_db(verbosity=0)
    try:
        fill(number // EACH)
        print(f"{Claim.objects.count():,} claims\n")
        print(f"{'':<24} {'seconds':>8} {'rows a second':>14} {'MB written':>11} {'peak MB':>8}", flush=True)
        for name in (COPY, *FORMATS):
            subprocess.run([sys.executable, "-m", __spec__.name, connection.settings_dict["NAME"], name], check=True)
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def fill(articles: int) -> None:
    User.objects.create_user("bench")
    figures = {"articles": articles, "each": EACH, "sentence": SENTENCE, "length": len(SENTENCE)}
    with connection.cursor() as cursor:
        cursor.execute(FILL, figures)
        cursor.execute("VACUUM ANALYZE")


def measure(database: str, name: str) -> None:
    """In a process of its own."""
    connection.settings_dict["NAME"] = database
    claims = Claim.objects.all()
    number, start, written = claims.count(), time.perf_counter(), 0
    for piece in copied() if name == COPY else export(claims, name):
        written += len(piece)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<24} {seconds:>8.1f} {number / seconds:>14,.0f} {written / 1e6:>11.0f} {peak:>8.0f}", flush=True)


def copied() -> Iterable[bytes]:
    with connection.cursor() as cursor:
        query = query_of(cursor, Claim.objects.all())
        with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
            yield from copy


if __name__ == "__main__":
    main()
