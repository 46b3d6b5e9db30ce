"""The tests: nothing from the environment but the database and the search engine's address."""

from __future__ import annotations

import tempfile
from pathlib import Path

from portal.settings.base import *

SECRET_KEY = "only-for-tests"  # noqa: S105 - not a secret: it guards nothing that outlives a test
_room = tempfile.TemporaryDirectory(prefix="yangguang-test-")  # goes when the tests end
VAR_DIR = Path(_room.name)
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = VAR_DIR / "media"
SEARCH_INDEX_DIR = VAR_DIR / "search"
OUTBOX_LEASE_SECONDS = 120.0
SEALING_KEYS = ""
SEALING_KEYS_FILE = VAR_DIR / "keys" / "sealing.json"
SEALED_FILES_DIR = VAR_DIR / "sealed"
SEARCH_ENGINE = "tantivy"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {
    "default": env.db_url(
        "TEST_DATABASE_URL", default=f"sqlite:///{VAR_DIR}/portal.sqlite3"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    # A file, because the browser tests' server thread and the tests must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
