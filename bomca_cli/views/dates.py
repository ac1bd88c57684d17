"""ISO dates of any precision: their parts, and in words."""

from __future__ import annotations

from typing import NamedTuple

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Point(NamedTuple):
    """A stated date; 0 is a part that is not stated."""

    year: int
    month: int
    day: int


def point(iso: str) -> Point:
    """The parts of an ISO date of any precision (``2019``, ``2019-11``, ``2019-11-12``, ``--05-13``, ``--05``)."""
    year, month, day = (*iso.removeprefix("-").split("-"), "", "")[:3]
    return Point(_number(year), _number(month), _number(day))


def month_name(month: int) -> str:
    """The name of a month, 1 to 12; empty for any other number. Its first three letters are its short name."""
    return _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else ""


def day(iso: str) -> str:
    """A date of any precision in words: ``2 August 2018``, ``August 2018``, ``2018``, ``13 May`` for ``--05-13``."""
    stated = point(iso)
    if stated.month and not month_name(stated.month):  # an impossible date stays as it was read
        return iso
    words = (str(stated.day or ""), month_name(stated.month), _year(stated))
    return " ".join(word for word in words if word)


def days(start: str, end: str | None = None) -> str:
    """One date, or two with what they share said once: ``12–14 November 2019``, ``3 May – 2 June 2018``."""
    if end is None or end == start:
        return day(start)
    first, last = point(start), point(end)
    if first.day and last.day and first[:2] == last[:2]:
        return f"{first.day}–{day(end)}"
    if first.year == last.year and first.month:
        return f"{day(start).removesuffix(_year(first)).strip()} – {day(end)}"
    dash = " – " if first.month or last.month else "–"
    return f"{day(start)}{dash}{day(end)}"


def _year(stated: Point) -> str:
    return f"{stated.year:04}" if stated.year else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
