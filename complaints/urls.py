"""The public addresses of the room; those of the desk stand in wagtail_hooks.py."""

from __future__ import annotations

from django.urls import path

from complaints.views import check, public

app_name = "complaints"
urlpatterns = [
    path("", public.index, name="index"),
    path("submit/", public.submit, name="submit"),
    path("track/", public.track, name="track"),
    path("check/", check.check, name="check"),
    path("done/", public.done, name="done"),
]
