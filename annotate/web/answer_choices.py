"""The allegations that a denial can answer."""

from itertools import chain

from annotate.actors.searching import search_actors
from annotate.models import Claim, Kind

MOST_HERE = 200
MOST_ELSEWHERE = 20
MOST_ACTORS = 5


def allegations_for(claim: Claim, words: str) -> list[tuple[str, list[Claim]]]:
    """Return the allegations that this claim can answer, as groups with a title. Empty groups are left out.

    words: a search in the words and actors of this article's allegations, and in the headlines and actors of other
    articles; "" returns all allegations of this article and no others.
    """
    allegations = Claim.objects.exclude(pk=claim.pk).answerable()
    here = [
        allegation
        for allegation in allegations.filter(article=claim.article_id)[:MOST_HERE]
        if _matches(allegation, words)
    ]
    groups = [("In this article", here), ("In other articles", _elsewhere(claim, words) if words else [])]
    return [(title, found) for title, found in groups if found]


def _elsewhere(claim: Claim, words: str) -> list[Claim]:
    others = Claim.objects.exclude(article=claim.article_id)
    actors = [hit.actor.pk for hit in search_actors(words, most=MOST_ACTORS)]
    by_actor = others.tagged_as(Kind.ALLEGATION).by_actors(actors).answerable()[:MOST_ELSEWHERE] if actors else []
    by_headline = others.in_articles_matching(words).answerable()[:MOST_ELSEWHERE]
    found = {allegation.pk: allegation for allegation in chain(by_actor, by_headline)}
    return list(found.values())[:MOST_ELSEWHERE]


def _matches(claim: Claim, words: str) -> bool:
    searched = f"{claim.words} {claim.actor or ''} {claim.source_words}".casefold()
    return all(word in searched for word in words.casefold().split())
