"""What the admin shows of this room."""

from __future__ import annotations

from wagtail import hooks

from legal_education.viewsets import LawViewSet, law_viewset


@hooks.register("register_admin_viewset")
def laws() -> LawViewSet:
    return law_viewset
