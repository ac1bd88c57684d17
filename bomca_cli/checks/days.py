"""ISO dates of any precision as days of the calendar."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange


def days(iso: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a date may mean; None where no year is known or there is no such day."""
    try:
        year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
        first = dt.date(year, month or 1, day or 1)
        last = month or 12
        return first, first.replace(month=last, day=day or monthrange(year, last)[1])
    except ValueError:
        return None


def exact_day(iso: str) -> dt.date | None:
    """The day of a full date; None of a month or a year."""
    found = days(iso)
    return found[0] if found and found[0] == found[1] else None
