"""csv and tsv have the columns that docs/formats.md promises, whatever is found."""

from __future__ import annotations

import csv
import io
import re

import pytest
from transcript import ROOT

DOCUMENT = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
SHEETS = DOCUMENT.partition("## For spreadsheets")[2].partition("\n## ")[0]
TABLE = re.findall(r"^\| `(\w+)` \| (.*) \|$", SHEETS, re.MULTILINE)
COLUMNS = {name: re.findall("`(.*?)`", columns) for name, columns in TABLE}
WORDS = {"search": ("border",), "show": ("--phase", "9")}
NOTHING = {
    "list": ("--since", "2030"),
    "search": ("nowhere-at-all",),
    "show": ("--since", "2030"),
    "timeline": ("--since", "2030"),
    "funding": ("--phase", "77"),
}


@pytest.mark.parametrize("name", NOTHING)
def test_the_columns_are_those_of_the_documents(bomca, name):
    for arguments in (WORDS.get(name, ()), NOTHING[name]):
        out = bomca(name, *arguments, "-C", "seeds", "-f", "csv").out
        header, *rows = csv.reader(io.StringIO(out))
        assert header == COLUMNS[name]
        assert bool(rows) == (arguments != NOTHING[name])
        assert not any(cell.startswith(('{"', "[{")) for row in rows for cell in row)


@pytest.mark.parametrize("typed", ["", " , "])
def test_no_name_is_no_column(bomca, typed):
    done = bomca("list", "-C", "seeds", "--columns", typed)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("bomca: --columns takes names: known are id, ")
