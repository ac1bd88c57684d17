"""Days that share one month: "12-14 November", "15, 16 and 18 May 2017", "May 15, 16 and 18, 2017"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.dates import numeric, points
from bomca_cli.extract.dates.model import Found, Single
from bomca_cli.extract.dates.parts import DASHES
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.parts import Parts

MOST_ITEMS = 12  # of a list
_THE = words("_the")
_NIGHT_FROM, _NIGHT_TO = words("_night", "from"), words("_night", "to")


class _Item(NamedTuple):
    """An entry of a list: a day or a span of days, without a month."""

    first: int
    last: int
    start: int
    end: int | None


def days_of_month(parts: Parts, i: int) -> list[Found]:
    """The days before a month that they share; nothing for a single day."""
    items: list[_Item] = []
    at = i
    while len(items) < MOST_ITEMS:
        item = _item(parts, at)
        if item is None:
            return []
        if items and item.start <= (items[-1].end or items[-1].start):
            return []
        items.append(item)
        closing = _closing(parts, item)
        if closing is not None:
            return _shared(parts, items, closing)
        behind = next_item(parts, item.last)
        if behind is None:
            return []
        at = behind
    return []


def _item(parts: Parts, i: int) -> _Item | None:
    """A day, or two days with a dash or "to" between them, at token ``i``."""
    first = i
    weekday = parts.weekday(i)
    if weekday is not None:
        i = weekday.last + 1
    i += parts.word(i) in _THE
    day = parts.day(i)
    if day is None or day.value > 31:
        return None
    at = day.last + 1
    if parts.word(at) == "." and parts.glued(day.last) and parts.word(at + 1) in DASHES:
        at += 1
    behind = parts.to(at)
    if behind is None and parts.word(at) == "/" and parts.glued(day.last):
        behind = at + 1
    if behind is None and parts.word(at) in _NIGHT_TO and parts.word(first - 1) in _NIGHT_FROM:  # "в ночь с 5 на 6 мая"
        behind = at + 1
    if behind is None and parts.word(first - 1) in parts.known.between:
        behind = parts.conjunction(at)
    if behind is not None and parts.near(at - 1):
        weekday = parts.weekday(behind)
        if weekday is not None:
            behind = weekday.last + 1
        behind += parts.word(behind) in _THE
        end = parts.day(behind)
        if end is None or not day.value < end.value <= 31 or (parts.words[at] == "/" and end.value > day.value + 1):
            return None
        return _Item(first, end.last, day.value, end.value)
    return _Item(first, day.last, day.value, None)


def _closing(parts: Parts, item: _Item) -> Single | None:
    """The date that the last day of the list is part of: it gives month and year to all."""
    at = item.last
    while at > item.first and not (parts.number(at) or at in parts.ordinals):
        at -= 1
    found = points.day_with_month(parts, at)
    if found is None and item.end is not None:  # "from 9 to 12.09.2024"
        found = numeric.read(parts, at, inside=True)
    return found if found is not None and found.point.day else None  # "12/2018" in "11/12/2018" closes no list


def next_item(parts: Parts, last: int) -> int | None:
    """The token behind the comma, the "and" or both that follow token ``last`` in a list."""
    at = last + 1
    if not parts.near(last):
        return None
    if parts.word(at) in {",", ";"}:
        at += 1
        return parts.conjunction(at) or at
    return parts.conjunction(at)


def _shared(parts: Parts, items: list[_Item], closing: Single) -> list[Found]:
    month = closing.point
    if len(items) == 1 and items[0].end is None:
        return []  # a single date, read elsewhere
    items = _running(items)
    found = []
    for item in items:
        last = closing.last if item is items[-1] else item.last
        start = month._replace(day=item.start)
        end = month._replace(day=item.end) if item.end else None
        found.append(Found(item.first, last, start, end, weekday=_weekday_of(parts, item), problem=closing.problem))
    return found


def _running(items: list[_Item]) -> list[_Item]:
    """The items, as one stretch where each day follows the other: "on 9 and 10 December", "13, 14 and 15 May"."""
    first, last = items[0], items[-1]
    steps = pairwise(items)
    if len(items) == 1 or last.end is not None or any(a.end is not None or b.start != a.start + 1 for a, b in steps):
        return items
    return [_Item(first.first, last.last, first.start, last.start)]


def _weekday_of(parts: Parts, item: _Item) -> int | None:
    weekday = parts.weekday(item.first)
    return weekday.value if weekday else None


def with_further_days(parts: Parts, found: Found) -> list[Found]:
    """The date and the days that go on its list: "May 15, 16 and 18, 2017", "November 12-14 and 16-17"."""
    if found.start.dated or (found.end is not None and found.end.month != found.start.month):
        return [found]
    items: list[_Item] = []
    last = found.last
    ended = False  # whether "and" announced the last item
    while not ended and len(items) < MOST_ITEMS:
        at = next_item(parts, last)
        if at is None:
            break
        ended = parts.word(at - 1) not in {",", ";"}
        item = _item(parts, at)
        if item is None or points.day_with_month(parts, item.last) is not None or _counts_behind(parts, item):
            return [found]
        items.append(item)
        last = item.last
    if not ended:
        return [found]
    year, end = points.year_behind(parts, last)
    base = year._replace(month=found.start.month)
    days = [_Item(found.first, found.last, found.start.day or 0, found.end.day if found.end else None), *items]
    days = _running(days)
    return [
        Found(
            item.first,
            end if item is days[-1] else item.last,
            base._replace(day=item.start),
            base._replace(day=item.end) if item.end else None,
            weekday=found.weekday if item is days[0] else None,
        )
        for item in days
    ]


def _counts_behind(parts: Parts, item: _Item) -> bool:
    """Whether the number counts what follows: "On May 16 and 20 participants"."""
    behind = item.last + 1
    return parts.letters(behind) and parts.near(item.last) and parts.word(behind) not in parts.known.function
