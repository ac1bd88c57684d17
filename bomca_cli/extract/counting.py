"""The arithmetic of counted dates: what "last month", "in two weeks" or "the first quarter" come to.

Months and weeks are counted by ``dateutil.relativedelta``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from bomca_cli.extract import calendar

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Rule

Ends = tuple[str, str | None]
"""First and last day, month or year as ISO strings; the last is None for a single one."""

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the month that each begins with


def counted(rule: Rule, anchor: date | None, tense: str | None) -> Ends | None:
    """What a counted date comes to; ``anchor`` is the day of the release.

    Returns:
        The ends, or None when the day of the release is needed and not known.
    """
    try:
        return _RULES[rule.kind](rule, anchor, tense)
    except (OverflowError, ValueError):  # off the calendar
        return None


def _day(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    return (calendar.moved(anchor, "day", rule.n).isoformat(), None) if anchor else None


def _ago(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    if anchor is None:
        return None
    day = calendar.moved(anchor, rule.unit, rule.n).isoformat()
    return {"year": day[:7], "decade": day[:4]}.get(rule.unit, day), None


def _period(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    return _unit_of(calendar.moved(anchor, rule.unit, rule.n), rule.unit) if anchor else None


def _last(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    """The units before that of the release, or behind it, without it."""
    if anchor is None:
        return None
    near = _unit_of(calendar.moved(anchor, rule.unit, 1 if rule.n > 0 else -1), rule.unit)
    far = _unit_of(calendar.moved(anchor, rule.unit, rule.n), rule.unit)
    first, last = (near, far) if rule.n > 0 else (far, near)
    end = last[1] or last[0]
    return first[0], end if end != first[0] else None


def _weekday(rule: Rule, anchor: date | None, tense: str | None) -> Ends | None:
    if anchor is None:
        return None
    ahead = (rule.n - anchor.weekday()) % 7
    if rule.which is None and tense == "past":
        day = anchor - timedelta(days=(7 - ahead) % 7)
    elif rule.which == -1:
        day = anchor - timedelta(days=7 - ahead)
    else:
        day = anchor + timedelta(days=ahead or 7)
    return day.isoformat(), None


def _weekday_of(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    if anchor is None:
        return None
    monday = anchor - timedelta(days=anchor.weekday())
    return (monday + timedelta(days=7 * (rule.which or 0) + rule.n)).isoformat(), None


def _month(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    if anchor is None:
        return None
    year = anchor.year
    if rule.which == 1:
        year += rule.n <= anchor.month
    elif rule.which == -1:
        year -= rule.n >= anchor.month
    return calendar.iso(rule.at._replace(year=year, month=rule.n)), None


def _season(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    at, first = calendar.settled(rule.at, anchor), _SEASONS[rule.unit]
    year = at.year
    if year is None:
        if anchor is None:
            return None
        year = anchor.year + (rule.which or 0)
        if first + 2 > 12 and anchor.month <= first + 2 - 12:  # in January winter is that of last year
            year -= 1
        elif rule.which is not None and rule.which < 0 and anchor.month > first + 2:
            year = anchor.year
    last = date(year, first, 1) + relativedelta(months=2)
    return f"{year:04d}-{first:02d}", f"{last.year:04d}-{last.month:02d}"


def _part(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    year = calendar.settled(rule.at, anchor).year or (anchor.year if anchor else None)
    if year is None:
        return None
    size = 3 if rule.unit == "quarter" else 6
    return f"{year:04d}-{(rule.n - 1) * size + 1:02d}", f"{year:04d}-{(rule.which or rule.n) * size:02d}"


def _months(rule: Rule, anchor: date | None, _tense: str | None) -> Ends | None:
    year = calendar.settled(rule.at, anchor).year
    if year is None:
        return None
    first, last = (1, rule.n) if rule.n > 0 else (13 + rule.n, 12)
    return f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}" if last > first else None


def _nth(rule: Rule, anchor: date | None, tense: str | None) -> Ends | None:
    """The n-th Monday of a month; the last one."""
    month = _month_of(rule, anchor, tense)
    if month is None or rule.which is None:
        return None
    size = monthrange(month.year, month.month)[1]
    days = [day for day in range(1, size + 1) if month.replace(day=day).weekday() == rule.which]
    if rule.n > len(days) or rule.n == 0:
        return None
    return month.replace(day=days[rule.n - 1 if rule.n > 0 else -1]).isoformat(), None


def _nth_day(rule: Rule, anchor: date | None, tense: str | None) -> Ends | None:
    start = _month_of(rule, anchor, tense)
    if start is None:
        return None
    at = calendar.settled(rule.at, anchor)
    size = monthrange(start.year, start.month)[1] if at.month else (date(start.year, 12, 31) - start).days + 1
    if not 0 < rule.n <= size and rule.n != -1:
        return None
    return (start + timedelta(days=(rule.n if rule.n > 0 else size) - 1)).isoformat(), None


def _nth_week(rule: Rule, anchor: date | None, tense: str | None) -> Ends | None:
    """The n-th calendar week that has most of its days in the month or year."""
    start = _month_of(rule, anchor, tense)
    if start is None:
        return None
    following = start + (relativedelta(months=1) if calendar.settled(rule.at, anchor).month else relativedelta(years=1))
    if rule.n > 0:
        monday = start - timedelta(days=start.weekday())
        monday += timedelta(days=7 * (rule.n - 1 + (start.weekday() > 3)))
    else:
        last = following - timedelta(days=1)
        monday = last - timedelta(days=last.weekday() + (7 if last.weekday() < 3 else 0))
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _week_of(rule: Rule, anchor: date | None, tense: str | None) -> Ends | None:
    at = calendar.settled(rule.at, anchor)
    if at.year is None and anchor is not None:
        at = calendar.with_year(at, anchor, tense)
    day = calendar.day_of(at)
    if day is None:
        return None
    monday = day - timedelta(days=day.weekday())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _month_of(rule: Rule, anchor: date | None, tense: str | None) -> date | None:
    """The first day of the month or year that a rule counts in."""
    at = calendar.settled(rule.at, anchor)
    if at.year is None and anchor is not None:
        at = calendar.with_year(at, anchor, tense)
    return None if at.year is None else date(at.year, at.month or 1, 1)


def _unit_of(day: date, unit: str) -> Ends:
    """The calendar unit that holds the day."""
    if unit in {"week", "fortnight", "weekend"}:
        monday = day - timedelta(days=day.weekday())
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return first.isoformat(), (monday + timedelta(days=6)).isoformat()
    if unit == "month":
        return day.isoformat()[:7], None
    if unit == "quarter":
        first_month = (day.month - 1) // 3 * 3 + 1
        return f"{day.year:04d}-{first_month:02d}", f"{day.year:04d}-{first_month + 2:02d}"
    if unit == "year":
        return f"{day.year:04d}", None
    if unit == "decade":
        return f"{day.year // 10 * 10:04d}", f"{day.year // 10 * 10 + 9:04d}"
    return day.isoformat(), None


_RULES = {
    "day": _day,
    "ago": _ago,
    "period": _period,
    "last": _last,
    "weekday": _weekday,
    "weekday of": _weekday_of,
    "month": _month,
    "season": _season,
    "part": _part,
    "months": _months,
    "nth": _nth,
    "nth day": _nth_day,
    "nth week": _nth_week,
    "week of": _week_of,
}
