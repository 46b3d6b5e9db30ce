"""The door for gunicorn."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from portal.charset import tame

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
application = tame(get_wsgi_application())
