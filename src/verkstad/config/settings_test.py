"""Settings of the tests: a throw-away database, and everything that is slow on purpose made fast."""

import hashlib
import os
from pathlib import Path

from verkstad.config import database

REPOSITORY = Path(__file__).resolve().parents[3]
os.environ |= {
    "VERKSTAD_HOME": str(REPOSITORY / ".cache" / "test-home"),
    "VERKSTAD_DEMO": "1",
    "VERKSTAD_HTTPS": "0",
    "VERKSTAD_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
}
database.provide(Path(os.environ["VERKSTAD_HOME"]))

from verkstad.config.settings import *  # noqa: E402, F403 -- the same, on the database that is there now
from verkstad.config.settings import DATABASES, PACKAGE, STATIC_ROOT, STORAGES  # noqa: E402 -- as above

# Each process has a database of its own, copied from a template that all runs with the same migrations share.
_migrations = b"".join(file.read_bytes() for file in sorted(PACKAGE.glob("*/migrations/*.py")))
DATABASES["default"]["TEST"] = {
    "NAME": f"test_{os.getpid()}",
    "TEMPLATE": f"template_{hashlib.sha256(_migrations).hexdigest()[:16]}",
}
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
DATABASES["default"]["CONN_MAX_AGE"] = 0

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
# Ten milliseconds and more for every search; the tests of meaning name theirs.
EMBEDDER = ""
