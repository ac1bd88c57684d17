"""The arithmetic of stated dates: which days exist, which year a year-less day belongs to.

Dates come out as ISO 8601 strings of the precision stated: ``2019``, ``2019-11``, ``2019-11-12``, ``--05-13``,
``--05``.
Months and weeks are counted by ``dateutil.relativedelta``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Point

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_LEAP_YEAR = 2000  # of year-less days: 29 February may exist
_FAR = 240  # days; a date of the same year that is farther off is taken for a neighbouring year's
_CLOSE = 62  # days; a date so close is meant, whatever the tense, when the tense leads far away
_SLACK = 5  # days that a day may lie on the wrong side of the release for the tense of its sentence


def iso(point: Point) -> str:
    """The point as an ISO string; a day that does not exist is left out."""
    year = f"{point.year:04d}" if point.year is not None else "-"
    if point.month is None:
        return year
    if point.day is None or not exists(point):
        return f"{year}-{point.month:02d}"
    return f"{year}-{point.month:02d}-{point.day:02d}"


def exists(point: Point) -> bool:
    """Whether the day is one of the calendar."""
    if point.month is None or point.day is None:
        return True
    return point.day <= monthrange(point.year or _LEAP_YEAR, point.month)[1]


def problem(point: Point, weekday: int | None = None) -> str | None:
    """Why the stated words are no possible date, in English, or None; ``weekday`` is the day of the week stated."""
    if not exists(point):
        named = f"{point.day} {_MONTHS[(point.month or 1) - 1]}"
        return f"{named}{f' {point.year}' if point.day == 29 and point.year else ''} does not exist"
    if weekday is not None and point.year and point.month and point.day:
        real = date(point.year, point.month, point.day).weekday()
        if real != weekday:
            return f"{iso(point)} is a {_WEEKDAYS[real]}, not a {_WEEKDAYS[weekday]}"
    return None


def settled(point: Point, anchor: date | None) -> Point:
    """The point with a year or month that is named beside that of the release put in figures."""
    if anchor is None:
        return point
    if point.month_shift is not None:
        there = moved(anchor, "month", point.month_shift)
        return point._replace(year=there.year, month=there.month, month_shift=None)
    if point.shift is not None:
        return point._replace(year=anchor.year + point.shift, shift=None)
    return point


def with_year(point: Point, anchor: date, tense: str | None) -> Point:
    """A year-less point with the year that makes it fit the day ``anchor`` and the tense of its sentence.

    Without a tense ("past" or "future") it is the year of ``anchor``, unless the neighbouring year is much nearer:
    December read in January is last year's.
    """
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if MINYEAR <= year <= MAXYEAR]
    gaps = {year: (_first_day(point._replace(year=year)) - anchor).days for year in years}
    nearest = min(years, key=lambda year: abs(gaps[year]))
    if tense == "future":
        fitting = [year for year in years if gaps[year] >= -_SLACK - (0 if point.day else 31)]
        fit = fitting[0] if fitting else anchor.year
    elif tense == "past":
        fitting = [year for year in years if gaps[year] <= _SLACK]
        fit = fitting[-1] if fitting else anchor.year
    else:
        fit = anchor.year
    if abs(gaps[fit]) > _FAR and (tense is None or abs(gaps[nearest]) <= _CLOSE):
        fit = nearest
    return point._replace(year=fit)


def day_of(point: Point) -> date | None:
    """The point as a day, when it is a whole and existing one."""
    if point.year is None or point.month is None or point.day is None or not exists(point):
        return None
    return date(point.year, point.month, point.day)


def days_between(start: Point, end: Point) -> int:
    """How many days the span covers, at least; both ends need years or none."""
    year = start.year or _LEAP_YEAR
    first = _first_day(start._replace(year=year))
    last = _first_day(end._replace(year=end.year or year))
    return (last - first).days + 1


def shifted(point: Point, days: int) -> Point:
    """A year-less day moved by some days."""
    moved = _first_day(point._replace(year=_LEAP_YEAR + 1)) + timedelta(days=days)
    return point._replace(month=moved.month, day=moved.day)


def _first_day(point: Point) -> date:
    year, month = point.year or _LEAP_YEAR, point.month or 1
    return date(year, month, min(point.day or 1, monthrange(year, month)[1]))


def moved(day: date, unit: str, n: int) -> date:
    """The day ``n`` units later; days off the calendar end at its edges."""
    steps = {
        "fortnight": ("weeks", 2 * n),
        "quarter": ("months", 3 * n),
        "decade": ("years", 10 * n),
        "weekend": ("weeks", n),
    }
    name, count = steps.get(unit, (f"{unit}s", n))
    try:
        return day + relativedelta(**{name: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return date.max if n > 0 else date.min
