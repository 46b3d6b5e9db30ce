"""The words with codes: where a law stands, what ranks above its articles, how its day in force is known."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Who made the rule, from the highest down."""

    CONSTITUTION = "constitution", _("宪法")
    STATUTE = "statute", _("法律")
    ADMINISTRATIVE = "administrative", _("行政法规")
    INTERPRETATION = "interpretation", _("司法解释")
    MINISTRY = "ministry", _("部门规章")
    LOCAL = "local", _("地方性法规")
    CASE = "case", _("案例")
    OTHER = "other", _("其他")


# How much a source weighs in search, 1–6. A judicial interpretation binds courts as a regulation binds
# authorities; a local rule is set below the ministries' so that it never drowns the national text it repeats.
AUTHORITY: dict[str, int] = {
    Level.CONSTITUTION: 6,
    Level.STATUTE: 5,
    Level.ADMINISTRATIVE: 4,
    Level.INTERPRETATION: 3,
    Level.MINISTRY: 3,
    Level.LOCAL: 2,
    Level.CASE: 1,
    Level.OTHER: 1,
}


class Rank(models.TextChoices):
    """Which heading holds which."""

    PART = "part", _("编")
    SUBPART = "subpart", _("分编")
    CHAPTER = "chapter", _("章")
    SECTION = "section", _("节")
    OTHER = "other", _("其他标题")


class DateBasis(models.TextChoices):
    """How the day in force, or the version's date, is known."""

    STATED = "stated", _("文本载明")
    PACKAGE = "package", _("数据包记载")
    DECISION = "decision", _("修改决定载明")
    FILE_NAME = "file_name", _("文件名所记")
    UNKNOWN = "unknown", _("待核")


class Source(models.TextChoices):
    """Where a version's text came from."""

    PACKAGE = "package", _("法律数据包")
    FOLDER = "folder", _("法律文本库")


class Standing(models.TextChoices):
    """Where a version stands on a day."""

    IN_FORCE = "in_force", _("现行有效")
    COMING = "coming", _("尚未施行")
    SUPERSEDED = "superseded", _("已被新版本取代")
    REPEALED = "repealed", _("已废止")
