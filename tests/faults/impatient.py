"""The web server's configuration, with less patience for a client that stops reading."""

from annotate import serving
from annotate.serving import *  # noqa: F403

serving.PATIENCE = 2
