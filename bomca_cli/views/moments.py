"""Days, months and years of the precision that a text states: order, overlap and labels."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from bomca_cli.views.dates import Point, month_name, point

_BEFORE = {
    "mid": "mid-",
    "early": "early ",
    "late": "late ",
    "by": "by ",
    "since": "since ",
    "until": "until ",
    "about": "about ",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, as ``release.DateExpression`` states it."""

    start: str
    end: str | None = None
    modifier: str | None = None

    @property
    def year(self) -> int | None:
        """The year in which it begins; ``None`` where no year is known."""
        return point(self.start).year or None

    @property
    def precision(self) -> str:
        """What is stated of its beginning: ``day``, ``month``, ``year`` or ``unknown``."""
        first = point(self.start)
        return "day" if first.day else "month" if first.month else "year" if first.year else "unknown"

    @property
    def key(self) -> tuple[bool, Point, Point]:
        """Sort key: by day, the less precise first, those without a year last."""
        return self.year is None, point(self.start), point(self.end or self.start)

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day that it may mean; ``None`` where no year is known or there is no such day."""
        if self.year is None:
            return None, None
        return _real(_first(point(self.start))), _real(_last(point(self.end or self.start)))

    def touches(self, since: dt.date | None, until: dt.date | None) -> bool:
        """Whether some day of it lies between two days, both included; never where no year is known."""
        if self.year is None:
            return False
        first, last = _first(point(self.start)), _last(point(self.end or self.start))
        return (since is None or last >= since.isoformat()) and (until is None or first <= until.isoformat())

    def apart(self, other: Moment) -> int | None:
        """Days between the two, 0 where they may touch; ``None`` where the year of either is not known."""
        if self.year is None or other.year is None:
            return None
        first, last = self._numbers()
        others_first, others_last = other._numbers()
        return max(0, first - others_last, others_first - last)

    def _numbers(self) -> tuple[int, int]:
        """Its first and last day, counted from the year 1."""
        return _number_of(_first(point(self.start))), _number_of(_last(point(self.end or self.start)))


def day_label(moment: Moment) -> str:
    """The day without its year, as a line below the year shows it: ``12–14 Nov``, ``mid-Feb``, ``Jul–Oct``.

    Another year than the first is named: ``29 Dec – 3 Jan 2019``. Where only a year is stated, that year.
    """
    first = point(moment.start)
    label = _label(first)
    if moment.end and moment.end != moment.start:
        last = point(moment.end)
        if last.year != first.year:
            label = f"{label} – {_label(last)}{f' {last.year}' if last.month else ''}"
        elif last.month == first.month and first.day and last.day:
            label = f"{first.day}–{last.day} {_month(first)}"
        elif first.day or last.day:
            label = f"{label} – {_label(last)}"
        else:
            label = f"{label}–{_label(last)}"
    return _BEFORE.get(moment.modifier or "", "") + label


def _label(stated: Point) -> str:
    if stated.day:
        return f"{stated.day} {_month(stated)}"
    if stated.month:
        return _month(stated)
    return str(stated.year) if stated.year else "—"


def _month(stated: Point) -> str:
    return month_name(stated.month)[:3] or f"month {stated.month}"


def _first(stated: Point) -> str:
    return f"{stated.year:04}-{stated.month or 1:02}-{stated.day or 1:02}"


def _last(stated: Point) -> str:
    month = stated.month or 12
    days = monthrange(stated.year, month)[1] if 1 <= stated.year <= 9999 and 1 <= month <= 12 else 31
    return f"{stated.year:04}-{month:02}-{stated.day or days:02}"


def _real(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def _number_of(iso: str) -> int:
    """The number of a day, counted from the year 1; a 31st of April counts as the day behind the 30th."""
    year, month, day = map(int, iso.split("-"))
    return dt.date(max(year, 1), min(month, 12), 1).toordinal() + day - 1
