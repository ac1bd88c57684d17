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
from bomca_cli.report import Lines, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.render import Look
    from bomca_cli.report import Block, Cell, Passage, Report

CHART_WIDTH = 110  # a picture wider than this is harder to read, not easier
READABLE = 110  # so are lines of text
NARROWEST_TEXT = 12
WIDEST_GUTTER = 24  # a first fragment up to this long that ends with two blanks is a number or label


def render(report: Report, look: Look) -> str:
    """The report as a terminal of ``look.width`` columns shows it, with escape codes when ``look.colour``."""
    page = _Page(look)
    report = cleaned(report)
    for block in report.blocks:
        page.block(block)
    if report.summary:
        page.paragraph((report.summary,))
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

    def block(self, block: Block) -> None:
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
        numbered = bool(one) and one[0].text.endswith("  ") and len(one[0].text) <= WIDEST_GUTTER
        gutter = (Text(" " * indent), self._styled(one[:1] if numbered else ()))
        for line in self._wrapped(gutter, self._styled(one[numbered:])):
            self._line(line)

    def _wrapped(self, gutter: tuple[Text, ...], body: Text) -> Iterator[Text]:
        lead = Text.assemble(*gutter)
        room = max(min(self._look.width, max(READABLE, lead.cell_len + 60)) - lead.cell_len, NARROWEST_TEXT)
        if body.cell_len + lead.cell_len <= self._look.width and body.cell_len <= room:
            yield lead + body
            return
        for line in body.wrap(self._console, room, overflow="fold"):
            yield lead + line
            lead = Text(" " * lead.cell_len)

    def _table(self, table: Table) -> None:
        cells = [[self._styled(passage(row.cells[column.name])) for column in table.columns] for row in table.rows]
        labelled = any(column.label for column in table.columns)
        needs = [
            need(
                max(row[at].cell_len for row in cells),
                cell_len(column.label),
                max((cell_len(word) for row in cells for word in row[at].plain.split()), default=0),
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
            cut = column.weight == 0 and width >= LONG_ENOUGH
            grid.add_column(
                Text(column.label),
                width=width,
                justify=column.align,
                no_wrap=cut or column.keep,
                overflow="ellipsis" if cut else "fold",
            )
        for row in cells:
            grid.add_row(*row)
        self._console.print(grid)

    def _stacked(self, cells: list[list[Text]], table: Table) -> None:
        """Each row as a short list of labelled lines, for a terminal that is too narrow for the columns."""
        label = max((cell_len(column.label) for column in table.columns[1:]), default=0)
        for number, row in enumerate(cells):
            if number and label:
                self._line(Text())
            for line in self._wrapped((), row[0]):
                self._line(line)
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
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
