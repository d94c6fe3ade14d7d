from annotate.detection import Attribution
from annotate.evaluation.judging import judge_article
from annotate.evaluation.kinds_row import KindsRow
from annotate.evaluation.misses_text import misses_as_text

#       0         1         2         3         4
#       01234567890123456789012345678901234567890123456789
TEXT = "Roe said Doe stole it. Doe said she was at home."
CHARGE = KindsRow("one", "E1", ((9, 21),), ((0, 3),), "allegation", "Roe", "name", cue=((4, 8),), targets=("Doe",))
DENIAL = KindsRow(
    "one", "E2", ((32, 47),), ((23, 26),), "denial", "Doe", "name", cue=((27, 31),), answers="E1", targets=("Doe",)
)


def attribution(start, end, kind, source=(), cue=()):
    return Attribution(((start, end),), source, cue, kind, 0.876, "")


def explain(*found, rows=(CHARGE, DENIAL)) -> str:
    return misses_as_text([judge_article("one", TEXT, rows, found)])


def test_a_missed_denial_shows_the_charge_and_what_the_detector_thought():
    found = attribution(32, 47, "allegation", ((23, 26),), ((27, 31),))
    assert explain(attribution(9, 21, "allegation"), found).splitlines() == [
        "Denials not shown as denials: 1",
        "",
        "one E2",
        "  content    [she was at home]",
        "  source     [Doe]",
        "  cue        [said]",
        "  expected   denial; answers E1 [Doe stole it]; accused: Doe",
        "  detector   allegation, confidence 0.88, rule model, cue [said], source [Doe]",
    ]


def test_misses_are_grouped_and_each_is_in_one_group():
    printed = explain(attribution(9, 21, "quote"), attribution(0, 3, "allegation"))
    heads = [line for line in printed.splitlines() if line and not line.startswith((" ", "one"))]
    assert heads == ["Denials not shown as denials: 1", "Claims shown with a wrong kind: 1", "Shown, but not claims: 1"]
    assert "expected   nothing is marked here" in printed


def test_a_claim_not_found_shows_the_nearest_words_found():
    printed = explain(attribution(9, 12, None), rows=[CHARGE])
    assert "Claims not found: 1" in printed
    assert "found other words, [Doe]: not shown" in printed
    assert "found nothing here" in explain(rows=[CHARGE])


def test_a_claim_wrongly_shown_shows_the_nearest_marked_words():
    printed = explain(
        attribution(0, 21, "allegation"), rows=[KindsRow("one", "E1", ((13, 18),), (), "other", None, "none")]
    )
    assert "Shown, but not claims: 1" in printed
    assert "expected   other words are marked, E1 [stole]: not shown" in printed


def test_what_the_kinds_file_allows_is_no_miss():
    rows = [KindsRow("one", "E1", ((9, 21),), (), "quote", None, "none", alt=("allegation",))]
    rows.append(KindsRow("one", "E2", ((32, 47),), (), "denial", None, "none", optional=True))
    assert explain(attribution(9, 21, "allegation"), rows=rows) == "No misses."


def test_long_words_are_shortened():
    text = "word " * 100
    row = KindsRow("one", "E1", ((0, 500),), (), "quote", None, "none")
    printed = misses_as_text([judge_article("one", text, [row], [])])
    assert max(map(len, printed.splitlines())) < 260
    assert "word …]" in printed
