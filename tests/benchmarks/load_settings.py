"""The app with one page more, for `tests.benchmarks.load`."""

from annotate.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.load_urls"
