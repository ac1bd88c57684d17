"""Reports made safe to show: every text passes ``visible`` here, once, before any renderer for people sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.render.columns import shown
from bomca_cli.report import Bar, Chart, Column, Counts, Fragment, Lines, Row, Table
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from bomca_cli.report import Block, Cell, Passage, Report

Plain = Table | Lines | Chart
LONGEST = 24  # columns of the longest bar
_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x85\u2028\u2029", " "))


def one_line(text: str) -> str:
    """``text`` on one line with every character visible; line breaks and tabs become a space."""
    return visible(text if text.isprintable() else text.replace("\r\n", " ").translate(_BREAKS))


class Cleaned(NamedTuple):
    """A report as renderers for people take it: words safe to show, tables cut down to what is seen, counts drawn."""

    command: str
    blocks: tuple[Plain, ...]
    summary: Passage


def cleaned(report: Report) -> Cleaned:
    """``report`` for people."""
    return Cleaned(report.command, tuple(map(_block, report.blocks)), _passage(report.summary))


def _block(block: Block) -> Plain:
    heading = None if isinstance(block, Table) or block.heading is None else one_line(block.heading)
    if isinstance(block, Lines):
        return Lines(tuple(map(_passage, block.lines)), heading, block.indent)
    if isinstance(block, Chart):
        bars = (Bar(one_line(bar.label), bar.start, bar.end, _passage(bar.note)) for bar in block.bars)
        return Chart(tuple(bars), heading)
    if isinstance(block, Counts):
        return _bars(block, heading)
    columns = shown(block)
    rows = (Row({column.name: _cell(row.cells.get(column.name, "")) for column in columns}, {}) for row in block.rows)
    return Table(columns, tuple(rows) if columns else (), block.main)


def _bars(counts: Counts, heading: str | None) -> Table:
    """The numbers as a table with a bar in each row, the longest ``LONGEST`` columns wide."""
    most = max((count.number for count in counts.counts), default=0)
    columns = (
        Column("label", heading or "", keep=True),
        Column("number", "", "right", keep=True),
        Column("bar", "", keep=True),
        Column("note", ""),
    )
    rows = (
        Row(
            {
                "label": one_line(count.label),
                "number": f"{count.number:,}" if count.number else (Fragment("none", "dim"),),
                "bar": "█" * max(round(count.number / most * LONGEST), 1) if count.number else "",
                "note": _passage(count.note),
            },
            {},
        )
        for count in counts.counts
    )
    return Table(columns, tuple(rows))


def _cell(cell: Cell) -> Cell:
    return one_line(cell) if isinstance(cell, str) else _passage(cell)


def _passage(passage: Passage) -> Passage:
    return tuple(Fragment(one_line(fragment.text), fragment.style) for fragment in passage)
