"""The head of a Markdown text: its events, and what they say about the version's day and its day in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legal_education.actions.wording import days_in, narrow, seen
from legal_education.choices import DateBasis

if TYPE_CHECKING:
    import datetime as dt

QUOTED = re.compile(r"《[^》]*》?|〈[^〉]*〉?|<[^>]*>?")
BEGINS = re.compile(r"^[\s，,、]*(?:起|开始)*(?:施行|实施|生效|执行)")
BEGINS_TOO = re.compile(r"(?:公布|发布|公告).{0,4}(?:施行|实施|生效)")
AT_ONCE = re.compile(r"(?:公布|发布|颁布|通过|批准)之日起?(?:施行|实施|生效)")
AMENDS = re.compile(r"修正|修订|修改|废止")
BROKEN_OFF = re.compile(r"根据[\s　]*$")
FROM = re.compile(
    r"自?\s*(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?:起|开始)+(?:施行|实施|生效|执行)"
)
ITS_OWN = re.compile(
    r"本(?:法典|法|条例|规定|办法|细则|规则|解释|决定|修正案|规范|批复|意见|通知|章程|制度)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day."""

    day: dt.date
    words: str
    amends: bool
    begins: bool
    decides: bool


@dataclass(slots=True)
class Head:
    """All events of a text's head, and its lines that name no day."""

    events: list[Event] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    dateless: list[tuple[int, str]] = field(default_factory=list)
    at_once: bool = False
    broken_off: bool = False

    def add(self, line: str, number: int) -> None:
        """Read one line; a line without a day goes on with the one before where that was left open."""
        text = seen(line)
        if not text:
            return
        self.lines.append(text)
        self.broken_off = bool(BROKEN_OFF.search(text))
        self.at_once = self.at_once or bool(AT_ONCE.search(text))
        found = _events(text)
        self.events.extend(found)
        if not found and not AT_ONCE.search(text):
            self.dateless.append((number, text))

    @property
    def decisive(self) -> list[Event]:
        return [event for event in self.events if event.decides]

    @property
    def date(self) -> dt.date | None:
        """The newest day on which the text was adopted, approved, published or amended."""
        return max((event.day for event in self.decisive), default=None)

    @property
    def adopted_on(self) -> dt.date | None:
        return min((event.day for event in self.decisive), default=None)

    @property
    def amended(self) -> bool:
        return any(event.amends for event in self.decisive)

    def in_force(self, date: dt.date) -> dt.date | None:
        """A day in force that stands before an amended version belongs to the first enactment, not to it."""
        begun = [event.day for event in self.events if event.begins]
        fitting = [day for day in begun if day >= date]
        if fitting:
            return min(fitting)
        if self.amended:
            return None
        return max(begun, default=date if self.at_once else None)


def _events(text: str) -> list[Event]:
    plain = narrow(text)
    hidden = QUOTED.sub(lambda match: "▮" * len(match[0]), plain)
    days = days_in(hidden)
    found = []
    for place, (day, _start, end) in enumerate(days):
        stop = days[place + 1][1] if place + 1 < len(days) else len(hidden)
        after = hidden[end:stop]
        begins = bool(BEGINS.match(after))
        too = bool(BEGINS_TOO.search(after))
        found.append(
            Event(
                day,
                plain[end:stop].strip(),
                bool(AMENDS.search(after)),
                begins or too,
                not begins,
            )
        )
    return found


def stated_in(text: str, date: dt.date, *, published: bool) -> dt.date | None:
    """The day in force that the text names for itself; `published` allows 自公布之日起 to mean the version's day."""
    for sentence in re.split(r"[。；\n]", narrow(text)):
        if not ITS_OWN.search(sentence):
            continue
        found = FROM.search(sentence)
        if found:
            days = days_in(found["day"])
            if days and days[0][0] >= date:
                return days[0][0]
        elif published and AT_ONCE.search(sentence):
            return date
    return None


def hinted(name: str) -> dt.date | None:
    """The date that a file's name carries."""
    found = re.search(r"[（(](\d{4}-\d{2}-\d{2})[）)]", name)
    days = days_in(found[1]) if found else []
    return days[0][0] if days else None


def basis_of(day: dt.date | None) -> str:
    return DateBasis.STATED if day else DateBasis.UNKNOWN
