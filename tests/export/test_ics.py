"""The calendar of a timeline, read back by the library that calendar programs in Python use."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import icalendar
import pytest
from builders import event, filed, make

from bomca_cli.errors import UsageError
from bomca_cli.query import Query
from bomca_cli.render import Look
from bomca_cli.render.calendar import left_out, render
from bomca_cli.views.timeline import report

HOSTILE = "BEGIN:VEVENT\r\nSUMMARY:other; a, b\\n \x1b[31m\u202e"


def asked(text: str, *events, **fields):
    return report([filed(make(text, events=events, **fields), "2019-01-01")], Query())


def events_of(answer) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(render(answer, Look("ics"))).walk("VEVENT")


@pytest.mark.parametrize(
    ("start", "end", "first", "behind"),
    [
        ("2019-05-13", None, "2019-05-13", "2019-05-14"),
        ("2019-05-13", "2019-05-15", "2019-05-13", "2019-05-16"),
        ("2019-12-31", "2019-12-31", "2019-12-31", "2020-01-01"),
    ],
)
def test_an_all_day_end_is_exclusive(start, end, first, behind):
    answer = asked("On the day a meeting.", event("the day", start, end=end, what="a meeting", place="Osh"))
    (found,) = events_of(answer)
    days = found.decoded("dtstart"), found.decoded("dtend")
    assert [day.isoformat() for day in days] == [first, behind]
    assert (found["summary"], found["location"], found["x-bomca-quote"]) == ("a meeting", "Osh", "the day")


@pytest.mark.parametrize("counted", [{"by": "month"}, {"plot": True}], ids=str)
def test_counts_of_happenings_are_no_calendar(counted):
    meeting = event("the day", "2019-05-13", what="a meeting")
    answer = report([filed(make("On the day a meeting.", events=[meeting]))], Query(), **counted)
    with pytest.raises(UsageError, match="leave out --by and --plot"):
        render(answer, Look("ics"))


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2019-05"},
        {"start": "2019"},
        {"start": "--05-13"},
        {"start": "2019-05-13", "modifier": "about"},
        {"start": "2019-05-13", "modifier": "by"},
        {"start": "2019-05-13", "end": "2019-06"},
        {"start": "2019-04-31", "problem": "31 April does not exist"},
        {"start": "9999-12-31"},
    ],
    ids=str,
)
def test_what_states_no_exact_day_is_left_out_and_said(fields):
    answer = asked(
        "On the day a meeting, and on another.",
        event("the day", **fields),
        event("another", "2019-05-20", what="another"),
    )
    assert [found.decoded("dtstart") for found in events_of(answer)] == [dt.date(2019, 5, 20)]
    assert list(left_out(answer)) == ["1 of 2 happenings state no exact day and are not in the calendar"]


def test_nothing_is_said_where_nothing_is_left_out():
    assert not list(left_out(asked("On the day.", event("the day", "2019-05-13"))))


def test_hostile_text_stays_text():
    text = f"On the day {HOSTILE}."
    (found,) = events_of(asked(text, event("the day", "2019-05-13", what=HOSTILE, place=HOSTILE), title=HOSTILE))
    assert found["summary"] == "BEGIN:VEVENT SUMMARY:other; a, b\\n ␛[31m�"
    assert found["location"] == "BEGIN:VEVENT SUMMARY:other; a, b\\n ␛[31m�"


def test_names_are_stable_and_one_of_a_kind():
    text = "On the day and the next one."
    first = asked(text, event("the day", "2019-05-13"))
    both = asked(text, event("the day", "2019-05-13"), event("the next one", "2019-05-14"))
    names = [found["uid"] for found in events_of(both)]
    assert [found["uid"] for found in events_of(first)] == names[:1]
    assert len({*names}) == 2
    twice = asked(text, event("the day", "2019-05-13"), event("the day", "2019-05-14"))
    assert len({found["uid"] for found in events_of(twice)}) == 2


def test_the_timeline_of_the_releases_that_come_with_bomca(bomca):
    done = bomca("timeline", "-C", "seeds", "-f", "ics")
    assert bomca("timeline", "-C", "seeds", "-f", "ics").out == done.out
    found = icalendar.Calendar.from_ical(done.out).walk("VEVENT")
    days = [item.decoded("dtstart") for item in found]
    assert (len(days), done.err) == (5, "")
    assert all(one < other for one, other in pairwise(days))
    assert all(item.decoded("dtend") - item.decoded("dtstart") >= dt.timedelta(days=1) for item in found)
    assert all(len(item["x-bomca-sha256"]) == 64 and item["x-bomca-line"] for item in found)


def test_lines_end_and_fold_as_the_standard_says(bomca, tmp_path):
    path = tmp_path / "x.ics"
    assert bomca("timeline", "-C", "seeds", "-o", str(path)).code == 0
    lines = path.read_bytes().split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "-f", "ics"), "unknown format “ics”"),
        (("list", "-o", "x.ics"), "no format goes by the suffix “.ics”"),
        (("timeline", "-f", "ics", "--columns", "id"), "ics has no columns"),
    ],
)
def test_what_has_no_calendar_says_so(bomca, arguments, said):
    done = bomca(*arguments, "-C", "seeds")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
