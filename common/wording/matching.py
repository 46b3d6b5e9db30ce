"""The list against a text in one pass: each character asks only the rules that begin with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from common.wording.patterns import Pattern

    Hit = Finding
    Starting = dict[str, list[tuple["Rule", re.Pattern[str]]]]

# Names inside title marks are quoted as they were; a wrong character is wrong there too.
QUOTED_AS_THEY_WERE = frozenset(
    {Kind.TERM, Kind.ORGAN, Kind.LAW, Kind.STYLE, Kind.CLAIM}
)
_TITLE = re.compile("《[^《》\n]{1,80}》")
_YEAR = re.compile("((?:19|20)[0-9]{2})(?=年|[.\\-/〕])")
_ARTICLE = re.compile("[ 　*]*第[〇零一二三四五六七八九十百千]{1,9}条")
_BOUND = "。！？；\n"
_FORMERLY = re.compile(
    "(?:原|原来的|时任|前身[是为]|旧称|曾用名)(?:国家|[一-鿿]{2}|[一-鿿]{2}[省市县区])?$"
)
_ISSUED = re.compile("(?:办公厅|办公室)?(?:令|公告|发布|印发|制定|颁布|〔)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry, ready to run."""

    code: str
    kind: Kind
    level: Level
    reason: str
    suggestion: str
    patterns: tuple[Pattern, ...]
    exceptions: tuple[str, ...]
    together: tuple[Pattern, ...]
    since: int | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with what the rules ask about it."""

    text: str
    titles: tuple[tuple[int, int], ...]

    def is_quoted(self, start: int) -> bool:
        return self.is_in_title(start) or self.is_in_article(start)

    def is_in_title(self, start: int) -> bool:
        return any(left < start < right for left, right in self.titles)

    def is_in_article(self, start: int) -> bool:
        """True in an article of a law that is quoted whole: it says what it said when it was made."""
        line = self.text.rfind("\n", 0, start) + 1
        return bool(_ARTICLE.match(self.text) or _ARTICLE.match(self.text, line))

    def sentence(self, start: int, end: int) -> str:
        left = max(self.text.rfind(mark, 0, start) for mark in _BOUND) + 1
        rights = [place for mark in _BOUND if (place := self.text.find(mark, end)) >= 0]
        return self.text[left : min(rights, default=len(self.text))]


def found(rules: Iterable[Rule], text: str) -> list[Finding]:
    return scan(starting(rules), text)


def starting(rules: Iterable[Rule]) -> Starting:
    """Which rules a character may begin."""
    table: Starting = {}
    for rule in rules:
        for pattern in rule.patterns:
            for first in pattern.firsts:
                table.setdefault(first, []).append((rule, pattern.regex))
    return table


def scan(table: Starting, text: str) -> list[Finding]:
    whole = _Text(text, tuple(title.span() for title in _TITLE.finditer(text)))
    company: dict[str, bool] = {}
    clashing = {
        rule.code for rules in table.values() for rule, _ in rules if rule.together
    }
    findings: list[Finding] = []
    for place, mark in enumerate(text):
        for rule, regex in table.get(mark, ()):
            match = regex.match(text, place)
            if match and _stands(rule, whole, *match.span(), company):
                findings.append(_finding(rule, match))
    return _once(_longest(findings), clashing)


def _stands(
    rule: Rule, whole: _Text, start: int, end: int, company: dict[str, bool]
) -> bool:
    """False where the entry's own conditions say that this is no defect."""
    if rule.together and not _has_company(rule, whole.text, company):
        return False
    if _is_excepted(rule, whole.text, start, end):
        return False
    if rule.kind in QUOTED_AS_THEY_WERE and whole.is_quoted(start):
        return False
    return not (rule.since and _is_history(rule, whole, start, end))


def _has_company(rule: Rule, text: str, company: dict[str, bool]) -> bool:
    if rule.code not in company:
        company[rule.code] = any(p.regex.search(text) for p in rule.together)
    return company[rule.code]


def _is_excepted(rule: Rule, text: str, start: int, end: int) -> bool:
    """True where a word of the exceptions stands over the first or the last character of the hit."""
    for word in rule.exceptions:
        for anchor in {start, end - 1}:
            left = max(0, anchor - len(word) + 1)
            if word in text[left : anchor + len(word)]:
                return True
    return False


def _is_history(rule: Rule, whole: _Text, start: int, end: int) -> bool:
    """An old name is right where the sentence tells of the time when it was used."""
    if _FORMERLY.search(whole.text[max(0, start - 8) : start]):
        return True
    if _ISSUED.match(whole.text, end):
        return True
    years = map(int, _YEAR.findall(whole.sentence(start, end)))
    return any(year < (rule.since or 0) for year in years)


def _finding(rule: Rule, match: re.Match[str]) -> Finding:
    return Finding(
        start=match.start(),
        end=match.end(),
        kind=rule.kind,
        level=rule.level,
        reason=rule.reason,
        suggestion=rule.suggestion,
        phrase=match[0],
        code=rule.code,
    )


def _once(findings: list[Finding], clashing: set[str]) -> list[Finding]:
    """What clashes with another place of the text is said at its first place only."""
    firsts: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        firsts.setdefault((finding.code, finding.phrase), finding)
    return [
        finding
        for finding in findings
        if finding.code not in clashing
        or firsts[finding.code, finding.phrase] is finding
    ]


def _longest(findings: list[Finding]) -> list[Finding]:
    """Of hits that overlap, the longest says most."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start, -one.end)):
        if kept and finding.start < kept[-1].end:
            if finding.end - finding.start > kept[-1].end - kept[-1].start:
                kept[-1] = finding
            continue
        kept.append(finding)
    return kept
