"""One thing found in a text: its place, its gravity, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.crypto import salted_hmac


class Level(models.TextChoices):
    """How grave a finding is; only the last keeps a text from being published."""

    NOTE = "note", "提示"
    WARN = "warn", "提醒"
    BLOCK = "block", "阻止"


class Kind(models.TextChoices):
    """What sort of defect it is."""

    PERSONAL = "personal", "个人信息"
    SECRECY = "secrecy", "密级和内部标记"
    RESIDUE = "residue", "编辑残留"
    CHARACTER = "character", "错别字"
    DOUBLED = "doubled", "重复"
    PUNCTUATION = "punctuation", "标点和全半角"
    NUMBER = "number", "数字、日期和计量"
    ORDER = "order", "序号"
    TERM = "term", "规范称谓"
    ORGAN = "organ", "机构名称"
    LAW = "law", "法律名称和法言法语"
    STYLE = "style", "文字精炼"
    CLAIM = "claim", "绝对化用语"
    SENSE = "sense", "前后不一"


# Whoever merely edits may not wave these through: the harm is done to somebody else and cannot be taken back.
GRAVE = frozenset({Kind.PERSONAL, Kind.SECRECY})
SHOWN_OF_PERSONAL = 3


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Half-open place, as Python slices: `text[start:end] == phrase`."""

    start: int
    end: int
    kind: Kind
    level: Level
    reason: str
    suggestion: str
    phrase: str
    code: str

    @property
    def told(self) -> str:
        """All of it in one sentence; a grave phrase is shown masked."""
        reason, suggestion = self.reason.rstrip("。"), self.suggestion.rstrip("。")
        return f"“{self.shown}”：{reason}。建议：{suggestion}。"

    @property
    def is_grave(self) -> bool:
        return self.kind in GRAVE

    @property
    def shown(self) -> str:
        """The phrase as it may stand in lists and logs: of personal data only the beginning."""
        if self.kind != Kind.PERSONAL:
            return self.phrase
        return f"{self.phrase[:SHOWN_OF_PERSONAL]}…（{len(self.phrase)}字）"

    @property
    def digest(self) -> str:
        """The phrase and the check that found it, recognisable again and not readable."""
        told = f"{self.code}\n{self.phrase}"
        return salted_hmac("common.wording", told, algorithm="sha256").hexdigest()
