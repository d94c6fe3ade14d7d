"""Django's settings. Environment variables set what differs between hosts; .env.example lists them all."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from annotate import environment, logs

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("ONRECORD_DATA", str(BASE_DIR / "var"))).resolve()
DATABASE_URL = environment.text("DATABASE_URL")
EMBEDDED = not DATABASE_URL

DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.text("SECRET_KEY")
# A single machine can store its key beside its data. Several hosts must share one, so with a DATABASE_URL wsgi.py
# refuses to start without it.
if EMBEDDED and not SECRET_KEY:
    SECRET_KEY = environment.read_or_create_key(DATA_DIR / "secret_key")
HAS_SECRET_KEY = bool(SECRET_KEY)
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.items("CSRF_TRUSTED_ORIGINS", [])

HTTPS = environment.flag("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = environment.whole_number("HSTS_SECONDS", 365 * 24 * 3600, least=0)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = environment.flag("HSTS_SUBDOMAINS", True)
# Django's defaults add nosniff, no frames, no referrer to other sites and an isolated window.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Monitoring calls each process directly over HTTP, not through the proxy.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]

INSTALLED_APPS = [
    "annotate",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "csp",
    "axes",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "annotate.web.request_ids.RequestIdMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "annotate.web.privacy_headers.PrivacyHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "annotate.web.compression.BrotliMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "annotate.web.login_middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "annotate.web.metrics.RequestsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "annotate.urls"
WSGI_APPLICATION = "annotate.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {
                "article_urls": "annotate.web.article_urls",
                "highlights": "annotate.web.highlight_tags",
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "annotate.web.access.may",
            ],
        },
    },
]

DATABASE: dict[str, Any]
if EMBEDDED:
    DATABASE = {
        "ENGINE": "annotate.embedded",
        "NAME": "postgres",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }
else:
    try:
        DATABASE = {**dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
    except (dj_database_url.ParseError, ValueError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; write it as postgres://user:password@host:5432/database."
        ) from error
    if DATABASE.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL is not a PostgreSQL address; OnRecord needs PostgreSQL 14 or later.")
    # connect_timeout in seconds; tcp_user_timeout, for data that the network does not acknowledge, in milliseconds.
    DATABASE["OPTIONS"] = {"connect_timeout": 5, "tcp_user_timeout": 20_000} | DATABASE.get("OPTIONS", {})
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "annotate.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "articles"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
PASSWORD_RESET_TIMEOUT = 4 * 3600  # seconds for which an emailed link works

# Failed logins lock an account for one address only, so that nobody can lock out its owner elsewhere.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = environment.whole_number("LOGIN_ATTEMPTS", 5)
AXES_COOLOFF_TIME = timedelta(minutes=environment.whole_number("LOGIN_PAUSE_MINUTES", 15))
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False  # or each command logs a line about axes
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "annotate.web.access.client_address"
AXES_LOCKOUT_CALLABLE = "annotate.web.views.errors.locked_out"
# The number of proxies before the web server. Each adds its client's address to X-Forwarded-For.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 1 if HTTPS else 0, least=0)

# Without a mail server, emails are written to the web server's log.
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 587)
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", True)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "onrecord@localhost")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.text("TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "annotate.web.static_files.StaticFiles"},
}

CSRF_FAILURE_VIEW = "annotate.web.views.errors.stale_form"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# Keep failed jobs for inspection.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "worker_middleware": [logs.restore_job_context]}

# Per worker. A worker runs one job at a time; run as many workers as there are cores.
DETECTION_THREADS = environment.whole_number("DETECTION_THREADS", 1)
# The longest article that can be imported, in bytes of UTF-8.
ARTICLE_MAX_BYTES = environment.whole_number("ARTICLE_MAX_BYTES", 2_000_000)
# The largest file with many articles, in bytes. The database stores it until its import is finished.
IMPORT_MAX_BYTES = environment.whole_number("IMPORT_MAX_BYTES", 1_000_000_000)
# Larger than an article, so that the form can report an article that is too long and keep its text.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * ARTICLE_MAX_BYTES + 1_000_000

# The token that Prometheus sends to read /metrics.
METRICS_TOKEN = environment.text("METRICS_TOKEN")
# People read the log of a single machine; elsewhere, programs do.
LOG_FORMAT = environment.one_of("LOG_FORMAT", "text" if EMBEDDED else "json", ("json", "text"))
LOG_LEVEL = environment.one_of("LOG_LEVEL", "WARNING" if EMBEDDED else "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = logs.build_configuration(format=LOG_FORMAT, level=LOG_LEVEL)
