"""The app's settings with the additional pages of `tests.benchmarks.load`."""

from annotate.settings import *  # noqa: F403 (settings are a module's names)

ROOT_URLCONF = "tests.benchmarks.load_urls"
