"""The Markdown form: one file, one version of one law (or one part of it)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legal_education.actions.body import Body, has_plain_headings
from legal_education.actions.head import Head, basis_of, hinted, stated_in
from legal_education.actions.reading import READERS, Reading
from legal_education.actions.wording import DAY, HAN, law_key, narrow, seen, tidy_title
from legal_education.choices import DateBasis, Level, Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

# Cases carry no day at all; their address needs one, and the page says 日期待核.
NO_DAY = "1900-01-01"
INFO_END = re.compile(r"<!--\s*INFO\s*END\s*-->", re.IGNORECASE)
SKIPPED = {"readme.md", "_index.md", "_format.md", "template.md", "index.md"}
FOLDERS = {
    "宪法": Level.CONSTITUTION,
    "行政法规": Level.ADMINISTRATIVE,
    "司法解释": Level.INTERPRETATION,
    "部门规章": Level.MINISTRY,
    "地方法规": Level.LOCAL,
    "地方性法规": Level.LOCAL,
    "案例": Level.CASE,
    **dict.fromkeys(
        (
            "宪法相关法",
            "刑法",
            "民法典",
            "民法商法",
            "社会法",
            "经济法",
            "行政法",
            "诉讼与非诉讼程序法",
            "法律",
        ),
        Level.STATUTE,
    ),
}
BODIES = (
    "全国人民代表大会常务委员会",
    "全国人民代表大会",
    "最高人民法院",
    "最高人民检察院",
    "中央军事委员会",
    "国务院",
)
PLACE = re.compile(rf"^([{HAN}]{{2,7}}?(?:特别行政区|自治区|自治州|省|市|县))")
LOCAL_BODY = re.compile(
    rf"([{HAN}]{{2,7}}?(?:省|市|自治区|自治州|县))(?:第[{HAN}]+届)?人民代表大会(常务委员会)?"
)


@dataclass(slots=True)
class Draft:
    """A file being read: what stands where, before it is understood."""

    name: str
    titles: list[str] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    body: list[tuple[int, str]] = field(default_factory=list)
    ended: bool = True
    encoding: str = "utf-8"


def files_under(root: Path) -> list[Path]:
    """The texts of a folder, or the one file; what explains the folder itself is no text."""
    found = [root] if root.is_file() else sorted(root.rglob("*.md"))
    return [
        path
        for path in found
        if path.name.lower() not in SKIPPED and not path.name.startswith(("_", "."))
    ]


@dataclass(slots=True)
class Context:
    """The days of amendment that all heads of one law name together; a single head may have lost some."""

    amended: dict[str, set[dt.date]] = field(default_factory=dict)

    def confirms(self, day: dt.date, title: str) -> bool:
        return day in self.amended.get(title, ())


def context_of(paths: list[Path]) -> Context:
    """Read every head once before the files are read one by one."""
    context = Context()
    for path in paths:
        draft = _draft(path.name, path.read_bytes())
        days = {event.day for event in draft.head.decisive if event.amends}
        context.amended.setdefault(_title(draft, path), set()).update(days)
    return context


def _title(draft: Draft, path: Path) -> str:
    return tidy_title(draft.titles[0] if draft.titles else _plain_name(path.name))


def read_file(path: Path, root: Path, context: Context | None = None) -> Reading:
    """The reading of one file; whatever it could not place is among its faults."""
    raw = path.read_bytes()
    name = path.relative_to(root).as_posix() if path != root else path.name
    draft = _draft(name, raw)
    title = _title(draft, path)
    level = _level(path, root, title)
    body = Body(
        Source.FOLDER,
        plain_headings=has_plain_headings([line for _at, line in draft.body]),
    )
    for at, line in draft.body:
        body.add(line, at)
    nodes = body.finish()
    hint = hinted(path.name)
    confirmed = bool(hint and context and context.confirms(hint, title))
    date, basis = _version_date(draft, hint, confirmed=confirmed)
    reading = Reading(
        source=Source.FOLDER,
        name=name,
        title=title,
        key=law_key(title, date),
        date=date,
        level=level,
        part=tidy_title(draft.titles[1]) if len(draft.titles) > 1 else "",
        date_basis=basis,
        adopted_on=draft.head.adopted_on,
        history="\n".join(draft.head.lines),
        nodes=nodes,
        digest=hashlib.sha256(b"%d\n%s" % (READERS, raw)).hexdigest(),
        names=[name],
        hinted_on=hint if hint != date else None,
    )
    _place(reading, draft, path)
    _begin(reading, draft)
    _faults(reading, draft, body)
    return reading


def _draft(name: str, raw: bytes) -> Draft:
    draft = Draft(name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
        draft.encoding = "gb18030"
    lines = text.splitlines()
    draft.ended = any(INFO_END.search(line) for line in lines)
    in_head = True
    for at, line in _without_front_matter(lines):
        if in_head and INFO_END.search(line):
            in_head = False
        elif (
            in_head
            and re.match(r"#\s*[^#\s]", seen(line))
            and len(draft.titles) < 2
            and not draft.body
        ):
            draft.titles.append(seen(line).lstrip("#").strip())
        elif in_head and (draft.ended or _of_the_head(line)):
            draft.head.add(re.sub(r"<!--.*?-->", "", line), at)
        else:
            in_head = False
            draft.body.append((at, line))
    return draft


def _without_front_matter(lines: list[str]) -> Iterator[tuple[int, str]]:
    numbered = list(enumerate(lines, 1))
    if numbered and seen(numbered[0][1]) == "---":
        closing = next((at for at, line in numbered[1:] if seen(line) == "---"), 0)
        numbered = numbered[closing:]
    yield from numbered


def _of_the_head(line: str) -> bool:
    """Without INFO END the head goes on while lines are empty or begin with a day, bracketed or not."""
    text = narrow(seen(line)).lstrip("（(")
    return not text or bool(DAY.match(text))


def _plain_name(name: str) -> str:
    return re.sub(r"[（(]\d{4}-\d{2}-\d{2}[）)]", "", name).removesuffix(".md")


def _version_date(
    draft: Draft, hint: dt.date | None, *, confirmed: bool
) -> tuple[dt.date, str]:
    """The head decides; the file's name is believed only where the head has visibly lost its last event.

    That is where it names no day, breaks off in the middle, or where another file of the same law names an amendment of that day.
    """
    stated = draft.head.date
    if stated and not (hint and hint > stated and (draft.head.broken_off or confirmed)):
        return stated, DateBasis.STATED
    if hint:
        return hint, DateBasis.FILE_NAME
    return no_day(), DateBasis.UNKNOWN


def no_day() -> dt.date:
    day = hinted(f"({NO_DAY})")
    if day is None:
        raise ValueError(NO_DAY)
    return day


def _level(path: Path, root: Path, title: str) -> str:
    parts = [*path.relative_to(root).parts[:-1]] if path != root else []
    for part in [*parts, *reversed(root.resolve().parts)]:
        if part in FOLDERS:
            return FOLDERS[part]
    if PLACE.match(title):
        return Level.LOCAL
    return Level.STATUTE if title.endswith(("法", "法典")) else Level.OTHER


def _place(reading: Reading, draft: Draft, path: Path) -> None:
    """For whom the rule holds, and who made it."""
    words = "\n".join(draft.head.lines)
    local = LOCAL_BODY.search(words)
    if reading.level == Level.LOCAL:
        titled = PLACE.match(reading.title)
        reading.region = (
            titled[1] if titled else local[1] if local else f"{path.parent.name}省"
        )
        reading.issued_by = f"{reading.region}人民代表大会常务委员会"
        return
    where = words or reading.title
    found = [body for body in BODIES if body in where or body in reading.title]
    if reading.level in {Level.CONSTITUTION, Level.STATUTE}:
        reading.issued_by = _congress(draft)
    elif reading.level == Level.MINISTRY:
        reading.issued_by = path.parent.name
    else:
        reading.issued_by = "、".join(
            body for body in found if not body.startswith("全国")
        )


def _congress(draft: Draft) -> str:
    """The congress or its standing committee: whichever first passed the law."""
    first = next((line for line in draft.head.lines if BODIES[1] in line), "")
    return BODIES[0] if BODIES[0] in first else BODIES[1] if first else ""


def _begin(reading: Reading, draft: Draft) -> None:
    """The day in force: from the head, else from the text's own words."""
    by_name = reading.date_basis == DateBasis.FILE_NAME and draft.head.date is not None
    day = None if by_name else draft.head.in_force(reading.date)
    if day is None:
        published = not draft.head.amended and reading.date_basis == DateBasis.STATED
        days = (
            stated_in(piece.text, reading.date, published=published)
            for piece in reversed(reading.pieces[-6:])
        )
        day = next((found for found in days if found), None)
    reading.in_force_on, reading.in_force_basis = day, basis_of(day)


def _faults(reading: Reading, draft: Draft, body: Body) -> None:
    if not draft.titles:
        reading.fault("读不全", "没有标题行，以文件名为题")
    if not draft.ended:
        reading.fault("读不全", "没有 INFO END，信息区止于第一行非日期文字")
    if draft.encoding != "utf-8":
        reading.fault("读不全", f"不是 UTF-8，按 {draft.encoding} 读取")
    if not reading.pieces:
        reading.fault("读不全", "没有正文")
    _line_faults(reading, draft, body)
    _date_faults(reading, draft)


def _line_faults(reading: Reading, draft: Draft, body: Body) -> None:
    for at, words in draft.head.dateless:
        reading.fault("未能归位的行", f"信息区此行没有日期，存入沿革：{words[:80]}", at)
    for at, words in body.doubtful:
        reading.fault("未能归位的行", f"像条文开头而不是，留在上一条：{words[:80]}", at)
    for piece in reading.pieces:
        if piece.repeat:
            reading.fault(
                "条号重复", f"第{piece.number}条第{piece.repeat + 1}次出现", piece.line
            )


def _date_faults(reading: Reading, draft: Draft) -> None:
    hint, stated = hinted(reading.name), draft.head.date
    sort = "文件名与信息区日期不一"
    if stated is None:
        basis = DateBasis(reading.date_basis).label
        reading.fault(
            "日期存疑", f"信息区没有日期，版本日期为 {reading.date}（{basis}）"
        )
    elif hint and reading.date_basis == DateBasis.FILE_NAME:
        reading.fault(sort, f"信息区止于 {stated}，缺最近一次修改，采用文件名的 {hint}")
    elif hint and hint != reading.date:
        reading.fault(sort, f"文件名 {hint}，信息区 {stated}，采用信息区")
    if reading.in_force_on and reading.in_force_on < reading.date:
        reading.fault("日期存疑", f"施行 {reading.in_force_on} 早于版本 {reading.date}")
