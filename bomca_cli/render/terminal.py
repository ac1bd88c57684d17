"""``rich``: tables and text for a terminal of any width.

Widths are planned here and handed to Rich, which would otherwise drop columns that do not fit. All words are Rich
``Text`` objects: markup and emoji codes in a document stay what they are, words.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from bomca_cli.render.chart import draw
from bomca_cli.render.clean import cleaned
from bomca_cli.render.style import STYLES, passage, words
from bomca_cli.render.widths import GAP, LONG_ENOUGH, need, plan
from bomca_cli.render.wrapping import fitted, longest
from bomca_cli.report import Lines, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.render import Look
    from bomca_cli.render.clean import Plain
    from bomca_cli.report import Cell, Column, Passage, Report

CHART_WIDTH = 110  # a picture wider than this is harder to read, not easier
READABLE = 110  # so are lines of text
NARROWEST_TEXT = 12
WIDE = 100  # from this width on a long text takes one line of a table and is cut, below it folds
MOST_LINES = 3  # over so many lines
SHORTEST_HEADING = 4  # columns; a first cell with less, as a currency, does not head a row by itself
WHOLE = (STYLES["date"], STYLES["money"])  # not broken where lines wrap
WIDEST_GUTTER = 32


def render(report: Report, look: Look) -> str:
    """The report as a terminal of ``look.width`` columns shows it, with escape codes when ``look.colour``."""
    page = _Page(look)
    clean = cleaned(report)
    for block in clean.blocks:
        page.block(block)
    if clean.summary:
        page.paragraph((clean.summary,))
    return page.text()


class _Page:
    """A page being written: blocks with one empty line between them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=look.width,
            force_terminal=look.colour,
            force_jupyter=False,
            color_system="standard" if look.colour else None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},  # what the environment asks for stands in the look
        )

    def text(self) -> str:
        """What was written, without blanks at the ends of lines."""
        return "".join(f"{line.rstrip(' ')}\n" for line in self._out.getvalue().split("\n")[:-1])

    def block(self, block: Plain) -> None:
        if isinstance(block, Table):
            if block.rows:
                self._space()
                self._table(block)
        elif isinstance(block, Lines):
            self.paragraph(block.lines, block.heading, block.indent)
        elif block.bars:
            self.paragraph(draw(block, min(self._look.width, CHART_WIDTH)), block.heading)

    def paragraph(self, lines: tuple[Passage, ...], heading: str | None = None, indent: int = 0) -> None:
        self._space()
        if heading:
            for line in self._wrapped((), Text(heading, STYLES["strong"])):
                self._line(line)
        for one in lines:
            self._hanging(one, indent)

    def _hanging(self, one: Passage, indent: int) -> None:
        """Print a line; where it wraps, it goes on under its text rather than under its number or label."""
        numbered = _has_gutter(one)
        gutter = (Text(" " * indent), self._styled(one[:1] if numbered else ()))
        for line in self._wrapped(gutter, self._styled(one[numbered:])):
            self._line(line)

    def _wrapped(self, gutter: tuple[Text, ...], body: Text) -> Iterator[Text]:
        """The lines of a text as wide as is readable, ``gutter`` before the first and blanks before the others."""
        lead = Text.assemble(*gutter)
        if lead.cell_len + body.cell_len <= min(self._look.width, READABLE):
            yield lead + body
            return
        room = min(self._look.width, max(READABLE, lead.cell_len + READABLE // 2)) - lead.cell_len
        yield from self._hung(lead, body, max(room, NARROWEST_TEXT), self._look.width)

    def _hung(self, lead: Text, body: Text, room: int, most: int) -> Iterator[Text]:
        """The lines of ``body`` behind ``lead``; what is wider than ``room`` gets a line that begins further left."""
        blanks = lead.cell_len
        for line in _lines(body, room, most):
            indent = min(blanks, most - line.cell_len)
            if not lead.plain.strip():
                lead = Text(" " * indent)
            elif indent < blanks:  # the lead keeps its line
                yield lead
                lead = Text(" " * indent)
            yield lead + line
            lead = Text(" " * blanks)

    def _table(self, table: Table) -> None:
        cells = [[self._styled(passage(row.cells[column.name])) for column in table.columns] for row in table.rows]
        labelled = any(column.label for column in table.columns)
        needs = [
            need(
                max(row[at].cell_len for row in cells),
                cell_len(column.label),
                max((longest(row[at].plain, _whole(row[at])) for row in cells), default=0),
                keep=column.keep,
                weight=column.weight,
            )
            for at, column in enumerate(table.columns)
        ]
        widths = plan(needs, self._look.width)
        if widths is None:
            if labelled:
                self._stacked(cells, table)
            else:
                self._running(cells)
            return
        grid = RichTable(
            box=None,
            padding=(0, GAP, 0, 0),
            pad_edge=False,
            show_header=labelled,
            header_style="bold",
        )
        for column, width in zip(table.columns, widths, strict=True):
            grid.add_column(
                Text(column.label),
                width=width,
                justify=column.align,
                no_wrap=True,
            )
        for row, texts in zip(table.rows, cells, strict=True):
            planned = zip(table.columns, texts, widths, strict=True)
            grid.add_row(
                *(self._fitted(row.cells[column.name], text, column, width) for column, text, width in planned)
            )
        self._console.print(grid)

    def _fitted(self, cell: Cell, text: Text, column: Column, width: int) -> Text:
        """``text`` of a cell on lines of ``width``; it goes on under its text rather than under its first fragment."""
        if text.cell_len <= width:
            return text
        gutter = not isinstance(cell, str) and _has_gutter(cell)
        lead = self._styled(cell[:1] if gutter else "")
        room = width - lead.cell_len
        if gutter and room >= NARROWEST_TEXT:
            return Text("\n").join(self._hung(lead, self._styled(cell[1:]), room, width))
        most = (1 if self._look.width >= WIDE else MOST_LINES) if column.weight == 0 and width >= LONG_ENOUGH else None
        return Text("\n").join(_lines(text, width, width, most))

    def _stacked(self, cells: list[list[Text]], table: Table) -> None:
        """Each row as a short list of labelled lines, for a terminal that is too narrow for the columns."""
        heads = 2 if all(row[0].cell_len < SHORTEST_HEADING for row in cells) and len(table.columns) > 2 else 1
        label = max((cell_len(column.label) for column in table.columns[heads:]), default=0)
        for number, row in enumerate(cells):
            if number and label:
                self._line(Text())
            for line in self._wrapped((), Text(" ").join(row[:heads])):
                self._line(line)
            for column, cell in zip(table.columns[heads:], row[heads:], strict=True):
                if cell.plain.strip():
                    gutter = Text("  " + column.label.ljust(label + GAP), STYLES["dim"])
                    for line in self._wrapped((gutter,), cell):
                        self._line(line)

    def _running(self, cells: list[list[Text]]) -> None:
        """Rows without headings on a narrow terminal: the first cell as a label, the others one after the other."""
        label = min(max(row[0].cell_len for row in cells), WIDEST_GUTTER)
        for row in cells:
            gutter = row[0].copy()
            gutter.pad_right(label + GAP - gutter.cell_len)
            body = Text("  ").join(cell for cell in row[1:] if cell.plain.strip())
            for line in self._wrapped((gutter,), body):
                self._line(line)

    def _styled(self, cell: Cell) -> Text:
        text = Text()
        for fragment in passage(cell):
            text.append(words(fragment, colour=self._look.colour), STYLES[fragment.style])
        return text

    def _space(self) -> None:
        if self._out.tell():
            self._out.write("\n")

    def _line(self, line: Text) -> None:
        self._console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _whole(text: Text) -> list[tuple[int, int]]:
    """The stretches of a text that are not broken: its dates and sums."""
    return [(span.start, span.end) for span in text.spans if span.style in WHOLE]


def _lines(text: Text, room: int, widest: int, most: int | None = None) -> list[Text]:
    """The lines of a text (``wrapping.fitted``), at least one; where there are more than ``most``, the last is cut."""
    lines = fitted(text.plain, _whole(text), room, widest)
    pieces = list(text.divide([offset for line in lines for offset in line]))[1::2]
    if most is not None and len(lines) > most:
        last = text[lines[most - 1][0] :]
        last.truncate(room, overflow="ellipsis")
        pieces[most - 1 :] = [last]
    return pieces or [Text()]


def _has_gutter(one: Passage) -> bool:
    """Whether a line begins with a number or label of its own, told by the two blanks after it."""
    return bool(one) and one[0].text.endswith("  ") and len(one[0].text) <= WIDEST_GUTTER
