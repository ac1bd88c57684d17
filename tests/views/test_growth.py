"""Watching a programme grow: what held on a day, counts by year and month, groups, pictures."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from builders import amount, event, filed, make
from handmade import equipment, mission, steering

from bomca_cli.errors import UsageError
from bomca_cli.query import Query
from bomca_cli.render import Look, plain, svg
from bomca_cli.report import Count, Counts, Fragment, Report
from bomca_cli.views import funding, timeline
from bomca_cli.views import list as listing


def said(day: str, quote: str, value: int):
    text = f"The EU allocated {quote} to phase 9 (2015 - 2018)."
    stated = amount(quote, value, kind="phase_budget", phase=9, period=(2015, 2018))
    return filed(make(text, released=day, amounts=[stated]))


def sums(entries, **options) -> list[str]:
    return [row.data["value"] for row in funding.report(entries, Query(), **options).main.rows]


def test_a_figure_that_was_replaced_does_not_hold_any_more():
    before, after = said("2016-05-23", "EUR 5 million", 5_000_000), said("2018-08-02", "EUR 6.6 million", 6_600_000)
    assert sums([before, after]) == ["5000000", "6600000"]
    assert sums([before], as_of=dt.date(2017, 1, 1)) == ["5000000"]
    assert sums([before, after], as_of=dt.date(2018, 12, 31)) == ["6600000"]


def test_of_figures_said_last_on_one_day_none_is_dropped():
    one, other = said("2018-08-02", "EUR 5 million", 5_000_000), said("2018-08-02", "EUR 6.6 million", 6_600_000)
    assert sums([one, other], as_of=dt.date(2018, 12, 31)) == ["5000000", "6600000"]


def test_the_figure_said_last_holds_even_where_it_was_said_first():
    old, new = ("EUR 5 million", 5_000_000), ("EUR 6.6 million", 6_600_000)
    entries = [said("2016-05-23", *old), said("2018-08-02", *new), said("2018-11-28", *old)]
    assert sums(entries, as_of=dt.date(2018, 12, 31)) == ["5000000"]
    assert sums(entries[:2], as_of=dt.date(2018, 12, 31)) == ["6600000"]


def test_a_figure_that_an_erratum_replaced_does_not_hold_though_it_is_repeated():
    text = "Phase 9 (2015 - 2018) should read EUR 6.6 million instead of EUR 5 million."
    about = {"kind": "phase_budget", "phase": 9, "period": (2015, 2018)}
    right = amount("EUR 6.6 million", 6_600_000, **about)
    erratum = filed(
        make(text, released="2016-06-01", amounts=[right, amount("EUR 5 million", 5_000_000, superseded=True, **about)])
    )
    entries = [said("2016-05-23", "EUR 5 million", 5_000_000), erratum, said("2017-01-10", "EUR 5 million", 5_000_000)]
    assert sums(entries[:1], as_of=dt.date(2016, 5, 31)) == ["5000000"]
    assert sums(entries, as_of=dt.date(2018, 12, 31)) == ["6600000"]


def happenings(*days: str):
    words = [f"meeting of {day}" for day in days]
    events = [event(text, day) for text, day in zip(words, days, strict=True)]
    return filed(make(" and ".join(words), released="2016-01-05", events=events))


def counted(entries, by: str) -> dict[str | None, int]:
    rows = timeline.report(entries, Query(), by=by).main.rows
    return {row.data["period"]: row.data["happenings"] for row in rows}


def test_counts_by_year_and_month_name_the_empty_ones_between():
    entry = happenings("2016-01-05", "2016-01-20", "2016-04", "2018", "--05-03")
    assert counted([entry], "year") == {"2016": 3, "2017": 0, "2018": 1, None: 1}
    assert counted([entry], "month") == {"2016-01": 2, "2016-02": 0, "2016-03": 0, "2016-04": 1, "2018": 1, None: 1}


def test_nothing_counted_is_nothing_drawn():
    assert counted([], "year") == {}
    with pytest.raises(UsageError, match="no picture"):
        svg.render(timeline.report([], Query(), plot=True), Look("svg"))


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (timeline.report([], Query(), by="month"), "Nothing dated here.\n"),
        (timeline.report([], Query(), plot=True), "Nothing dated here.\n"),
        (funding.report([], Query(), plot=True), "No sum is stated in these releases.\n"),
        (
            funding.report(
                [filed(make("EUR 5 million", amounts=[amount("EUR 5 million", 5_000_000)]))], Query(), plot=True
            ),
            "None of these sums has a stated period: there is nothing to draw.\n",
        ),
    ],
)
def test_where_there_is_nothing_to_draw_it_is_said(report, words):
    assert plain.render(report, Look("plain")) == words


def grouped(group: str):
    rows = listing.report([steering(), equipment(), mission()], Query(), group=group).main.rows
    return [(row.data["group"], row.data["id"]) for row in rows]


def test_a_release_stands_in_each_of_its_groups():
    assert grouped("year") == [("2016", "2016-06-01"), ("2018", "2018-11-28"), ("2018", "2018-08-02")]
    both = filed(make("Kyrgyzstan and Tajikistan.", released="2018-05-03", countries=["KG", "TJ"]))
    rows = listing.report([both], Query(), group="country").main.rows
    assert [(row.data["group"], row.data["id"]) for row in rows] == [("KG", "2018-05-03"), ("TJ", "2018-05-03")]
    (row,) = listing.report([filed(make("No year."), "x")], Query(), group="year").main.rows
    assert row.data["group"] is None


def test_a_picture_tells_its_bars_in_words():
    picture = svg.render(timeline.report([steering(), equipment(), mission()], Query(), plot=True), Look("svg"))
    root = ET.fromstring(picture)
    words = [element.text for element in root.iter() if element.tag.endswith(("text", "title"))]
    assert "2017: none" in words
    assert any(word.startswith("Phase 9 2015 – 2018: < 5 M") for word in words), words
    assert root.get("role") == "img"


def test_hostile_words_stay_words_in_a_picture():
    counts = Counts((Count('<script>alert("1")</script>\x1b]0;x\x07', 2, (Fragment("</text>&"),)),), "<b>", "<i>")
    picture = svg.render(Report("x", (counts,)), Look("svg"))
    ET.fromstring(picture)
    assert "<script" not in picture
    assert "\x1b" not in picture
    assert "<b>" not in picture
    assert "<i>" not in picture


@pytest.mark.parametrize("number", [0, 1, 1_000_000])
def test_a_bar_is_never_longer_than_its_room(number):
    counts = Counts((Count("a", number), Count("b", 3)), "How many", "Letter")
    shown = plain.render(Report("x", (counts,)), Look("plain"))
    assert max(line.count("█") for line in shown.splitlines()) == 12
    assert ("none" in shown) == (number == 0)
