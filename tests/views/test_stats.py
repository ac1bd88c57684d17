from __future__ import annotations

from pathlib import Path

import pytest
from builders import filed, make
from transcript import check

from bomca_cli.query import Query
from bomca_cli.render import Look, terminal
from bomca_cli.views.counts import Census, Gap
from bomca_cli.views.stats import report

GOLDEN = Path(__file__).with_name("golden")
WIDTHS = (40, 60, 80, 120)
NAMES = {"TJ": "Tajikistan", "KG": "Kyrgyzstan", "AF": "Afghanistan", "KZ": "Kazakhstan"}
UNREAD = [("scans/old.txt", "no text: it looks like a binary file")]
ENTRIES = [
    filed(make("One two three.", released="2016-05-23", countries=["TJ"], phases=[7])),
    filed(make("One two.", released="2016-05-30", countries=["TJ", "KG"], phases=[9, 7])),
    filed(make("One.", released="2018-01", countries=["AF"])),
    filed(make("Two."), "undated"),
    filed(make("Four.", released="2019-12-31"))._replace(duplicates=("copy.md",)),
]


def rows(query: Query = Query(), entries=ENTRIES) -> list[tuple]:  # noqa: B008
    found = report(entries, query, NAMES, UNREAD).main.rows
    return [(row.data["dimension"], row.data["value"], row.data["releases"]) for row in found]


def test_looks_as_it_should():
    answer = report(ENTRIES, Query(), NAMES, UNREAD)
    shown = "\n".join(f"== {width} columns\n{terminal.render(answer, Look('rich', width))}" for width in WIDTHS)
    path = GOLDEN / "stats.txt"
    check(path, path.read_text(encoding="utf-8"), shown)


def test_what_is_counted():
    assert rows() == [
        *(("year", "2016", 2), ("year", "2017", 0), ("year", "2018", 1), ("year", "2019", 1), ("year", None, 1)),
        *(("country", "TJ", 2), ("country", "KG", 1), ("country", "AF", 1)),
        *(("country", "KZ", 0), ("country", "TM", 0), ("country", "UZ", 0)),
        *(("phase", "7", 2), ("phase", "8", 0), ("phase", "9", 1)),
        ("language", "en", 5),
        *(("type", ".txt", 5), ("type", ".md", 1)),
        *(("gap", "2018-02/2019-11", None), ("gap", "2016-06/2017-12", None)),
        ("unread", "scans/old.txt", None),
    ]


def test_nothing_is_counted_where_nothing_is():
    assert rows(entries=[]) == [("unread", "scans/old.txt", None)]
    assert rows(entries=[filed(make("x"), "x")])[0] == ("year", None, 1)


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        ([], []),
        (["2016-05-23"], []),
        (["2016-05-01", "2016-06-30"], []),
        (["2016-05", "2016-07-30"], [Gap("2016-06", "2016-06", 1)]),
        (["2016-11-30", "2018-08-02"], [Gap("2016-12", "2018-07", 20)]),
        (["2016-11-30", "2017", "2018-08-02"], [Gap("2018-01", "2018-07", 7), Gap("2016-12", "2016-12", 1)]),
        (["2016", "2018"], [Gap("2017-01", "2017-12", 12)]),
        (["--05-13"], []),
    ],
)
def test_gaps_are_whole_months_between_two_releases(days, gaps):
    assert Census().read(filed(make("x", released=day)) for day in days).gaps() == gaps


@pytest.mark.parametrize(
    ("query", "years"),
    [
        (Query(sort="releases"), ["2016", "2018", "2019", None, "2017"]),
        (Query(sort="value", reverse=True), [None, "2019", "2018", "2017", "2016"]),
        (Query(limit=2), ["2016", "2017"]),
        (Query(limit=0), []),
    ],
)
def test_rows_of_a_kind_are_sorted_and_cut(query, years):
    assert [value for kind, value, _ in rows(query) if kind == "year"] == years


def test_what_a_limit_leaves_out_is_said():
    (said,) = report(ENTRIES, Query(limit=1), NAMES, UNREAD).summary
    assert said.text == "13 rows more, left out by -n"
    assert report(ENTRIES, Query(), NAMES, UNREAD).summary == ()
