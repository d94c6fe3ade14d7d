"""Denials that answer an allegation in another article survive export to JSON Lines and import."""

import json

import pytest

from annotate.models import Claim
from annotate.tagging.decisions import Decision
from tests.exporting.test_round_trip import empty_tables, exported, import_export
from tests.factories import make_article, make_claim, tag


@pytest.fixture
def articles(editor):
    """Two articles with denials that answer each other's allegation: two in the first, one in the second."""
    claims = []
    for name in ("Aldham", "Bramley"):
        article = make_article(text=f"Ms Roe alleged it leaked at {name}. It did not. Never.", title=name)
        claims.append([make_claim(article, words) for words in ("it leaked", "It did not", "Never")])
    (one, denied, never), (other, denied_too, _) = claims
    for allegation in (one, other):
        tag(allegation, editor, Decision(kind="allegation"))
    tag(denied, editor, Decision(kind="denial", answers_id=other.pk, note="see page 3"))
    tag(never, editor, Decision(kind="denial", answers_id=other.pk))
    tag(denied_too, editor, Decision(kind="denial", answers_id=one.pk))
    return one.article, other.article


def ties() -> set[tuple[str, str, str]]:
    """Return the title and start of each denial, with the title of the article that it answers."""
    denials = Claim.objects.exclude(tag__answers=None)
    return set(denials.values_list("article__title", "start", "tag__answers__article__title"))


def test_ties_between_articles_survive_a_round_trip(articles, editor):
    before, tied = exported("jsonl"), ties()
    assert len(tied) == 3
    empty_tables()
    assert import_export("articles.jsonl", before, editor) == []
    assert ties() == tied
    assert exported("jsonl") == before


def test_ties_survive_if_each_article_is_imported_separately(articles, editor):
    before, tied = exported("jsonl"), ties()
    empty_tables()
    for number, line in enumerate(reversed(before.splitlines())):
        import_export(f"{number}.jsonl", line, editor)
    assert ties() == tied


def test_a_denial_keeps_its_note_and_kind(articles, editor):
    before = exported("jsonl")
    empty_tables()
    import_export("articles.jsonl", before, editor)
    assert Claim.objects.get(tag__note="see page 3").kind == "denial"


def test_a_tie_to_a_missing_article_is_dropped(articles, editor):
    first, _ = exported("jsonl").splitlines()
    empty_tables()
    assert import_export("articles.jsonl", first, editor) == []
    assert ties() == set()
    assert Claim.objects.filter(tag__kind="denial").count() == 2


@pytest.mark.parametrize(("who", "kind"), [("other_editor", "denial"), ("editor", "quote")])
def test_a_later_decision_is_not_overwritten(articles, editor, request, who, kind):
    first, second = exported("jsonl").splitlines()
    empty_tables()
    import_export("first.jsonl", first, editor)
    for denial in Claim.objects.filter(tag__kind="denial"):
        tag(denial, request.getfixturevalue(who), Decision(kind=kind))
    import_export("second.jsonl", second, editor)
    assert {title for title, _, _ in ties()} == {"Bramley"}


@pytest.mark.parametrize("broken", [{"sha256": "x"}, {"sha256": "a" * 64, "spans": [[3, 1]]}, ["x"], "x" * 9])
def test_an_unreadable_tie_is_dropped_and_the_others_stay(articles, editor, broken):
    first, second = map(json.loads, exported("jsonl").splitlines())
    _, denied, never = first["claims"]
    denied["answers"] = broken
    second["claims"][0]["answered"] = [broken, 7, {"sha256": first["sha256"], "spans": never["spans"]}]
    empty_tables()
    assert import_export("a.jsonl", "\n".join(map(json.dumps, (first, second))).encode(), editor) == []
    assert {start for title, start, _ in ties() if title == "Aldham"} == {never["spans"][0][0]}


def test_a_claim_cannot_answer_itself(articles, editor):
    first, _ = map(json.loads, exported("jsonl").splitlines())
    denied = first["claims"][1]
    denied["answers"] = {"sha256": first["sha256"], "spans": denied["spans"]}
    empty_tables()
    assert import_export("a.jsonl", json.dumps(first).encode(), editor) == []
    assert ties() == set()
