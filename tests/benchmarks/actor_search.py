"""Measure searches of the register: `python -m tests.benchmarks.actor_search`.

Prints the milliseconds (median and highest) of several hundred searches among 1,000 and among 100,000 actors, of whom
every tenth has an alias: names typed letter by letter, several words, wrong letters, and names that nobody has. Each is
measured in the room and as the page's fragment, login included. The same run measures an empty page with a login, and
searches while ten editors type at once.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")
django.setup()

from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from annotate.actors.mentions.lexicons.first_names import FEMALE, MALE
from annotate.actors.names import key_of_name
from annotate.actors.searching import search_actors
from annotate.models import Actor, Alias, Role, User
from annotate.urls import urlpatterns as real_urlpatterns
from annotate.web.access import needs

SIZES = (1_000, 100_000)
SEARCHED = 40  # actors whose names are typed, letter by letter
MOST = 8
EDITORS, PAUSE = 10, 0.12  # editors who type at once, and the seconds between letters, as the page waits for them
SYLLABLES = """
    ba ber bri car con da del don dor en er fal fin gar gor hal har hen in jen ka kel kov la len li lo mac man mar mer
    mi mor na nel no ol or par pe pra qui ra ren ri ro ros sa san sen ser sha shi ska son sta ste sti stro ta ten ter
    tho ti tor tra u va ve vi von wal wen wi ya ye zi
""".split()

urlpatterns = [*real_urlpatterns, path("empty/", needs(Role.READER)(lambda request: HttpResponse("empty")))]


def main() -> None:
    database = connection.creation.create_test_db(verbosity=0)
    try:
        with override_settings(ROOT_URLCONF=__name__):
            measure()
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def measure() -> None:
    client = Client(headers={"HX-Request": "true", "Host": "localhost"})
    editor = User.objects.create_user("bench")
    client.force_login(editor)
    empty, _ = times(lambda _: client.get("/empty/"), range(100))
    print(f"empty page with a login: {empty:.1f} ms\n")
    print(f"{'actors':>8} {'searches':<22} {'room: median':>13} {'highest':>8} {'page: median':>13} {'highest':>8}")
    random.seed(1)
    new = names(max(SIZES))
    for size in SIZES:
        fill(new, size - Actor.objects.count(), editor)
        for label, typed in searches().items():
            room = times(lambda words: search_actors(words, most=MOST), typed)
            page = times(lambda words: client.get("/actors/options/", {"actor_name": words}), typed)
            figures = f"{room[0]:>13.1f} {room[1]:>8.1f} {page[0]:>13.1f} {page[1]:>8.1f}"
            print(f"{size:>8,} {f'{label} ({len(typed)})':<22} {figures}")
    typed = searches()["letter by letter"]
    with ThreadPoolExecutor(EDITORS) as editors:
        taken = [each for times in editors.map(type_slowly, [typed] * EDITORS) for each in times]
    print(f"{EDITORS} editors typing at once: {statistics.median(taken):.1f} ms, highest {max(taken):.1f} ms")


def type_slowly(typed: list[str]) -> list[float]:
    """Return the milliseconds of each search of one editor, who types a letter every `PAUSE` seconds."""
    taken = []
    for words in random.sample(typed, min(len(typed), 60)):
        time.sleep(PAUSE)
        taken.append(times(lambda words: search_actors(words, most=MOST), [words])[0])
    connection.close()
    return taken


def names(number: int) -> Iterator[str]:
    """Yield different names: common first names, and surnames distributed as unevenly as real ones."""
    firsts = sorted(FEMALE | MALE)
    surnames = sorted({"".join(random.choices(SYLLABLES, k=random.choice([2, 2, 3, 3, 4]))) for _ in range(45_000)})
    random.shuffle(surnames)
    weights = [1 / (rank + 10) for rank in range(len(surnames))]
    seen: set[str] = set()
    while len(seen) < number:
        for surname in random.choices(surnames, weights, k=10_000):
            name = f"{random.choice(firsts)} {surname}".title()
            if name not in seen and len(seen) < number:
                seen.add(name)
                yield name


def fill(new: Iterable[str], number: int, editor: User) -> None:
    made = [
        Actor(name=name, key=key_of_name(name), in_register=True, created_by=editor)
        for name, _ in zip(new, range(number), strict=False)
    ]
    Actor.objects.bulk_create(made, batch_size=5_000)
    aliases = [(actor, f"{actor.name[0]}. {actor.name.split()[-1]}") for actor in made[::10]]
    Alias.objects.bulk_create(
        [Alias(actor=each, name=name, key=key_of_name(name)) for each, name in aliases], batch_size=5_000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def searches() -> dict[str, list[str]]:
    some = random.sample(list(Actor.objects.values_list("key", flat=True)), SEARCHED)
    surnames = [name.split()[-1] for name in some]
    return {
        "letter by letter": [name[:end] for name in surnames for end in range(1, len(name) + 1)],
        "two beginnings": [f"{name.split()[1][:4]} {name[:2]}" for name in some],
        "a wrong letter": [with_error(name) for name in surnames if len(name) > 4],
        "two wrong words": [" ".join(map(with_error, name.split())) for name in some],
        "names nobody has": ["".join(random.choices("qxzjkw", k=7)) for _ in range(SEARCHED)],
    }


def with_error(word: str) -> str:
    """Return the word with two letters swapped, one dropped or one changed."""
    at = random.randrange(1, max(2, len(word) - 2))
    return random.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            f"{word[:at]}x{word[at + 1 :]}",
        ]
    )


def times(action: Callable[[str], object], inputs: Iterable[str]) -> tuple[float, float]:
    """Return the median and the highest time of the action, in milliseconds."""
    taken = []
    for each in inputs:
        start = time.perf_counter()
        action(each)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), max(taken)


if __name__ == "__main__":
    main()
