"""Production: PostgreSQL, Elasticsearch and Redis behind nginx; refuses to start when anything is missing."""

from __future__ import annotations

from pathlib import Path

from portal.settings.base import *

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_URL = env.str("SITE_URL")
WAGTAILADMIN_BASE_URL = SITE_URL
DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL"),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = env.str("REDIS_URL")
SEARCH_ENGINE = "elasticsearch"
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL")
if not SEALING_KEYS:
    SEALING_KEYS_FILE = Path(env.str("SEALING_KEYS_FILE"))
env.str("EMAIL_URL")  # read in base.py; without it mails would lie in clear as files
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM")

CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# W019 asks for DENY; the editors' preview is a frame of the site itself, so the header says SAMEORIGIN.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
