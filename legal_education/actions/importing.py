"""Reading laws into the library: all sources at hand, batch after batch, and a report of what did not fit."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legal_education.actions.body import count_openings
from legal_education.actions.combining import grouped, one_of_source
from legal_education.actions.crossing import read_again, read_references
from legal_education.actions.markdown import context_of, files_under, read_file
from legal_education.actions.package import is_package_path, read_package
from legal_education.actions.reading import Fault, Reading, is_package
from legal_education.actions.rows import Written
from legal_education.actions.settling import settle
from legal_education.actions.telling import tell_changes
from legal_education.actions.writing import Pair, tell_search_of, write_batch
from legal_education.models import Article, CrossReference, Law, LawVersion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Progress = Callable[[str, int, int], None]

BATCH = 40
REPEALED = "已废止"
STANDING = "现行有效"


@dataclass(slots=True)
class Report:
    """What an import met and did."""

    files: int = 0
    package_laws: int = 0
    package_articles: int = 0
    folder_articles: int = 0
    folder_passages: int = 0
    counted: int = 0
    seconds: float = 0.0
    written: Written = field(default_factory=Written)
    begun: int = 0
    repealed: int = 0
    references: int = 0
    reading_seconds: float = 0.0
    told: int = 0
    faults: list[Fault] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        settled = self.begun + self.repealed + self.told
        return self.written.writes + settled + self.references

    def summary(self) -> list[str]:
        sorts = Counter(fault.sort for fault in self.faults)
        return [
            f"文本库：{self.files} 个文件，{self.folder_articles} 条，条外文字 {self.folder_passages} 段",
            f"数据包：{self.package_laws} 部（版本），{self.package_articles} 条",
            f"逐行清点条文开头 {self.counted} 处，读出 {self.folder_articles} 条",
            f"两源同版本比对 {self.written.compared} 条，文字相同 {self.written.alike} 条",
            f"新增法律 {self.written.laws}、版本 {self.written.versions}，改动版本 {self.written.changed}，"
            f"未变版本 {self.written.unchanged}",
            f"新增条文 {self.written.articles_added}，改动 {self.written.articles_altered}，"
            f"删除 {self.written.articles_removed}",
            f"据修改决定补施行日期 {self.begun} 个，据条文记废止 {self.repealed} 个",
            f"条文中的引用改动 {self.references} 处，用时 {self.reading_seconds:.1f} 秒；"
            f"现行版本变动 {self.told} 部",
            "库中现有："
            + "，".join(f"{name} {count}" for name, count in self.totals.items()),
            *(f"{sort}：{count}" for sort, count in sorts.most_common()),
            f"用时 {self.seconds:.1f} 秒",
        ]

    def text(self) -> str:
        """The whole report, every file and line that could not be placed among it."""
        lines = ["导入报告", "", *self.summary()]
        for sort in dict.fromkeys(fault.sort for fault in self.faults):
            lines += [
                "",
                f"【{sort}】",
                *(str(fault) for fault in self.faults if fault.sort == sort),
            ]
        return "\n".join(lines) + "\n"


def import_laws(
    paths: Sequence[Path],
    *,
    progress: Progress,
    limit: int | None = None,
    tell_search: bool = True,
) -> Report:
    """Read every path, write what differs from the library, and settle the days between the texts."""
    began = time.monotonic()
    report = Report()
    readings = _read_all(paths, report, progress, limit)
    statuses = {
        (reading.key, reading.date): reading.status
        for reading in readings
        if reading.status
    }
    pairs = _pairs(readings)
    known_before = set(Law.objects.values_list("key", flat=True))
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        report.written.add(write_batch(batch, tell_search=tell_search))
        progress("写入版本", min(start + BATCH, len(pairs)), len(pairs))
    for pair in pairs:
        report.faults.extend(
            fault
            for side in (pair.package, pair.folder)
            if side
            for fault in side.faults
        )
    report.faults.extend(report.written.faults)
    _settle(report, tell_search=tell_search)
    report.faults.extend(_statuses(statuses))
    _cross(report, {pair.lead.key for pair in pairs} - known_before, progress)
    report.told = tell_changes()
    report.totals = {
        "法律": Law.objects.count(),
        "版本": LawVersion.objects.count(),
        "条文": Article.objects.exclude(number=0).count(),
        "条外文字": Article.objects.filter(number=0).count(),
        "引用": CrossReference.objects.count(),
    }
    report.seconds = time.monotonic() - began
    return report


def _read_all(
    paths: Sequence[Path], report: Report, progress: Progress, limit: int | None
) -> list[Reading]:
    readings: list[Reading] = []
    for path in paths:
        if is_package_path(path):
            found = list(read_package(path))[:limit]
            report.package_laws += len(found)
            report.package_articles += sum(len(reading.pieces) for reading in found)
            progress("读取数据包", len(found), len(found))
        else:
            found = _read_folder(path, report, progress, limit)
        readings.extend(found)
    return readings


def _read_folder(
    root: Path, report: Report, progress: Progress, limit: int | None
) -> list[Reading]:
    """All heads are read even where only some files are imported: they say together which day a text is of."""
    every = files_under(root)
    context = context_of(every)
    readings = []
    for at, path in enumerate(every[:limit], 1):
        reading = read_file(path, root, context)
        articles = sum(1 for piece in reading.pieces if piece.number)
        counted = count_openings(path.read_text(encoding="utf-8", errors="replace"))
        if articles != counted:
            reading.fault(
                "清点不符", f"逐行清点 {counted} 处条文开头，读出 {articles} 条"
            )
        report.files += 1
        report.counted += counted
        report.folder_articles += articles
        report.folder_passages += len(reading.pieces) - articles
        readings.append(reading)
        if at % 100 == 0 or at == len(every[:limit]):
            progress("读取文件", at, len(every[:limit]))
    return readings


def _pairs(readings: list[Reading]) -> list[Pair]:
    pairs = []
    for group in grouped(readings).values():
        package = one_of_source(
            [reading for reading in group if is_package(reading.source)]
        )
        folder = one_of_source(
            [reading for reading in group if not is_package(reading.source)]
        )
        pairs.append(Pair(package, folder))
    return pairs


def _settle(report: Report, *, tell_search: bool) -> None:
    settled = settle()
    report.begun, report.repealed = settled.begun, settled.repealed
    report.faults.extend(settled.faults)
    if tell_search:
        tell_search_of(settled.changed)


def _cross(report: Report, new_laws: set[str], progress: Progress) -> None:
    began = time.monotonic()
    if new_laws:
        read_again(new_laws)
    report.references = read_references(progress)
    report.reading_seconds = time.monotonic() - began


def _statuses(statuses: dict[tuple[str, dt.date], str]) -> list[Fault]:
    """The package's own word on a law decides nothing; where the texts say otherwise it is reported."""
    faults = []
    standing = set(LawVersion.objects.in_force().values_list("law__key", "date"))
    for version in LawVersion.objects.select_related("law").exclude(package_id=""):
        status = statuses.get((version.law.key, version.date))
        if status == REPEALED and version.repealed_on is None:
            faults.append(
                Fault(
                    "状态不一",
                    version.law.key,
                    0,
                    f"{version.date} 数据包记“{status}”，未见有日期的废止依据",
                )
            )
        elif status == STANDING and (version.law.key, version.date) not in standing:
            why = _why_not(version)
            faults.append(
                Fault(
                    "状态不一",
                    version.law.key,
                    0,
                    f"{version.date} 数据包记“{status}”，{why}",
                )
            )
        elif (
            status not in {None, STANDING, REPEALED}
            and (version.law.key, version.date) in standing
        ):
            faults.append(
                Fault(
                    "状态不一",
                    version.law.key,
                    0,
                    f"{version.date} 数据包记“{status}”，按日期为现行版本",
                )
            )
    return faults


def _why_not(version: LawVersion) -> str:
    if version.repealed():
        return f"{version.repealed_on} 起被 {version.repealed_by} 废止"
    if not version.begun():
        return f"{version.starts_on} 才施行"
    return "已有更新的版本"
