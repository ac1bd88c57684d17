"""Spans of years drawn with characters: the picture that terminal, plain text and Markdown share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.report import Fragment

if TYPE_CHECKING:
    from bomca_cli.report import Bar, Chart, Passage

GAP = "  "
NARROW, WIDE = 21, 60  # columns that bars take at least beside label and note, and at most
STEPS = (1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_YEARS = 6  # on the scale, however much room there is
READ_OFF = 4  # years between two on the scale from which the ends of a bar can still be read off
UNKNOWN = "years not stated"
OPEN = 3  # columns of the arrow at an end that is not stated


class _Scale(NamedTuple):
    """Years laid out on columns, with room at the sides for the arrows of open bars."""

    first: int
    last: int
    left: int  # the column of the first year
    right: int  # the column of the last year
    room: int  # columns of all

    @property
    def step(self) -> int:
        """Years between two that are named: each number has a blank behind it."""
        fits = max(1, min(MOST_YEARS, (self.right - self.left) // (len(str(self.last)) + 1)))
        span = self.last - self.first
        return next((step for step in STEPS if span / step <= fits), span)

    def column(self, year: int) -> int:
        """The column of a year."""
        return self.left + round((year - self.first) / (self.last - self.first) * (self.right - self.left))


def draw(chart: Chart, width: int) -> tuple[Passage, ...]:
    """The bars of ``chart`` on one scale of years, each a line of at most ``width`` columns.

    Labels stand left of the bars and notes right of them; where that leaves too little room, each bar takes two
    lines. A start that is not stated is a short arrow at the end of the bar, an end that is not stated one to the edge
    of the scale. The years stand before the notes where they cannot be read off.
    """
    years = [year for bar in chart.bars for year in (bar.start, bar.end) if year is not None]
    if not years:
        return tuple((Fragment(bar.label + GAP), Fragment(UNKNOWN + GAP, "dim"), *bar.note) for bar in chart.bars)
    named = any((bar.start is None) != (bar.end is None) for bar in chart.bars)
    drawn, scale = _drawn(chart, width, years, named=named)
    return drawn if named or scale.step <= READ_OFF else _drawn(chart, width, years, named=True)[0]


def _drawn(chart: Chart, width: int, years: list[int], *, named: bool) -> tuple[tuple[Passage, ...], _Scale]:
    """The picture, with the years of each bar before its note when ``named``, and its scale."""
    spans = [_years(bar) if named else "" for bar in chart.bars]
    widest = max(map(len, spans))
    notes: list[Passage] = [
        (Fragment(f"{span:{widest}}{GAP}"), *bar.note) if named else bar.note
        for span, bar in zip(spans, chart.bars, strict=True)
    ]
    label = max(len(bar.label) for bar in chart.bars)
    # At least the end of the last year's number, which begins in the last column of the scale.
    note = max(1, *(sum(len(fragment.text) for fragment in note) for note in notes))
    room = width - label - note - 2 * len(GAP)
    beside = room >= NARROW
    if not beside:
        room = max(width - len(GAP) - len(str(max(years))) + 1, NARROW)
    scale = _scale(chart, years, min(room, WIDE))
    lines: list[Passage] = [(Fragment(" " * (label if beside else 0) + GAP), Fragment(_numbers(scale), "dim"))]
    for bar, said in zip(chart.bars, notes, strict=True):
        line = _bar(bar, scale)
        if beside:
            lines.append((Fragment(bar.label.ljust(label) + GAP, "strong"), Fragment(line + GAP), *said))
        else:
            lines += [(Fragment(bar.label + GAP, "strong"), *said), (Fragment(GAP + line.rstrip()),)]
    return tuple(lines), scale


def _scale(chart: Chart, years: list[int], room: int) -> _Scale:
    first, last = min(years), max(years)
    before = any(bar.start is None and bar.end is not None for bar in chart.bars)
    behind = any(bar.end is None and bar.start is not None for bar in chart.bars)
    return _Scale(first, max(last, first + 1), (OPEN - 1) * before, room - 1 - OPEN * behind, room)


def _numbers(scale: _Scale) -> str:
    """The years along the scale, each beginning in its own column, the last year always."""
    end = scale.column(scale.last)
    line = ""
    for year in range(scale.first, scale.last, scale.step):
        at = scale.column(year)
        if (not line or at > len(line)) and at + len(str(year)) < end:
            line = line.ljust(at) + str(year)
    return line.ljust(end) + str(scale.last)


def _years(bar: Bar) -> str:
    """The years in words: ``2003–2014``, ``2021–``, ``until 2030``."""
    if bar.start is None:
        return "" if bar.end is None else f"until {bar.end}"
    if bar.end is None:
        return f"{bar.start}–"
    return str(bar.start) if bar.start == bar.end else f"{bar.start}–{bar.end}"


def _bar(bar: Bar, scale: _Scale) -> str:
    if bar.start is None and bar.end is None:
        return UNKNOWN.ljust(scale.room)
    right = scale.room - 1 if bar.end is None else scale.column(bar.end)
    left = right - OPEN + 1 if bar.start is None else scale.column(bar.start)
    left, right = min(left, right), max(left, right)
    if left == right:
        drawn = "│"
    else:
        drawn = ("<" if bar.start is None else "├").ljust(right - left, "─") + (">" if bar.end is None else "┤")
    return (" " * left + drawn).ljust(scale.room)
