"""``xlsx``: a workbook with a sheet for each table, typed cells, filters and links.

Strings are written as strings, whatever they begin with: no cell is ever a formula. Links lead from a fact to its
release and to the line of the text where it stands, all inside the workbook.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bomca_cli.export.cells import is_exact_float, shown

if TYPE_CHECKING:
    from pathlib import Path

    from bomca_cli.dataset import Cell, Cells, Dataset, Field, Table
    from bomca_cli.render import Output

    Place = tuple[str, int]  # sheet and row, counted from 0

ROWS, LETTERS, LINKS = 1_048_576, 32_767, 65_530  # what Excel takes: rows and links of a sheet, letters of a cell
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day in the file's properties: the same bytes each time
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts days wrongly


def write(dataset: Dataset, place: Path, output: Output) -> list[str]:  # noqa: ARG001
    """The workbook ``place``.

    Raises:
        OSError: it cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    # Rows go to a file beside the draft as they come, so that memory does not grow with them.
    book = Workbook(str(place), {"constant_memory": True, "tmpdir": str(place.parent), "in_memory": False})
    book.use_zip64()
    book.set_properties({"title": "Data set of bomca", "created": _MADE})
    sheets = _Sheets(book, dataset.tables)
    try:
        for item in dataset.items:
            sheets.add({table.name: [*table.rows(item)] for table in dataset.tables})
        sheets.explain(dataset.tables)
        sheets.finish()
        book.close()
    except XlsxFileError as error:
        raise OSError(str(error)) from None
    return sheets.notes()


class _Sheets:
    """The sheets of a workbook as they fill; a table that is longer than a sheet goes on in another."""

    def __init__(self, book: Any, tables: tuple[Table, ...]) -> None:
        self._book = book
        self._fields = {table.name: table.fields for table in tables}
        self._formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "decimal": book.add_format({"num_format": "#,##0.##########"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "plain": book.add_format({}),
            "link": book.add_format({"font_color": "#0563C1", "underline": 1}),
        }
        self._cut = self._unlinked = 0
        self._open = {table.name: _Sheet(self._start(table.name, table.name), table.name) for table in tables}

    def add(self, rows: dict[str, list[Cells]]) -> None:
        """Write the rows of one release, a list for each table."""
        lines: dict[Cell, Place] = {}  # line of its text → the row that holds it
        at = [field.name for field in self._fields["passages"]].index("line")
        for cells in rows["passages"]:
            lines[cells[at]] = self._write("passages", cells, {})
        (release,) = rows["releases"]
        home = self._write("releases", release, {"line": lines})
        for name, found in rows.items():
            for cells in found if name not in ("passages", "releases") else ():
                self._write(name, cells, {"release": {release[0]: home}, "line": lines})

    def explain(self, tables: tuple[Table, ...]) -> None:
        """A last sheet that tells what the others hold."""
        sheet = self._book.add_worksheet("about")
        sheet.set_column(0, 1, 16)
        sheet.set_column(2, 2, 90)
        for column, word in enumerate(("table", "column", "meaning")):
            sheet.write_string(0, column, word, self._formats["head"])
        told = [(table.name, name, about) for table in tables for name, about in _meanings(table)]
        for row, words in enumerate(told, 1):
            for column, word in enumerate(words):
                sheet.write_string(row, column, word)
        sheet.freeze_panes(1, 0)

    def finish(self) -> None:
        """Put filters on the sheets, now that their lengths are known."""
        for name, sheet in self._open.items():
            self._filter(sheet, name)

    def notes(self) -> list[str]:
        """What Excel had no room for."""
        said = []
        if self._cut:
            said.append(f"Excel takes {LETTERS:,} characters in a cell: longer texts end in … ({self._cut:,})")
        if self._unlinked:
            said.append(f"Excel takes {LINKS:,} links in a sheet: further cells have none ({self._unlinked:,})")
        return said

    def _start(self, name: str, title: str) -> Any:
        """A sheet with its header: frozen, as wide as its columns need."""
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        for column, field in enumerate(self._fields[name]):
            sheet.set_column(column, column, field.width)
            sheet.write_string(0, column, field.name, self._formats["head"])
        return sheet

    def _filter(self, sheet: _Sheet, name: str) -> None:
        sheet.sheet.autofilter(0, 0, sheet.row - 1, len(self._fields[name]) - 1)

    def _write(self, name: str, cells: Cells, links: dict[str, dict[Cell, Place]]) -> Place:
        """Write a row; where it is."""
        sheet = self._open[name]
        if sheet.row == ROWS:
            self._filter(sheet, name)
            title = f"{name} {sheet.number + 1}"
            sheet = self._open[name] = _Sheet(self._start(name, title), title, sheet.number + 1)
        row = sheet.row
        for column, (field, cell) in enumerate(zip(self._fields[name], cells, strict=True)):
            if cell is not None:
                target = links.get(field.name, {}).get(cell)
                self._put(sheet, column, field, cell, target)
        sheet.row += 1
        return sheet.title, row

    def _put(self, sheet: _Sheet, column: int, field: Field, cell: Cell, target: Place | None) -> None:
        linked = target is not None and sheet.links < LINKS
        if target is not None and linked:
            sheet.links += 1
            sheet.sheet.write_url(sheet.row, column, f"internal:'{target[0]}'!A{target[1] + 1}", string=" ")
        elif target is not None:
            self._unlinked += 1
        look = self._formats["link"] if linked else None
        if isinstance(cell, bool):
            sheet.sheet.write_boolean(sheet.row, column, cell)
        elif isinstance(cell, dt.date) and cell >= _FIRST_DAY:
            sheet.sheet.write_datetime(sheet.row, column, cell, self._formats["date"])
        elif isinstance(cell, int) or (isinstance(cell, Decimal) and is_exact_float(cell)):
            if field.kind == "decimal":
                whole = cell == int(cell)
                look = self._formats["whole" if whole else "decimal"]
            sheet.sheet.write_number(sheet.row, column, cell, look)
        else:
            text = shown(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))
            if len(text) > LETTERS:
                self._cut += 1
                text = text[: LETTERS - 1] + "…"
            if text.startswith("<r>") and text.endswith("</r>"):
                # XlsxWriter takes such a string for XML of its own; in two runs it is escaped as any other.
                parts = [text[0], self._formats["plain"], text[1:], *([look] if look else [])]
                sheet.sheet.write_rich_string(sheet.row, column, *parts)
            else:
                sheet.sheet.write_string(sheet.row, column, text, look)


class _Sheet:
    """A sheet that is being filled: the next row, and how many links it has."""

    def __init__(self, sheet: Any, title: str, number: int = 1) -> None:
        self.sheet, self.title, self.number = sheet, title, number
        self.row, self.links = 1, 0


def _meanings(table: Table) -> list[tuple[str, str]]:
    return [("", table.about), *((field.name, field.about) for field in table.fields)]
