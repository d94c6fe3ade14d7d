"""The app with one page more, for `tests.benchmarks.load`."""

from annotate.settings import *  # noqa: F403 (settings are a module's names)

ROOT_URLCONF = "tests.benchmarks.load_urls"
