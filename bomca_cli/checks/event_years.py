"""D301: the year of an event contradicts the day of the release."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bomca_cli.checks.days import exact_day
from bomca_cli.checks.model import Finding, Place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.release import DateExpression

_NEAR = 31  # days around the release in which its own event lies
_FUTURE = 366  # days after the release in which an announced event lies


def check(context: Context) -> Iterator[Finding]:
    """Events with a stated year, a year after the release; or near its day, but in another year, where no other is.

    Of a release that tells of nothing near its own day, an event whose day and month are near in an earlier year is
    most likely this year's.
    """
    for entry in context.entries:
        released = exact_day(entry.release.release_date or "")
        if released is None:
            continue
        events = [(event, exact_day(event.start)) for event in entry.release.events if event.year_from == "stated"]
        own = any(_is_near(event, released) for event in entry.release.events)
        for event, day in events:
            if day is None:
                continue
            if (day - released).days > _FUTURE:
                told = "more than a year after the release"
            elif not own and day.year < released.year and _is_near_in(day, released):
                years = released.year - day.year
                told = f"{years} year{'s' if years > 1 else ''} before the release, near its day"
            else:
                continue
            place = Place(entry, event.span)
            words = " ".join(entry.release.quote(event.span).split())
            released_as = entry.release.released
            places = (place,) if released_as is None else (place, Place(entry, released_as.span))
            yield Finding("D301", "warning", f"The event of “{words}” lies {told} ({released}).", places)


def _is_near(event: DateExpression, released: dt.date) -> bool:
    day = exact_day(event.start)
    last = exact_day(event.end or event.start)
    return bool(day and last) and any(abs((one - released).days) <= _NEAR for one in (day, last) if one)


def _is_near_in(day: dt.date, released: dt.date) -> bool:
    """Whether the day would be near the release if it were of its year."""
    with suppress(ValueError):  # 29 February
        return abs((day.replace(year=released.year) - released).days) <= _NEAR
    return False
