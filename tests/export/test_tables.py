"""Every row of every table says where it stands, and the words stand there."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from builders import event, filed, make
from sets import HOSTILE, entry, of, rows, seeds
from transcript import ROOT

from bomca_cli.privacy import MASK
from bomca_cli.views.tables import PERSONAL, TABLES

NAMES = [table.name for table in TABLES]
SOURCE = ["path", "sha256", "page", "line", "start", "end", "quote"]


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_every_row_tells_its_source(table):
    assert [field.name for field in table.fields][-7:] == SOURCE
    texts = {item.path: item for item in seeds()}
    found = rows([*texts.values()], table.name)
    assert found
    for row in found:
        release = texts[row["path"]].release
        assert row["sha256"] == texts[row["path"]].sha256
        assert release.text[row["start"] : row["end"]] == row["quote"]
        assert release.line(row["start"]) == row["line"]


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_cells_are_of_the_kind_of_their_field_and_keys_are_one_of_a_kind(table):
    kinds = {"text": str, "phone": str, "integer": int, "decimal": Decimal, "date": dt.date, "boolean": bool}
    found = rows([*seeds(), entry(HOSTILE)], table.name)
    for row in found:
        for field in table.fields:
            assert row[field.name] is None or type(row[field.name]) is kinds[field.kind], field.name
    keys = [tuple(row[name] for name in table.key) for row in found]
    assert len({*keys}) == len(keys)


def test_a_page_is_told_where_there_are_pages():
    one = entry("Dushanbe, 2 August 2018\n\nThe EU allocated EUR 5 million to phase 9.")
    paged = one._replace(release=one.release._replace(pages=(0, 25)))
    assert [row["page"] for row in rows([paged], "amounts")] == [2]
    assert [row["page"] for row in rows([one], "amounts")] == [None]


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2019-05-13", None, "2019-05-13", "2019-05-13"),
        ("2019-02", None, "2019-02-01", "2019-02-28"),
        ("2019", "2020-02", "2019-01-01", "2020-02-29"),
        ("--05-13", None, None, None),
        ("2019-13-01", None, None, None),
        ("0000", None, None, None),
    ],
)
def test_a_stated_date_means_days(start, end, first, last):
    release = make("On the day.", events=[event("the day", start, end=end)])
    (row,) = rows([filed(release)], "dates")
    assert (row["stated"], row["stated_end"]) == (start, end)
    assert [day and day.isoformat() for day in (row["first_day"], row["last_day"])] == [first, last]


def test_an_impossible_date_means_no_day():
    release = make("On the day.", events=[event("the day", "2019-04-30", problem="31 April does not exist")])
    (row,) = rows([filed(release)], "dates")
    assert (row["first_day"], row["problem"]) == (None, "31 April does not exist")


def test_passages_are_the_lines_that_are_not_blank():
    found = rows([entry("  one\r\n\n\t\ntwo  words \n")], "passages")
    assert [(row["line"], row["start"], row["quote"]) for row in found] == [(1, 2, "one"), (4, 10, "two  words")]


def test_a_release_without_anything_is_a_row():
    (row,) = rows([entry("", "undated-1")], "releases")
    assert (row["id"], row["sums"], row["quote"]) == ("undated-1", 0, None)


def test_without_contacts_nobody_is_named():
    found = of([entry(HOSTILE)], contacts=False)
    assert not {table.name for table in found.tables} & {*PERSONAL}
    assert found.without == PERSONAL
    told = "".join(str([*table.rows(item)]) + str(item.record) for item in found.items for table in found.tables)
    assert not re.search("Konstantin|Fiktiva|221 74|example.org>|k.fiktiva", told)
    assert MASK in told
    assert "48,000" in told


def test_the_document_tells_every_table_and_field():
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for table in TABLES:
        part = page.partition(f"### {table.name}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
        assert table.about in part
        own = [field for field in table.fields if field.name not in (*SOURCE, "release", "number")]
        told = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", part, re.MULTILINE)
        assert told == [(field.name, field.kind, field.about) for field in own]
