from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from handmade import bare, equipment, mission, steering
from transcript import ROOT, check

from bomca_cli.query import Query
from bomca_cli.render import Look, terminal
from bomca_cli.views.list import COLUMNS, report

GOLDEN = Path(__file__).with_name("golden")
SCHEMA = json.loads((ROOT / "schemas" / "list.json").read_text(encoding="utf-8"))
WIDTHS = (40, 60, 80, 120, 200)


def summary(*arguments) -> str:
    return "".join(fragment.text for fragment in report(*arguments).summary)


def test_looks_as_it_should():
    answer = report([steering(), equipment(), mission()], Query())
    shown = "\n".join(f"== {width} columns\n{terminal.render(answer, Look('rich', width))}" for width in WIDTHS)
    path = GOLDEN / "list.txt"
    check(path, path.read_text(encoding="utf-8"), shown)


@pytest.mark.parametrize("entry", [steering(), equipment(), mission(duplicates=("copy.txt",)), bare()])
def test_a_row_stands_alone(entry):
    (row,) = report([entry], Query()).main.rows
    jsonschema.validate(row.data, SCHEMA)
    assert set(row.cells) == {column.name for column in COLUMNS if "." not in column.name}
    for name, source in row.data["sources"].items():
        for one in source.values() if name in ("countries", "phases") else [source]:
            if one:
                assert entry.release.text[one["start"] : one["end"]] == one["quote"]


def test_every_column_is_a_field_of_the_row():
    (row,) = report([equipment()], Query()).main.rows
    assert {column.name for column in COLUMNS if "." not in column.name} <= set(row.data)


def test_what_is_not_known_is_null():
    (row,) = report([bare()], Query()).main.rows
    assert (row.data["title"], row.data["release_date"], row.data["place"]) == (None, None, None)
    assert (row.data["sums"], row.cells["sums"]) == (0, "0")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([steering(), mission()], Query()), "2 releases, 2016-06-01 to 2018-11-28"),
        (([mission()], Query()), "1 release, 2016-06-01"),
        (([bare()], Query()), "1 release"),
        (([mission()], Query(limit=1), 143), "1 of 143 shown, 2016-06-01"),
        (([], Query(limit=0), 143), "0 of 143 shown"),
        (([mission()], Query(since=date(2016, 1, 1)), 1, 2), "1 release, 2016-06-01; 2 without a date left out"),
        (([], Query(phases=(10,))), "No release fits the filters."),
        (([], Query(since=date(2020, 1, 1)), 0, 1), "No release fits the filters; 1 without a date left out"),
        (([], Query()), "No release in this corpus."),
    ],
)
def test_the_summary_says_how_many_and_what_is_left_out(arguments, said):
    assert summary(*arguments) == said
