"""A denial that answers an allegation of another article: exported as JSON Lines, and taken in again."""

import json

import pytest

from annotate.models import Claim
from annotate.tagging.decisions import Decision
from tests.exporting.test_round_trip import brought, emptied, exported
from tests.factories import make_article, make_claim, tag


@pytest.fixture
def articles(editor):
    """Two articles, each with a denial that answers the other's allegation, and the first with a second one too."""
    made = []
    for name in ("Aldham", "Bramley"):
        article = make_article(text=f"Ms Roe alleged it leaked at {name}. It did not. Never.", title=name)
        made.append([make_claim(article, words) for words in ("it leaked", "It did not", "Never")])
    (one, denied, never), (other, denied_too, _) = made
    for allegation in (one, other):
        tag(allegation, editor, Decision(kind="allegation"))
    tag(denied, editor, Decision(kind="denial", answers_id=other.pk, note="see page 3"))
    tag(never, editor, Decision(kind="denial", answers_id=other.pk))
    tag(denied_too, editor, Decision(kind="denial", answers_id=one.pk))
    return one.article, other.article


def ties() -> set[tuple[str, str, str]]:
    """Each denial that answers: its article, its place, and the article of what it answers."""
    denials = Claim.objects.exclude(tag__answers=None)
    return set(denials.values_list("article__title", "start", "tag__answers__article__title"))


def test_ties_between_articles_come_back_whichever_comes_first(articles, editor):
    before, tied = exported("jsonl"), ties()
    assert len(tied) == 3
    emptied()
    assert brought("articles.jsonl", before, editor) == []
    assert ties() == tied
    assert exported("jsonl") == before


def test_they_come_back_too_if_each_article_comes_by_itself(articles, editor):
    before, tied = exported("jsonl"), ties()
    emptied()
    for number, line in enumerate(reversed(before.splitlines())):
        brought(f"{number}.jsonl", line, editor)
    assert ties() == tied


def test_what_a_denial_said_else_stays_as_it_was(articles, editor):
    before = exported("jsonl")
    emptied()
    brought("articles.jsonl", before, editor)
    assert Claim.objects.get(tag__note="see page 3").kind == "denial"


def test_a_tie_to_an_article_that_is_not_here_is_none(articles, editor):
    first, _ = exported("jsonl").splitlines()
    emptied()
    assert brought("articles.jsonl", first, editor) == []
    assert ties() == set()
    assert Claim.objects.filter(tag__kind="denial").count() == 2


@pytest.mark.parametrize(("who", "kind"), [("other_editor", "denial"), ("editor", "quote")])
def test_what_was_decided_anew_meanwhile_stays(articles, editor, request, who, kind):
    first, second = exported("jsonl").splitlines()
    emptied()
    brought("first.jsonl", first, editor)
    for denial in Claim.objects.filter(tag__kind="denial"):
        tag(denial, request.getfixturevalue(who), Decision(kind=kind))
    brought("second.jsonl", second, editor)
    assert {title for title, _, _ in ties()} == {"Bramley"}


@pytest.mark.parametrize("broken", [{"sha256": "x"}, {"sha256": "a" * 64, "spans": [[3, 1]]}, ["x"], "x" * 9])
def test_a_tie_that_cannot_be_read_is_left_out_and_the_others_stay(articles, editor, broken):
    first, second = map(json.loads, exported("jsonl").splitlines())
    _, denied, never = first["claims"]
    denied["answers"] = broken
    second["claims"][0]["answered"] = [broken, 7, {"sha256": first["sha256"], "spans": never["spans"]}]
    emptied()
    assert brought("a.jsonl", "\n".join(map(json.dumps, (first, second))).encode(), editor) == []
    assert {start for title, start, _ in ties() if title == "Aldham"} == {never["spans"][0][0]}


def test_a_claim_does_not_answer_itself_by_its_own_place(articles, editor):
    first, _ = map(json.loads, exported("jsonl").splitlines())
    denied = first["claims"][1]
    denied["answers"] = {"sha256": first["sha256"], "spans": denied["spans"]}
    emptied()
    assert brought("a.jsonl", json.dumps(first).encode(), editor) == []
    assert ties() == set()
