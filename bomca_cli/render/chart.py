"""Spans of years drawn with characters: the picture that terminal, plain text and Markdown share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.report import Fragment

if TYPE_CHECKING:
    from bomca_cli.report import Bar, Chart, Passage

GAP = "  "
NARROW, WIDE = 21, 60  # columns that bars take at least beside label and note, and at most
STEPS = (1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_YEARS = 6  # on the scale, however much room there is
UNKNOWN = "years not stated"


def draw(chart: Chart, width: int) -> tuple[Passage, ...]:
    """The bars of ``chart`` on one scale of years, each a line of at most ``width`` columns.

    Labels stand left of the bars and notes right of them; where that leaves too little room, each bar takes two
    lines. An end that is not stated is an arrow at the edge of the scale.
    """
    years = [year for bar in chart.bars for year in (bar.start, bar.end) if year is not None]
    if not years:
        return tuple((Fragment(bar.label + GAP), Fragment(UNKNOWN + GAP, "dim"), *bar.note) for bar in chart.bars)
    first, last = min(years), max(years)
    last = max(last, first + 1)
    label = max(len(bar.label) for bar in chart.bars)
    # At least the end of the last year's number, which begins in the last column of the scale.
    note = max(1, *(sum(len(fragment.text) for fragment in bar.note) for bar in chart.bars))
    room = width - label - note - 2 * len(GAP)
    if room >= NARROW:
        room = min(room, WIDE)
        lines: list[Passage] = [(Fragment(" " * (label + len(GAP))), Fragment(_scale(first, last, room), "dim"))]
        for bar in chart.bars:
            drawn = _bar(bar, first, last, room)
            lines.append((Fragment(bar.label.ljust(label) + GAP, "strong"), Fragment(drawn + GAP), *bar.note))
        return tuple(lines)
    room = min(max(width - len(GAP) - len(str(last)) + 1, NARROW), WIDE)
    lines = [(Fragment(GAP), Fragment(_scale(first, last, room), "dim"))]
    for bar in chart.bars:
        lines += [
            (Fragment(bar.label + GAP, "strong"), *bar.note),
            (Fragment(GAP + _bar(bar, first, last, room).rstrip()),),
        ]
    return tuple(lines)


def _column(year: int, first: int, last: int, room: int) -> int:
    return round((year - first) / (last - first) * (room - 1))


def _scale(first: int, last: int, room: int) -> str:
    """The years along the scale, each beginning in its own column, as many as there is room for."""
    fits = max(1, min(MOST_YEARS, (room - 1) // 7))
    step = next((step for step in STEPS if (last - first) / step <= fits), last - first)
    line = ""
    for year in range(first, last + 1, step):
        at = _column(year, first, last, room)
        if not line or at > len(line):
            line = line.ljust(at) + str(year)
    return line


def _bar(bar: Bar, first: int, last: int, room: int) -> str:
    if bar.start is None and bar.end is None:
        return UNKNOWN.ljust(room)
    left = 0 if bar.start is None else _column(bar.start, first, last, room)
    right = room - 1 if bar.end is None else _column(bar.end, first, last, room)
    left, right = min(left, right), max(left, right)
    if left == right:
        drawn = "│"
    else:
        drawn = ("<" if bar.start is None else "├").ljust(right - left, "─") + (">" if bar.end is None else "┤")
    return (" " * left + drawn).ljust(room)
