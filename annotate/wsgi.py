"""The WSGI application, for gunicorn: `gunicorn annotate.wsgi`."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")

application = get_wsgi_application()

# Django would fail only when a request first needs the key.
if not settings.HAS_SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Create one with `python -c 'import secrets; print(secrets.token_urlsafe(50))'` and "
        "use the same key for every web process."
    )
