# The portal and its worker in one image; compose.yaml runs it as both.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=portal.settings.production
WORKDIR /app

COPY requirements/runtime.lock requirements/
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements/runtime.lock

COPY manage.py ./
COPY common common
COPY complaints complaints
COPY disclosure disclosure
COPY legal_education legal_education
COPY portal portal
COPY search search
COPY docs/manual.md docs/
# The catalogues need no secret; any settings that load will do.
RUN DJANGO_SETTINGS_MODULE=portal.settings.test python manage.py compile_catalogues \
    && useradd --system --uid 10001 portal \
    && mkdir -p /srv/yangguang /etc/yangguang \
    && chown portal /srv/yangguang /etc/yangguang
USER portal

CMD ["gunicorn", "portal.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=4", "--threads=4", \
     "--no-control-socket"]
