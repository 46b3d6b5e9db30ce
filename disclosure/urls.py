"""The addresses of the room that are no pages of the tree."""

from __future__ import annotations

from django.urls import path

from disclosure import views

app_name = "disclosure"

urlpatterns = [
    path("", views.powers, name="powers"),
    path("<slug:code>/", views.power, name="power"),
]
