"""Chooses the cases of deadlines.csv: `python -m tests.common.make_deadlines`. The dates are reckoned by naive.py."""

from __future__ import annotations

import csv
import datetime as dt
import random
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.common import naive

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
TABLE = HERE / "deadlines.csv"
SHIPPED = HERE.parents[1] / "common" / "clock" / "shipped"
HEAD = [
    "编号",
    "事项",
    "规则",
    "起算日",
    "事件",
    "期限",
    "法定末日",
    "顺延后",
    "说明",
]
FIRST, LAST = dt.date(2004, 1, 5), dt.date(2026, 12, 31)
UNITS = {
    "working-days": "个工作日",
    "days": "日",
    "hours": "小时",
    "months": "个月",
    "years": "年",
}
# Days near which something is easily counted wrong.
EDGES = """
2005-12-29 2005-12-30 2005-12-31 2008-02-29 2012-01-31 2016-02-29 2020-01-23 2020-01-31 2023-12-29
2024-02-09 2024-02-29 2024-09-30 2025-01-27 2025-08-31 2025-09-30 2025-12-31 2026-01-04 2026-01-31
2026-02-12 2026-02-13 2026-02-14 2026-02-28 2026-03-14 2026-03-15 2026-04-30 2026-05-09 2026-06-18
2026-08-02 2026-09-16 2026-09-18 2026-09-20 2026-09-24 2026-09-29 2026-10-10
"""
PLAIN, BACKWARD, YEARLY, HOURS, EVENTS, RESTARTS = 8, 16, 12, 16, 26, 60


def rules() -> list[dict[str, Any]]:
    """Every shipped rule that ends on a day."""
    found = []
    for path in sorted(SHIPPED.glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["clock"]
    return [rule for rule in found if rule["unit"] != "no-number"]


def period(rule: dict[str, Any]) -> str:
    """The rule in the words that naive.py reads."""
    words = [_head(rule)]
    if rule.get("pauses"):
        stated = rule.get("pause_stated")
        words.append("只扣除书面告知的时间" if stated else "可中止")
    if rule.get("restarts"):
        words.append("可重新起算")
    if rule.get("extension"):
        told = "，须告知" if rule.get("extension_told", True) else ""
        words.append(f"可延长{rule['extension']}{UNITS[rule['unit']]}{told}")
    return "；".join(words)


def _head(rule: dict[str, Any]) -> str:
    unit, switch = rule["unit"], rule.get("on_working_days")
    if unit == "yearly":
        return f"每年{rule['month']}月{rule['day']}日"
    if unit in {"at-once", "same-day"}:
        words = "立即" if unit == "at-once" else "当日"
        return words + ("（只在工作日）" if switch else "")
    length = f"{rule['amount']}{UNITS[unit]}"
    if rule.get("direction") == "before":
        ours = rule.get("binds", "bureau") == "bureau"
        return f"事件前{length}（{'本局' if ours else '其他人'}）"
    if unit == "hours":
        return length + ("（只计工作日）" if switch else "")
    return length + ("（不顺延）" if rule.get("rolls") is False else "")


def starts(rule: dict[str, Any], many: int, chance: random.Random) -> Iterator[str]:
    first = rule.get("valid_from", FIRST)
    last = min(rule.get("valid_to", LAST), LAST)
    days = map(dt.date.fromisoformat, EDGES.split())
    edges = [day for day in days if first <= day <= last]
    for place in range(many):
        if edges and place % 2:
            day = chance.choice(edges)
        else:
            # The newest years matter most to a reader.
            early = max(first, dt.date(2024, 1, 1)) if place % 4 else first
            early = min(early, last)
            day = early + dt.timedelta(days=chance.randint(0, (last - early).days))
        time = (
            f" {chance.choice((0, 8, 10, 15, 17, 23)):02}:{chance.choice((0, 30)):02}"
        )
        yield f"{day}{time if rule['unit'] == 'hours' else ''}"


def events(rule: dict[str, Any], start: str, chance: random.Random) -> str:
    """One to three happenings, in time and late, complete and not."""
    day = dt.date.fromisoformat(start)
    about = rule["amount"] * (7 / 5 if rule["unit"] == "working-days" else 1)
    about = min(int(about), 60)
    told: list[str] = []
    if rule.get("restarts") and chance.random() < 0.4:
        told.append(f"重新起算：{day + dt.timedelta(days=chance.randint(0, about))}")
    if chance.random() < (0.75 if rule.get("pauses") else 0.15):
        since = day + dt.timedelta(days=chance.randint(0, about))
        until = since + dt.timedelta(days=chance.randint(0, 25))
        noticed = rule.get("pause_stated") and chance.random() < 0.8
        told.append(
            f"中止：{since}起，书面告知到{until}"
            if noticed
            else f"中止：{since}至{until}"
        )
    if not told or chance.random() < 0.6:
        told.append(_extension(day, about, chance))
    return "；".join(told)


def _extension(day: dt.date, about: int, chance: random.Random) -> str:
    approved = day + dt.timedelta(days=chance.randint(0, about + 12))
    amount = chance.randint(1, 40) if chance.random() < 0.15 else ""
    part = f"延长{amount}：{approved}批准"
    if chance.random() < 0.85:
        part += f"，{approved + dt.timedelta(days=chance.randint(0, 4))}告知"
    return part


def remark(law: str, last: str, told: str, plain: tuple[str, str]) -> str:
    said = []
    if told:
        moved = (law, last) != plain
        said.append(f"没有这些事件是{plain[1]}" if moved else "事件不影响期限")
    if law != last:
        said.append(f"末日是休息日，{'提前' if last < law else '顺延'}")
    return "；".join(said) or "逐日计算"


def cases() -> Iterator[dict[str, str]]:
    chance = random.Random(20261124)  # noqa: S311 - cases, not keys
    for rule in rules():
        for start in starts(rule, _many(rule), chance):
            yield from _case(rule, start, "")
        if rule.get("pauses") or rule.get("extension"):
            many = RESTARTS if rule.get("restarts") else EVENTS
            for start in starts(rule, many, chance):
                yield from _case(rule, start, events(rule, start, chance))


def _many(rule: dict[str, Any]) -> int:
    if rule.get("direction") == "before":
        return BACKWARD
    return {"yearly": YEARLY, "hours": HOURS}.get(rule["unit"], PLAIN)


def _case(rule: dict[str, Any], start: str, told: str) -> Iterator[dict[str, str]]:
    """Nothing where the reckoning would leave the years that the package knows."""
    words = period(rule)
    try:
        law, last = naive.deadline(start, told, words)
        plain = naive.deadline(start, "", words)
    except NotImplementedError:
        return
    values = (rule["title"], rule["code"], start, told, words, law, last)
    yield dict(zip(HEAD[1:], (*values, remark(law, last, told, plain)), strict=True))


def main() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, HEAD, lineterminator="\n")
        table.writeheader()
        seen = set()
        for row in cases():
            key = (row["规则"], row["起算日"], row["事件"])
            if key not in seen:
                seen.add(key)
                table.writerow({"编号": len(seen), **row})


if __name__ == "__main__":
    main()
