"""The least that Wagtail's database search needs to answer from a page."""

from pathlib import Path

from verkstad.config import database, env

SECRET_KEY = env.text("VERKSTAD_SECRET_KEY")
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database.settings(env.text("DATABASE_URL")) | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "wagtail_baseline",
    "wagtail.search",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "wagtail_baseline.urls"
WSGI_APPLICATION = "wagtail_baseline.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "swedish", "AUTO_UPDATE": False}
}
USE_TZ = True
# Its tables are made as they are, without the pages that its migrations build on.
MIGRATION_MODULES = {"wagtailsearch": None}
