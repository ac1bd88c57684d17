from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import HOSTILE, ORDINARY, hostile, row

from bomca_cli.render import Look, csv_table, json_object, json_rows, tsv_table
from bomca_cli.render.csv_table import guarded
from bomca_cli.render.flat import has, names, pick, text
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table

RISKY = "=+-@\t\r\n＝＋－＠"


def rows_of(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_table.render(report, Look("csv")))))


def data(*records: dict) -> Report:
    columns = tuple(Column(name, name.upper()) for name in records[0])
    return Report("x", (Table(columns, tuple(Row({}, record) for record in records), main=True),))


def test_json_is_one_object_with_the_rows():
    look = Look("json", corpus={"path": "folder"}, warnings=("x.txt: empty",))
    answer = json.loads(json_object.render(ORDINARY, look))
    assert list(answer) == ["schema", "command", "corpus", "filters", "warnings", "rows", "changes"]
    assert answer["schema"] == 1
    assert answer["corpus"] == {"path": "folder"}
    assert answer["warnings"] == ["x.txt: empty"]
    assert answer["filters"] == {"since": "2018-01-01"}
    assert [item["id"] for item in answer["rows"]] == ["2018-11-28", "2018-08-02"]


def test_jsonl_is_bare_rows():
    lines = json_rows.render(ORDINARY, Look("jsonl")).splitlines()
    assert [json.loads(line)["sums"] for line in lines] == [2, 1400]


@pytest.mark.parametrize("render", [json_object.render, json_rows.render])
def test_json_keeps_every_character_and_shows_none_that_acts(render):
    shown = render(hostile(), Look("json"))
    assert all(character == "\n" or character.isprintable() for character in shown)
    told = [json.loads(line.strip().rstrip(",")) for line in shown.splitlines() if '"title"' in line]
    assert [item["title"] for item in told] == list(HOSTILE)


def test_json_is_readable():
    assert "Душанбе – €" in json_rows.render(data({"a": "Душанбе – €"}), Look("jsonl"))


@given(st.text(st.characters()))
def test_json_of_any_text_is_that_text(words):
    shown = json_rows.render(data({"a": words}), Look("jsonl"))
    assert json.loads(shown) == {"a": words}
    assert shown.count("\n") == 1


def test_csv_has_the_full_data_and_a_header():
    header, first, _ = rows_of(ORDINARY)
    assert header == ["id", "place", "title", "sums", "email"]
    assert first[3] == "2"


def test_csv_of_nothing_has_a_header():
    assert rows_of(Report("list", (Table((Column("id", "ID"),), (), main=True),))) == [["id"]]
    assert csv_table.render(Report("x", (Lines(()),)), Look("csv")) == ""


@pytest.mark.parametrize("render", [csv_table.render, tsv_table.render])
def test_sheets_run_nothing(render):
    shown = render(hostile(), Look("csv"))
    rows = list(csv.reader(io.StringIO(shown))) if render is csv_table.render else [*map(tsv, shown.splitlines())]
    assert len(rows) == len(HOSTILE) + 1
    assert {len(cells) for cells in rows} == {5}
    assert not any(cell.startswith(tuple(RISKY)) for cells in rows for cell in cells)
    assert all(character in "\n\t" or character.isprintable() for character in shown)


def tsv(line: str) -> list[str]:
    return line.split("\t")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("", ""),
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        # phones as printed stay as printed; what a spreadsheet would reckon with does not
        ("+992 43 3779708", "+992 43 3779708"),
        ("+992 37 221-74-07", "+992 37 221-74-07"),
        ("+992 (37) 221", "+992 (37) 221"),
        ("+ 993 65 555435", "+ 993 65 555435"),
        ("(+992 43) 377 97 08", "(+992 43) 377 97 08"),
        ("+992433779708", "'+992433779708"),
        ("+992-37-221", "'+992-37-221"),
        ("+992 A1", "'+992 A1"),
        ("+7 701 000 00 17", "+7 701 000 00 17"),
        ("+1 -1", "'+1 -1"),
        ("+9 (1)-2", "'+9 (1)-2"),
        ("+12 (34)-5678", "'+12 (34)-5678"),
        ("+12 345 -678", "'+12 345 -678"),
        ("+12 3 4 5 6 7 8", "'+12 3 4 5 6 7 8"),
        ("+1 22", "'+1 22"),
        ("+12 (345 678", "'+12 (345 678"),
        ("+12 345 678\n", "'+12 345 678\n"),
        ("+١٢ 345 678", "'+١٢ 345 678"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-5-A1", "'-5-A1"),
    ],
)
def test_guard(cell, written):
    assert guarded(cell) == written


@given(st.text(alphabet=st.sampled_from("'=+-@ 1a＝"), max_size=6))
def test_the_guard_can_be_taken_off(cell):
    written = guarded(cell)
    assert written in (cell, f"'{cell}")
    assert (written[1:] if guarded(written[1:]) == written else written) == cell


def test_bytes_of_a_quote_survive_in_csv():
    assert rows_of(data({"quote": "two\nlines"}))[1] == ["two\nlines"]
    assert tsv_table.render(data({"quote": "two\nlines\tand"}), Look("tsv")) == "quote\ntwo lines and\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("x", "x"),
        (3, "3"),
        (True, "true"),
        ([], ""),
        (["a", "b"], "a; b"),
        ([1, None, 2], "1; ; 2"),
        ([{"a": 1}], '{"a": 1}'),
        ({"a": "é"}, '{"a": "é"}'),
        # what stands in a text is these words
        ({"start": 3, "end": 9, "line": 1, "quote": "EUR 48"}, "EUR 48"),
        ([{"value": "48", "source": {"line": 1, "quote": "EUR 48"}}, {"quote": "x"}], "EUR 48; x"),
        ({"quote": None, "source": None}, '{"quote": null, "source": null}'),
    ],
)
def test_cells(value, cell):
    assert text(value) == cell


def test_the_header_does_not_depend_on_the_rows():
    columns = (Column("id", "ID"), Column("source.line", "Line", shown=False), Column("said", "Said"))
    rows = (
        Row({"said": (Fragment("2016", "date"), Fragment("–2018"))}, {"id": "a", "source": {"line": 3}, "more": [{}]}),
        Row({}, {"id": "b", "source": None}),
    )
    tables = [Report("x", (Table(columns, shown, main=True),)) for shown in ((), rows)]
    assert [rows_of(report)[0] for report in tables] == [["id", "source.line", "said"]] * 2
    assert rows_of(tables[1])[1:] == [["a", "3", "2016–2018"], ["b", "", ""]]


def test_names_go_as_deep_as_objects():
    row = {"sources": {"title": {"line": 3}}, "a.b": 1}
    assert [pick(row, name) for name in ("sources.title.line", "a.b", "sources.place.line", "x.y")] == [
        3,
        1,
        None,
        None,
    ]
    assert [has(row, name) for name in ("sources.title.line", "sources.title", "sources.place")] == [True, True, False]


def test_objects_become_columns():
    rows = [{"id": 1, "source": None}, {"id": 2, "source": {"line": 3, "quote": "x"}, "late": 1}]
    assert names(rows) == ("id", "source.line", "source.quote", "late")
    assert [pick(rows[1], name) for name in names(rows)] == [2, 3, "x", 1]
    assert [pick(rows[0], name) for name in names(rows)] == [1, None, None, None]


def test_rows_stand_in_order():
    report = data(*(row(str(number), "", "", number).data for number in range(3)))
    assert [cells[0] for cells in rows_of(report)] == ["id", "0", "1", "2"]
