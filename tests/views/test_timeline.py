from __future__ import annotations

import json
from datetime import date

import pytest
from builders import event, filed, five, make
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.query import Query
from bomca_cli.render import Look, json_object, terminal
from bomca_cli.views.moments import Moment, day_label
from bomca_cli.views.timeline import report


def shown(entries, query=Query(), width=100):  # noqa: B008 - a frozen value
    return terminal.render(report(entries, query), Look(width=width))


def told(day, text, *events, **fields):
    return filed(make(text, released=day, events=events, **fields), fields.get("title") or day)


def happened():
    """Two of the five with an event day, in the words of the shipped releases."""
    mission = told(
        "2016-06-01",
        "Mission\nA mission starts in Dushanbe on June 01, 2016.",
        event("June 01, 2016", "2016-06-01", place="Dushanbe", what="A mission starts"),
    )
    group = told(
        "2018-11-28",
        "Group\nOn November 28, Dushanbe will host the group.",
        event("November 28", "2018-11-28", place="Dushanbe", what="the group"),
    )
    visit = told("2016-05-23", "Visit", title="A visit takes place", place="Dushanbe")
    return [visit, mission, group]


def test_by_year_with_gaps_named():
    assert shown(happened()) == (
        "2016\n"
        "  ○ 23 May  Dushanbe  A visit takes place    A visit takes place:1\n"
        "  ●  1 Jun  Dushanbe  A mission starts …    2016-06-01:2\n"
        "\n"
        "2017  no release in this corpus\n"
        "\n"
        "2018\n"
        "  ● 28 Nov  Dushanbe  The group    2018-11-28:2\n"
        "\n"
        "● event day stated   ○ day of release only\n"
        "\n"
        "3 happenings\n"
    )


def test_the_stated_periods_against_each_other():
    chart = shown(five()).split("\n\n")[-2].splitlines()
    assert [line.split("  ")[0].strip() for line in chart[1:]] == ["Programme", "", "Phase 9", ""]
    assert [line.rpartition("┤")[2].strip() for line in chart[1:]] == [
        "33.6 M   said 2016",
        "40.1 M   said 2018",
        "< 5 M   said 2016",
        "6.6 M   said 2018",
    ]


@pytest.mark.parametrize(
    ("start", "end", "modifier", "label"),
    [
        ("2019-11-12", None, None, "12 Nov"),
        ("2019-11-12", "2019-11-12", None, "12 Nov"),
        ("2019-11-12", "2019-11-14", None, "12–14 Nov"),
        ("2019-11-29", "2019-12-02", None, "29 Nov – 2 Dec"),
        ("2018-12-29", "2019-01-03", None, "29 Dec – 3 Jan 2019"),
        ("2022-07", "2022-10", None, "Jul–Oct"),
        ("2019-12", "2020-01", None, "Dec – Jan 2020"),
        ("2018-05", None, "mid", "mid-May"),
        ("2018-12-14", None, "by", "by 14 Dec"),
        ("2019", None, None, "2019"),
        ("--05-13", None, None, "13 May"),
        ("--05", None, None, "May"),
        ("2019-11", "2019-12-02", None, "Nov – 2 Dec"),
    ],
)
def test_days_are_shown_as_precisely_as_stated(start, end, modifier, label):
    assert day_label(Moment(start, end, modifier)) == label


@pytest.mark.parametrize(
    ("start", "end", "since", "until", "fits"),
    [
        ("2016-05-23", None, "2016-05-23", "2016-05-23", True),
        ("2016-05-23", None, "2016-05-24", None, False),
        ("2016-05-23", None, None, "2016-05-22", False),
        ("2016-05-20", "2016-05-25", "2016-05-24", None, True),
        ("2016-05", None, "2016-05-31", None, True),
        ("2016", None, "2016-12-31", "2017-12-31", True),
        ("2016-02", None, "2016-03-01", None, False),
        ("--05-13", None, "2016-01-01", None, False),
    ],
)
def test_dates_touch_the_days_asked_for(start, end, since, until, fits):
    days = [None if day is None else date.fromisoformat(day) for day in (since, until)]
    assert Moment(start, end).touches(*days) is fits


def test_days_asked_for_are_those_of_the_event():
    recalled = told("2019-10-17", "In August 2018 sets came.", event("August 2018", "2018-08", what="sets came"))
    yearless = told(None, "On 13 May it began.", event("13 May", "--05-13"), title="begun")
    text = shown([recalled, yearless, *happened()], Query(since=date(2018, 8, 15), until=date(2018, 12, 31)))
    assert "Aug            Sets came    2019-10-17:1" in text
    assert "28 Nov  Dushanbe  The group" in text
    assert "May" not in text
    assert "2 happenings; 1 without a year left out" in text


def test_dates_without_a_year_have_their_own_heading():
    text = shown([told(None, "On 13 May it began.", event("13 May", "--05-13"), title="begun"), *happened()])
    assert "Year not stated\n  ● 13 May            Begun    begun:1\n" in text


def test_a_release_without_any_date_is_not_dropped():
    assert "Year not stated\n  ○ —  Something    Something:1" in shown([told(None, "Something", title="Something")])


def test_an_impossible_date_is_shown_as_printed():
    entry = told(
        "2019-05-02", "On 31 April 2019 it was.", event("31 April 2019", "2019-04", problem="31 April does not exist")
    )
    assert "● 31 April 2019  (no title)  (31 April does not exist)    2019-05-02:1" in shown([entry])


def test_what_is_still_to_come_is_announced():
    entry = told("2019-05-02", "On 5 May it will begin.", event("5 May", "2019-05-05", what="it will begin"))
    assert "●  5 May  It will begin  (announced)" in shown([entry]).replace("● 5", "●  5")


@pytest.mark.parametrize(
    ("released", "events", "has_row_of_its_own"),
    [
        # nothing near the day of the release
        ("2019-10-17", ["2018-08"], True),
        ("2013-03-01", ["2011-07-20"], True),
        ("2019-10-17", ["2020-02-01"], True),
        # something is
        ("2019-10-17", ["2019-10-16"], False),
        ("2019-10-17", ["2019-09-02"], False),
        ("2019-10-17", ["2019-09-01"], True),
        ("2019-10-17", ["2019-09"], False),  # its last day is near
        ("2019-10-17", ["2018-08", "2019-10-16"], False),
        ("2019-10-17", ["--10-16"], False),
        ("2019", ["2019-10-16"], False),
        # what is announced counts where it is all that there is
        ("2019-10-17", ["2018-08", "2019-10-20"], True),
        ("2019-10-17", ["2019-10-20"], False),
        (None, ["2018-08"], False),
    ],
)
def test_a_release_about_none_of_its_events_has_a_row_of_its_own(released, events, has_row_of_its_own):
    entry = told(released, "x" * 9, *(event("x", day) for day in events), title="Handover")
    rows = report([entry], Query()).main.rows
    assert [row.data["start"] for row in rows if not row.data["stated"]] == [released] * has_row_of_its_own
    assert sum(row.data["stated"] for row in rows) == len(events)


def test_a_release_without_a_day_is_quoted_by_its_title():
    (row,) = report([told(None, "Handover", title="Handover")], Query()).main.rows
    assert (row.data["start"], row.data["source"]["quote"]) == (None, "Handover")


ROUND = "Meetings were held on 3 May in Osh and on 5 and 7 May, and on 1 June they ended."


def test_words_of_several_days_are_printed_once():
    what = "Meetings were held"
    entry = told(
        "2022-06-10",
        ROUND,
        event("3 May", "2022-05-03", place="Osh", what=what),
        event("5", "2022-05-05", place="Batken", what=what),
        event("7 May", "2022-05-07", what=what),
    )
    other = told("2022-05-06", "An exercise on 6 May.", event("6 May", "2022-05-06", what="An exercise"))
    lines = [line.partition("    2022-")[0] for line in shown([entry, other]).splitlines()[1:5]]
    assert lines == [
        "  ● 3 May  Osh     Meetings were held …",
        "  ● 5 May  Batken  ″",
        "  ● 6 May          An exercise …",
        "  ● 7 May          ″ as on 3 May",
    ]
    assert [row.data["what"] for row in report([entry], Query()).main.rows] == [what] * 3


@pytest.mark.parametrize(
    ("fields", "is_kept"),
    [
        ({"start": "2022-05"}, False),
        ({"start": "2022"}, False),
        ({"start": "2022-04"}, True),
        ({"start": "2022-05", "end": "2022-06"}, True),
        ({"start": "2022-05", "modifier": "since"}, True),
        ({"start": "2022-05", "place": "Osh"}, True),
        ({"start": "2022-05", "what": "they ended"}, True),
    ],
)
def test_a_month_is_not_repeated_beside_its_days(fields, is_kept):
    said = {"what": "Meetings were held"}
    entry = told("2022-06-10", ROUND, event("May", **(said | fields)), event("5", "2022-05-05", **said))
    assert len(report([entry], Query()).main.rows) == 1 + is_kept


@pytest.mark.parametrize(
    ("words", "line"),
    [("sets came", "Sets came"), ("встреча", "Встреча"), ("eGov talks", "eGov talks"), ("(a)", "(a)")],
)
def test_a_line_begins_with_a_capital(words, line):
    entry = told("2022-05-05", f"On 5 May {words}", event("5 May", "2022-05-05", what=words))
    assert f"5 May  {line}    2022" in shown([entry])
    assert report([entry], Query()).main.rows[0].data["what"] == words


def opening(name, words, **fields):
    what = f"opening of {words}"
    return filed(
        make(
            f"{name}. On 7 December 2021 the {what}",
            released="2021-12-15",
            events=[event("7 December 2021", "2021-12-07", what=what, **fields)],
        ),
        name,
    )


def test_one_event_told_twice_is_one_line_with_both_references():
    two = [
        opening("a", "the conference of the 10th phase", place="Bishkek"),
        opening("b", "the conference of 10th phase", place="Bishkek"),
    ]
    assert "Opening of the conference of the 10th phase    a:1, b:1\n" in shown(two)
    rows = json.loads(json_object.render(report(two, Query()), Look()))["rows"]
    assert [[said["id"] for said in row["said"]] for row in rows] == [["a", "b"]]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("the conference of the 10th phase", "Osh"),
        ("the conference of the 10th phase", None),
        ("the conference of the 9th phase", "Bishkek"),
        ("a dog centre", "Bishkek"),
    ],
)
def test_events_that_may_be_two_stay_two(words, place):
    two = [opening("a", "the conference of the 10th phase", place="Bishkek"), opening("b", words, place=place)]
    assert "2 happenings" in shown(two)


def test_rows_for_programs_stand_alone():
    rows = json.loads(json_object.render(report(happened(), Query()), Look()))["rows"]
    mission = rows[1]
    assert {key: mission[key] for key in ("start", "end", "precision", "stated", "place", "what", "id", "path")} == {
        "start": "2016-06-01",
        "end": None,
        "precision": "day",
        "stated": True,
        "place": "Dushanbe",
        "what": "A mission starts",
        "id": "2016-06-01",
        "path": "2016-06-01.txt",
    }
    assert mission["source"] == {"start": 40, "end": 53, "line": 2, "quote": "June 01, 2016"}
    assert [row["stated"] for row in rows] == [False, True, True]


def test_limit_says_what_is_not_shown():
    text = shown(happened(), Query(limit=1, reverse=True))
    assert text.startswith("2018\n")
    assert "1 of 3 happenings" in text


@given(st.permutations([*happened(), *five()]))
def test_the_order_of_entries_does_not_matter(entries):
    assert report(entries, Query()) == report([*happened(), *five()], Query())
