"""The law library's addresses: a law, a version of it by its date, an article by its number."""

from __future__ import annotations

import datetime as dt

from django.urls import path, register_converter

from legal_education import views


class DateConverter:
    """2018-10-26; what no calendar knows is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()


class NumeralConverter:
    """35, 10-1 for 第十条之一, 7r1 for the second 第七条 of a text that numbers two alike."""

    regex = r"\d{1,4}(?:-\d{1,4})?(?:r\d{1,3})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(DateConverter, "day")
register_converter(NumeralConverter, "numeral")

app_name = "legal_education"
urlpatterns = [
    path("", views.library, name="library"),
    path("<str:key>/", views.law, name="law"),
    path("<str:key>/<day:date>/", views.version, name="version"),
    path(
        "<str:key>/<numeral:numeral>/", views.article_in_force, name="article_in_force"
    ),
    path("<str:key>/<day:date>/<numeral:numeral>/", views.article, name="article"),
]
