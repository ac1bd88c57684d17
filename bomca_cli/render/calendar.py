"""``ics``: the happenings of a timeline as an iCalendar file (RFC 5545), for any calendar program.

Only days have a place in a calendar: what is stated as a month, a year, "by" or "about" a day is left out, and said.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from bomca_cli.errors import UsageError
from bomca_cli.render.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from bomca_cli.render import Look
    from bomca_cli.report import Report

_DAY = dt.timedelta(days=1)


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """One all-day event for each happening whose days are stated.

    Raises:
        UsageError: the answer counts happenings and lists none.
    """
    from icalendar import Calendar

    if any("precision" not in row for row in _rows(report)):
        raise UsageError("a calendar holds happenings, not counts of them: leave out --by and --plot")

    calendar = Calendar()
    calendar.add("prodid", "-//bomca//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name, row, days in _named(report):
        calendar.add_component(_event(name, row, *days))
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def left_out(report: Report) -> Iterator[str]:
    """A line on the happenings that state no day, or on there being none; nothing when all state one."""
    rows = _rows(report)
    if not rows:
        yield "nothing dated here: the calendar is empty"
    missing = sum(_days(row) is None for row in rows)
    if missing:
        yield f"{missing:,} of {len(rows):,} happenings state no exact day and are not in the calendar"


def _rows(report: Report) -> list[dict[str, Any]]:
    return [row.data for row in report.main.rows] if report.main else []


def _named(report: Report) -> Iterator[tuple[str, dict[str, Any], tuple[dt.date, dt.date]]]:
    """The happenings with a day, each under a name of its own that comes from its source and stays the same."""
    met: dict[str, int] = {}
    for row in _rows(report):
        days = _days(row)
        if days is None:
            continue
        source = row["source"]
        name = f"{row['id']}-{row['sha256'][:16]}-{source['start']}-{source['end']}"
        met[name] = met.get(name, 0) + 1
        yield f"{name}{f'-{met[name]}' if met[name] > 1 else ''}@bomca", row, days


def _days(row: dict[str, Any]) -> tuple[dt.date, dt.date] | None:
    """The first day and the one behind the last, as calendars have it; None where the row does not state both."""
    if row["precision"] != "day" or row["modifier"] or row["problem"]:
        return None
    try:
        first = dt.date.fromisoformat(row["start"])
        last = dt.date.fromisoformat(row["end"] or row["start"])
        return first, max(first, last) + _DAY
    except (ValueError, OverflowError):  # an end without its day; the last day there is
        return None


def _event(name: str, row: dict[str, Any], first: dt.date, behind: dt.date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", name)
    # When the entry was made: a clock would give other bytes each time.
    event.add("dtstamp", dt.datetime.combine(first, dt.time(), dt.UTC))
    event.add("dtstart", first)
    event.add("dtend", behind)
    event.add("summary", one_line(row["what"] or row["title"] or "(no title)"))
    if row["place"]:
        event.add("location", one_line(row["place"]))
    event.add("description", "\n".join(_description(row)))
    event.add("categories", ["event" if row["stated"] else "day of release only"])
    event.add("status", "TENTATIVE" if row["announced"] else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy on that day
    for field, value in _source(row).items():
        event.add(f"x-bomca-{field}", value)
    return event


def _description(row: dict[str, Any]) -> Iterator[str]:
    if row["title"]:
        yield one_line(row["title"])
    for said in row["said"]:
        where = said["source"]
        yield f"{said['id']}, line {where['line']} of {one_line(said['path'])}: “{one_line(where['quote'])}”"


def _source(row: dict[str, Any]) -> dict[str, str]:
    """Where the date stands, as properties of their own for programs."""
    told = {"file": row["path"], "sha256": row["sha256"], **row["source"]}
    return {field: one_line(str(value)) for field, value in told.items()}
