"""Which allegations a denial may answer."""

from itertools import chain

from annotate.actors.searching import search_actors
from annotate.models import Claim, Kind

MOST_HERE = 200
MOST_ELSEWHERE = 20
MOST_ACTORS = 5


def allegations_for(claim: Claim, words: str) -> list[tuple[str, list[Claim]]]:
    """The allegations that this claim may answer, as groups with a title; none for a group that is empty.

    words: what is searched for, in the words and actors of this article's allegations, and in the headlines and the
    actors of others; "" for all of this article's.
    """
    allegations = Claim.objects.exclude(pk=claim.pk).answerable()
    here = [each for each in allegations.filter(article=claim.article_id)[:MOST_HERE] if _fits(each, words)]
    groups = [("In this article", here), ("In other articles", _elsewhere(claim, words) if words else [])]
    return [(title, found) for title, found in groups if found]


def _elsewhere(claim: Claim, words: str) -> list[Claim]:
    others = Claim.objects.exclude(article=claim.article_id)
    actors = [hit.actor.pk for hit in search_actors(words, most=MOST_ACTORS)]
    by_actor = others.tagged_as(Kind.ALLEGATION).by_actors(actors).answerable()[:MOST_ELSEWHERE] if actors else []
    by_head = others.in_articles_matching(words).answerable()[:MOST_ELSEWHERE]
    found = {each.pk: each for each in chain(by_actor, by_head)}
    return list(found.values())[:MOST_ELSEWHERE]


def _fits(claim: Claim, words: str) -> bool:
    said = f"{claim.words} {claim.actor or ''} {claim.source_words}".casefold()
    return all(word in said for word in words.casefold().split())
