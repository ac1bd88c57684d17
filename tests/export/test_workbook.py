"""The workbook, read back by another library."""

from __future__ import annotations

import datetime as dt
import zipfile

import openpyxl
import pytest
from builders import amount, filed, make
from openpyxl.utils.escape import unescape
from sets import FORMULAS, HOSTILE, entry, rows, seeds

from bomca_cli.export import workbook
from bomca_cli.views.tables import TABLES


def opened(path):
    return openpyxl.load_workbook(path)


def cells(sheet, row=2):
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=True)}


def test_every_table_is_a_sheet_with_a_frozen_header_filters_and_widths(written):
    path, notes = written("xlsx", seeds())
    book = opened(path)
    assert (book.sheetnames, notes) == ([*(table.name for table in TABLES), "about"], [])
    for table in TABLES:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [field.name for field in table.fields]
        assert sheet.max_row == len(rows(seeds(), table.name)) + 1
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[letter].width >= 5 for letter in "ABCDE")


def test_cells_are_typed(written):
    row = cells(opened(written("xlsx", [entry(HOSTILE)])[0])["amounts"])
    assert (row["value"].value, row["value"].data_type, row["value"].number_format) == (48000, "n", "#,##0")
    assert (row["superseded"].value, row["superseded"].data_type) == (False, "b")
    first = cells(opened(written("xlsx", [entry(HOSTILE)], place="again")[0])["dates"])
    assert first["first_day"].value == dt.datetime(2018, 8, 2)  # noqa: DTZ001
    assert (first["first_day"].is_date, first["first_day"].number_format) == (True, "yyyy-mm-dd")


@pytest.mark.parametrize(
    ("value", "told"), [("0.5", 0.5), ("123456789012345", 123456789012345), ("12345678901234567.89", None)]
)
def test_no_digit_is_lost(written, value, told):
    release = make("EUR x", amounts=[amount("EUR x", value)])
    cell = cells(opened(written("xlsx", [filed(release, "a")])[0])["amounts"])["value"]
    assert cell.value == (value if told is None else told)


def test_strings_are_strings(written):
    path, _ = written("xlsx", [entry(HOSTILE)])
    book = opened(path)
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in every if cell.data_type == "f"]
    told = [cell.value for cell in every if cell.data_type == "s"]
    assert all(any(value == formula for value in told) for formula in FORMULAS)
    assert "=cmd.txt" in told
    assert "+992 37 221 74 07" in told
    assert "+992372217407" in told
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name, part in parts.items() if b"<f>" in part or b"<f " in part]
    assert not [name for name, part in parts.items() if b"\x1b" in part or b"_x001B_" in part]
    assert not [name for name in parts if "external" in name.lower()]


@pytest.mark.parametrize(
    "text", ["<r><t>x</t></r>", "<r></r>", "<r></c><c><f>1+1</f></c></r>", "_x0041_", "]]>", "&amp; &lt;b>"]
)
def test_markup_of_the_workbook_itself_is_text(written, text):
    path, _ = written("xlsx", [entry(text)])
    assert unescape(cells(opened(path)["passages"])["quote"].value) == text


def test_links_lead_to_the_release_and_to_the_line(written):
    book = opened(written("xlsx", seeds())[0])
    for name in ("amounts", "dates", "contacts", "quantities", "subjects"):
        for row in range(2, book[name].max_row + 1):
            fact = cells(book[name], row)
            assert followed(book, fact["release"])["id"].value == fact["release"].value
            passage = followed(book, fact["line"])
            assert (passage["release"].value, passage["line"].value) == (fact["release"].value, fact["line"].value)
            assert fact["quote"].value.split("\n")[0].strip() in passage["quote"].value


def followed(book, cell):
    sheet, _, place = cell.hyperlink.location.partition("!")
    assert cell.hyperlink.target is None
    return cells(book[sheet.strip("'")], int(place[1:]))


def test_what_excel_has_no_room_for_is_said(written, monkeypatch):
    path, notes = written("xlsx", [entry("x " * 20_000)])
    assert notes == ["Excel takes 32,767 characters in a cell: longer texts end in … (1)"]
    assert len(cells(opened(path)["passages"])["quote"].value) == 32_767
    monkeypatch.setattr(workbook, "ROWS", 50)
    monkeypatch.setattr(workbook, "LINKS", 3)
    path, notes = written("xlsx", seeds(), place="long")
    book = opened(path)
    assert [name for name in book.sheetnames if name.startswith("passages")] == ["passages", "passages 2"]
    held = [row[0].value for name in ("passages", "passages 2") for row in book[name].iter_rows(min_row=2)]
    assert len(held) == len(rows(seeds(), "passages"))
    assert notes[0].startswith("Excel takes 3 links in a sheet: further cells have none (")


def test_the_same_question_gives_the_same_bytes(written):
    first, _ = written("xlsx", seeds())
    second, _ = written("xlsx", seeds(), place="again")
    assert first.read_bytes() == second.read_bytes()
