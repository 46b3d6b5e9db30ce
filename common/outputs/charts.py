"""Charts drawn on the server from the numbers of a table: bars or lines, as SVG that needs no script and no style.

Series differ by pattern, dash and marker as well as by colour, so that a print in grey and an eye that sees no red
can tell them apart. Colours are classes; the colours written beside them are for paper, where no page style reaches.
"""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Values = Sequence[float | None]

WIDTH = 400
MARGIN = 8
ROW = 17
LABEL = 18
GAP = 8
PLOT_TOP = 12
PLOT_HEIGHT = 200
AXIS = 44
MOST_SERIES = 4
MOST_LABELS = 24
COLOURS = ("#0b4f6c", "#b4560f", "#3f7d3a", "#7a3e8e")
DASHES = ("", "6 4", "2 3", "8 3 2 3")
MARKERS = ("circle", "square", "triangle", "diamond")
READING = re.compile(
    r"\s*(?P<number>[-−－]?[\d,，]+(?:\.\d+)?)\s*(?P<unit>[^\d\s]{0,6})\s*"
)
EMPTY = {"", "-", "—", "——", "/", "无"}


class NoFigureError(ValueError):
    """A cell that cannot be drawn; the message, in Chinese, says which."""


@dataclass(frozen=True, slots=True)
class Series:
    """One column of numbers, and how it is told from the others."""

    name: str
    values: tuple[float | None, ...]
    place: int

    @property
    def colour(self) -> str:
        return COLOURS[self.place]

    @property
    def dash(self) -> str:
        return DASHES[self.place]

    @property
    def marker(self) -> str:
        return MARKERS[self.place]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or a point with the number it stands for."""

    series: Series
    x: float
    y: float
    width: float = 0
    text: str = ""
    text_x: float = 0

    @property
    def corners(self) -> str:
        """The outline of a marker that is not round."""
        x, y, r = self.x, self.y, 4
        shapes = {
            "square": [(-r, -r), (r, -r), (r, r), (-r, r)],
            "triangle": [(0, -r - 1), (r + 1, r), (-r - 1, r)],
            "diamond": [(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)],
        }
        outline = shapes.get(self.series.marker, [])
        return " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in outline)


@dataclass(frozen=True, slots=True)
class Note:
    """A word on the drawing, and where its line is ruled."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """What joins the points of a series; empty cells leave a gap."""

    series: Series
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template draws."""

    kind: str
    identity: str
    height: float
    legend: tuple[tuple[Series, float], ...]
    marks: tuple[Mark, ...]
    labels: tuple[Note, ...]
    ticks: tuple[Note, ...] = ()
    lines: tuple[Line, ...] = ()
    zero: float = 0
    top: float = 0
    width: int = WIDTH


def reading(cell: str) -> tuple[float | None, str]:
    """The number of a cell and its unit; NoFigureError where there is none."""
    if cell.strip() in EMPTY:
        return None, ""
    found = READING.fullmatch(cell)
    if not found:
        raise NoFigureError(f"“{cell}”不是数字。")
    digits = re.sub("[,，]", "", found["number"]).replace("−", "-").replace("－", "-")
    return float(digits), found["unit"]


def series_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Series]:
    """The columns after the first; NoFigureError where the table is no chart."""
    if not 2 <= len(headings) <= MOST_SERIES + 1:
        raise NoFigureError(f"第一列是名称，后面要有 1 至 {MOST_SERIES} 列数字。")
    if not 1 <= len(rows) <= MOST_LABELS:
        raise NoFigureError(f"要有 1 至 {MOST_LABELS} 行数字。")
    read = [[reading(cell) for cell in row[1:]] for row in rows]
    units = {unit for row in read for _, unit in row if unit}
    if len(units) > 1:
        raise NoFigureError(
            f"同一张图里单位要一致，现在有：{'、'.join(sorted(units))}。"
        )
    return [
        Series(name, tuple(row[place][0] for row in read), place)
        for place, name in enumerate(headings[1:])
    ]


def draw(kind: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Drawing:
    series = series_of(headings, rows)
    labels = [row[0] for row in rows]
    told = repr((kind, labels, series)).encode()
    identity = f"chart-{hashlib.sha256(told).hexdigest()[:10]}"
    legend = tuple((one, MARGIN + place * LABEL) for place, one in enumerate(series))
    top = len(legend) * LABEL + GAP if len(legend) > 1 else 0
    shown = legend if len(legend) > 1 else ()
    if kind == "line":
        return _line_chart(identity, labels, series, shown, top)
    return _bar_chart(identity, labels, series, shown, top)


def _bar_chart(
    identity: str,
    labels: Sequence[str],
    series: Sequence[Series],
    legend: tuple[tuple[Series, float], ...],
    top: float,
) -> Drawing:
    """Bars lie under their label, so that long Chinese names have the whole width."""
    low, high, _ = scale([value for one in series for value in one.values])
    room = WIDTH - 2 * MARGIN - AXIS
    zero = MARGIN + room * (0 - low) / (high - low)
    marks: list[Mark] = []
    notes: list[Note] = []
    y = top + MARGIN
    for place, label in enumerate(labels):
        notes.append(Note(_short(label, 28), MARGIN, y + 12))
        y += LABEL
        for one in series:
            value = one.values[place]
            length = room * (value or 0) / (high - low)
            left = min(zero, zero + length)
            said = "—" if value is None else _figure(value)
            marks.append(
                Mark(one, left, y, abs(length), said, max(zero, zero + length) + 5)
            )
            y += ROW
        y += GAP
    return Drawing(
        "bar", identity, y, legend, tuple(marks), tuple(notes), zero=zero, top=top
    )


def _line_chart(
    identity: str,
    labels: Sequence[str],
    series: Sequence[Series],
    legend: tuple[tuple[Series, float], ...],
    top: float,
) -> Drawing:
    low, high, step = scale([value for one in series for value in one.values])
    base = top + PLOT_TOP + PLOT_HEIGHT
    pace = (WIDTH - AXIS - 4 * MARGIN) / max(1, len(labels) - 1)

    def x(place: int) -> float:
        return round(AXIS + 2 * MARGIN + place * pace, 1)

    def y(value: float) -> float:
        return round(base - PLOT_HEIGHT * (value - low) / (high - low), 1)

    steps = round((high - low) / step) + 1
    ticks = tuple(
        Note(_figure(low + n * step), AXIS, y(low + n * step)) for n in range(steps)
    )
    every = math.ceil(len(labels) / 6)
    notes = tuple(
        Note(_short(label, 6), x(place), base + LABEL)
        for place, label in enumerate(labels)
        if place % every == 0
    )
    marks = tuple(
        Mark(one, x(place), y(value))
        for one in series
        for place, value in enumerate(one.values)
        if value is not None
    )
    lines = tuple(Line(one, _path(one.values, x, y)) for one in series)
    height = base + LABEL + MARGIN
    return Drawing(
        "line", identity, height, legend, marks, notes, ticks, lines, y(max(low, 0))
    )


def scale(values: Values) -> tuple[float, float, float]:
    """From nought or below to a round number above: low, high, and the step between rulings."""
    there = [value for value in values if value is not None]
    low, high = min([0.0, *there]), max([0.0, *there])
    if low == high:
        high = 1.0
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough * 0.999)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _path(
    values: Values, x: Callable[[int], float], y: Callable[[float], float]
) -> str:
    parts: list[str] = []
    pen = "M"
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{x(place):g} {y(value):g}")
        pen = "L"
    return "".join(parts)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
