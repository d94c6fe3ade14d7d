"""Measure finding the claims of a text: `python -m tests.benchmarks.detection`.

Takes about a minute on an idle machine. Prints one table with a row for the rules and one for the trained model. Each
figure comes from a fresh process that is pinned to its cores:

- start: seconds to import the code, load the model and read a short text, the median of three processes; Python's own
  start is not counted. Memory: resident after that, and the peak of a process that has read 1,000,000 characters.
- words a second: the sample articles one after the other for some seconds, on one core, on two cores by two processes,
  and on two cores by one process (the model has threads, the rules have not). A word is a match of \\w+|[^\\w\\s], so a
  punctuation mark counts as one, as in spaCy.
- × spaCy: one core's words a second divided by the 10,014 that spaCy publishes for en_core_web_lg on a CPU
  (spacy.io/usage/facts-figures). They used another machine and other texts, so it shows only the order of magnitude.
- an article of 5,000 characters: milliseconds, the median of nine, one process on two cores; then the seconds for
  longer texts in the same process, and how much more time a character takes in the longest than in the shortest (1.00
  is linear). Texts are the sample articles repeated up to the length, which is more work than real text.
"""

import multiprocessing
import os
import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent.parent / "annotate" / "importing" / "samples"
SHORT = "The mayor said on Monday that the bridge was safe."
ARTICLE, LENGTHS = 5_000, (10_000, 100_000, 1_000_000)
STARTS, RUNS, SECONDS = 3, 9, 3.0
SPACY = 10_014
INSTRUCTIONS = ("avx2", "avx512bw", "avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
WORD = re.compile(r"\w+|[^\w\s]")
FINDERS = {"rules": "find_by_rules", "trained model": "find_attributions"}


def main() -> None:
    cores = sorted(os.sched_getaffinity(0))[:2]
    print("Each word is a match of \\w+|[^\\w\\s]; spaCy is en_core_web_lg's published 10,014 words a second on a CPU.")
    print(f"This machine lends {len(os.sched_getaffinity(0))} cores; its load was {os.getloadavg()[0]:.1f} before.")
    print(f"Of the instructions that make 8-bit products fast it has {instructions()}.\n")
    print(f"{'':<14}{'start':>7}{'memory MB':>14}{'words a second on':>30}{'×':>8}{'ms for':>8}", end="")
    print(f"{'seconds for characters':>31}{'a char.':>9}")
    print(f"{'':<14}{'s':>7}{'start':>8}{'peak':>6}{'1 core':>10}{'2, two':>10}{'2, one':>10}{'spaCy':>8}", end="")
    print(f"{ARTICLE:>8,}{LENGTHS[0]:>10,}{LENGTHS[1]:>10,}{LENGTHS[2]:>11,}{'growth':>9}")
    for name in FINDERS:
        print(f"{name:<14}{row(name, cores)}", flush=True)


def instructions() -> str:
    """Return which of these this processor has; with VNNI an 8-bit product takes one instruction instead of three."""
    flags = set(re.findall(r"\w+", Path("/proc/cpuinfo").read_text()))
    return ", ".join(name for name in INSTRUCTIONS if name in flags) or "none of those known here"


def row(name: str, cores: list[int]) -> str:
    starts = [measured(start, name, cores)[0] for _ in range(STARTS)]
    first, resident = (statistics.median(figures) for figures in zip(*starts, strict=True))
    [one] = measured(speed, name, cores[:1])
    two = both = None
    if len(cores) == 2:
        two = sum(measured(speed, name, cores[:1], cores[1:]))
        both = measured(speed, name, cores)[0] if name != "rules" else None
    [(milliseconds, longer, peak)] = measured(sizes, name, cores)
    growth = (longer[-1] / LENGTHS[-1]) / (longer[0] / LENGTHS[0])
    return (
        f"{first:>7.2f}{resident:>8.0f}{peak:>6.0f}{one:>10,.0f}{words(two)}{words(both)}{one / SPACY:>8.2f}"
        f"{milliseconds:>8.1f}{longer[0]:>10.3f}{longer[1]:>10.2f}{longer[2]:>11.1f}{growth:>9.2f}"
    )


def words(a_second: float | None) -> str:
    return f"{'–':>10}" if a_second is None else f"{a_second:>10,.0f}"


def measured(measure: Callable[[str], Any], name: str, *places: list[int]) -> list[Any]:
    """Return what `measure` gives in fresh processes that run at the same time, one for each set of cores."""
    fresh = multiprocessing.get_context("spawn")
    together = fresh.Barrier(len(places))
    with ProcessPoolExecutor(len(places), fresh, initializer=join, initargs=[together]) as processes:
        return [each.result() for each in [processes.submit(pinned, measure, name, cores) for cores in places]]


def join(together: Any) -> None:
    global at_the_same_time
    at_the_same_time = partial(together.wait, 60)


def pinned(measure: Callable[[str], Any], name: str, cores: list[int]) -> Any:
    os.sched_setaffinity(0, cores)
    return measure(name)


def start(name: str) -> tuple[float, float]:
    """Return the seconds of the start and the megabytes after it."""
    began = time.perf_counter()
    finder(name)(SHORT)
    return time.perf_counter() - began, megabytes("VmRSS")


def speed(name: str) -> float:
    """Return the words a second on the sample articles."""
    texts = [(text, len(WORD.findall(text))) for text in samples()]
    find = finder(name)
    find(texts[0][0])
    at_the_same_time()
    done, began = 0, time.perf_counter()
    for text, of_text in cycle(texts):
        find(text)
        done += of_text
        if (elapsed := time.perf_counter() - began) >= SECONDS:
            return done / elapsed


def sizes(name: str) -> tuple[float, list[float], float]:
    """Return the milliseconds of an article, the seconds of each longer text, and the peak megabytes."""
    find = finder(name)
    article = of_length(ARTICLE)
    find(article)
    milliseconds = statistics.median(seconds(find, article) for _ in range(RUNS)) * 1000
    shortest = statistics.median(seconds(find, of_length(LENGTHS[0])) for _ in range(RUNS))
    longer = [seconds(find, of_length(length)) for length in LENGTHS[1:]]
    return milliseconds, [shortest, *longer], megabytes("VmHWM")


def finder(name: str) -> Callable[[str], list]:
    """Return the function that finds claims. Raise if the rules would silently replace the trained model."""
    from annotate import detection  # imported here, because the import is part of the start
    from annotate.text import Document

    find = getattr(detection, FINDERS[name])
    if find is detection.find_attributions and detection.detector_version() == detection.detector.RULES_VERSION:
        detection.load_model()  # raises what is wrong
        raise RuntimeError("The rules ran instead of the trained model.")
    return lambda text: find(Document(text))


def seconds(find: Callable[[str], list], text: str) -> float:
    began = time.perf_counter()
    find(text)
    return time.perf_counter() - began


def samples() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))]


def of_length(length: int) -> str:
    articles = "\n\n".join(samples()) + "\n\n"
    return (articles * (length // len(articles) + 1))[:length]


def megabytes(of: str) -> float:
    """Return this process's memory in MB, from the kernel: VmRSS is what is resident now, VmHWM the peak."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"^{of}:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1000


if __name__ == "__main__":
    main()
