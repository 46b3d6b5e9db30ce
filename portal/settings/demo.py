"""The demo: one machine, SQLite and the embedded index, no other server, DEBUG off."""

from __future__ import annotations

from portal.settings.base import *
from portal.settings.secret import kept_secret

DEMO = env.bool("DEMO", default=True)
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(
    VAR_DIR / "keys" / "secret-key"
)
