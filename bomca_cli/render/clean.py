"""Reports made safe to show: every text passes ``visible`` here, once, before any renderer for people sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.render.columns import shown
from bomca_cli.report import Bar, Chart, Fragment, Lines, Row, Table
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from bomca_cli.report import Block, Cell, Passage, Report

_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x85\u2028\u2029", " "))


def one_line(text: str) -> str:
    """``text`` on one line with every character visible; line breaks and tabs become a space."""
    return visible(text if text.isprintable() else text.replace("\r\n", " ").translate(_BREAKS))


def cleaned(report: Report) -> Report:
    """``report`` with all its words safe to show and its tables cut down to what people see."""
    return report._replace(blocks=tuple(map(_block, report.blocks)), summary=_passage(report.summary))


def _block(block: Block) -> Block:
    heading = None if isinstance(block, Table) or block.heading is None else one_line(block.heading)
    if isinstance(block, Lines):
        return Lines(tuple(map(_passage, block.lines)), heading, block.indent)
    if isinstance(block, Chart):
        bars = (Bar(one_line(bar.label), bar.start, bar.end, _passage(bar.note)) for bar in block.bars)
        return Chart(tuple(bars), heading)
    columns = shown(block)
    rows = (Row({column.name: _cell(row.cells.get(column.name, "")) for column in columns}, {}) for row in block.rows)
    return Table(columns, tuple(rows) if columns else (), block.main)


def _cell(cell: Cell) -> Cell:
    return one_line(cell) if isinstance(cell, str) else _passage(cell)


def _passage(passage: Passage) -> Passage:
    return tuple(Fragment(one_line(fragment.text), fragment.style) for fragment in passage)
