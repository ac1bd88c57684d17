"""Spans of dates, put together from single dates: "25 September – 5 October 2016", "November 12-14", "2003-14"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.dates import lists, numeric, points
from bomca_cli.extract.dates.model import Found, Point, Single
from bomca_cli.extract.dates.parts import DASHES
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.parts import Parts

_THE = words("_the")
_NEW_YEAR = 2  # months that a span may take over the turn of a year that it does not state
_YEAR = 4  # figures
_WIDEST = 150  # years between the ends of a span of years


def read(parts: Parts, i: int) -> list[Found]:
    """The expressions that begin at token ``i``: one, several when a list shares a month, or none."""
    listed = lists.days_of_month(parts, i)
    if listed:
        return listed
    short = numeric.short(parts, i)
    if short is not None:
        both = _span(parts, short)
        if both is not None and both.start.dated:
            return [both]
    one = points.read(parts, i)
    if one is None:
        return [_found(short)] if short is not None and numeric.shown(parts, short) else []
    spanned = _span(parts, one)
    if spanned is not None:
        return lists.with_further_days(parts, spanned) if one.month_first else [spanned]
    if one.point.month and not one.point.day:
        months = _months(parts, one)
        if months:
            return months
    found = _found(one)
    return lists.with_further_days(parts, found) if one.month_first and one.point.day else [found]


def _found(one: Single) -> Found:
    return Found(one.first, one.last, one.point, weekday=one.weekday, problem=one.problem)


# A date on either side: "3 Jan 1980 - 2 Jan 2013", "November 12-14, 2019", "June to July", "2003 – 2014"


def _span(parts: Parts, one: Single) -> Found | None:
    at = one.last + 1
    behind_clock = parts.clock(at)
    if behind_clock > at and (parts.to(behind_clock) is not None):
        at = behind_clock
    if parts.word(at) == "." and parts.glued(at - 1) and parts.word(at + 1) in DASHES and not one.point.day:
        at += 1  # "Sept. - Oct. 2016"
    if parts.word(at) == "," and one.point.day and parts.letters(at + 1) and parts.to(at + 1) is not None:
        at += 1  # "from Tuesday, January 14, to Friday, January 17"
    if at >= parts.size or not parts.near(at - 1):
        return None
    k = _behind_word(parts, at, one)
    if k is None or k >= parts.size or not parts.near(k - 1):
        return None
    k = _skip_part(parts, k)
    behind_clock = parts.clock(k)
    if behind_clock > k and points.read(parts, behind_clock, inside=True):
        k = behind_clock
    other = points.read(parts, k, inside=True)
    if other is not None and _may_pair(one.point, other.point) and not _in_chain(parts, one, other):
        return _joined(one, other)
    if one.point.day and one.month_first and not one.point.dated:
        return _same_month(parts, one, k)
    if one.point.year and not one.point.month and k == one.last + 2:
        return _short_second_year(parts, one, k)
    return None


def _in_chain(parts: Parts, one: Single, other: Single) -> bool:
    """Whether years stand in a longer chain of figures: "2016-2017-2018"."""
    if one.point.month:
        return False
    return _linked(parts, other.last + 1, other.last + 2) or _linked(parts, one.first - 1, one.first - 2)


def _linked(parts: Parts, dash: int, number: int) -> bool:
    """Whether a dash ties another figure to a year; "2021–2025 годы — 21,65 млн" goes on with something else."""
    if parts.word(dash) not in DASHES or not parts.number(number):
        return False
    return len(parts.word(number)) == _YEAR or parts.glued(min(dash, number))


def _behind_word(parts: Parts, at: int, one: Single) -> int | None:
    """The token behind what joins both ends: a dash, "to"; "and" does behind "between"."""
    if parts.word(at) in DASHES and "\n" in parts.tokens.gap(at - 1):
        return None  # a bullet
    if parts.words[at - 1] == "." and parts.letters(at) and parts.tokens.capital(at):
        return None  # "2 июля 2018 г. До 14 декабря …": a new sentence
    behind = parts.to(at)
    if behind is not None:
        return behind
    if parts.word(at) == "/" and parts.glued(at - 1) and not (one.point.year and one.point.month):
        return at + 1  # "2003/2004", "Sept. 5/6"
    opener = one.first - 1
    while opener >= 0 and one.first - opener <= 4 and parts.word(opener) not in parts.known.between:
        opener -= 1
    if opener >= 0 and parts.word(opener) in parts.known.between:
        return parts.conjunction(at)
    return None


def _skip_part(parts: Parts, k: int) -> int:
    """The token behind words such as "the beginning of", "mid-" and "the"."""
    part = parts.known.part.starting(parts.words, k)
    if part is not None:
        k = part[0] + 1
        k += parts.word(k) in DASHES
    if parts.word(k) in _THE and not (k + 1 in parts.ordinals or parts.number(k + 1)):
        k += 1
    return k


def _may_pair(a: Point, b: Point) -> bool:
    """Whether two dates can be the ends of one span, as far as what they state goes."""
    if not a.month:
        return not b.month and a.year is not None and b.year is not None and 0 < b.year - a.year <= _WIDEST
    if not b.month:  # "June 2015 to 2018", but not "5 June 2015 – 2018"
        return bool(a.year and b.year and not a.day and b.year > a.year)
    if a.dated and not b.dated:  # "26 July 2024 – 5 August", but not "26 July 2024 – 5 May"
        return (a.month, a.day or 0) < (b.month, b.day or 99) or b.month + 12 - a.month <= _NEW_YEAR
    return True


def _joined(one: Single, other: Single) -> Found | None:
    a, b = one.point, other.point
    if not a.dated and b.year is not None:
        crosses = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 99)
        a = a._replace(year=b.year - crosses)
    elif not a.dated and b.shift is not None:
        a = a._replace(shift=b.shift)
    elif not b.dated and a.year is not None:
        crosses = (b.month or 0, b.day or 99) < (a.month or 0, a.day or 0)
        b = b._replace(year=a.year + crosses)
    elif not b.dated and a.shift is not None:
        b = b._replace(shift=a.shift)
    if a.year is not None and b.year is not None and _backwards(a, b):
        return None
    return Found(one.first, other.last, a, b, weekday=one.weekday, problem=one.problem or other.problem)


def _backwards(a: Point, b: Point) -> bool:
    return (a.year or 0, a.month or 0, a.day or 0) > (b.year or 0, b.month or 99, b.day or 99)


def _same_month(parts: Parts, one: Single, k: int) -> Found | None:
    """November 12-14, 2019 · July 13 thru 15 · March 3 to Friday the 5th."""
    weekday = parts.weekday(k)
    if weekday is not None:
        k = weekday.last + 1
    k += parts.word(k) in _THE
    day = parts.day(k)
    if day is None or day.value > 31 or day.value <= (one.point.day or 0) or parts.word(day.last + 1) == ":":
        return None
    if parts.word(day.last + 1) == "." and parts.number(day.last + 2) and parts.glued(day.last):
        return None
    if parts.words[k - 1] == "/" and day.value > (one.point.day or 0) + 1:
        return None
    year, last = points.year_behind(parts, day.last)
    start = year._replace(month=one.point.month, day=one.point.day)
    return Found(one.first, last, start, start._replace(day=day.value), weekday=one.weekday)


def _short_second_year(parts: Parts, one: Single, k: int) -> Found | None:
    """2003-14 · 2003/04."""
    first = one.point.year or 0
    if not parts.number(k) or len(parts.words[k]) != 2 or not (parts.glued(one.last) and parts.glued(k - 1)):
        return None
    second = first // 100 * 100 + int(parts.words[k])
    if not first < second <= first + 50 or not parts.cut_off_after(k):
        return None
    if parts.words[k - 1] == "/" and second != first + 1:
        return None
    return Found(one.first, parts.year_word(k), Point(first), Point(second))


# Months that share a year: "March and April 2018"


def _months(parts: Parts, one: Single) -> list[Found]:
    if one.point.dated:
        return []
    singles = [one]
    while len(singles) < lists.MOST_ITEMS:
        at = lists.next_item(parts, singles[-1].last)
        other = points.month(parts, at) if at is not None else None
        if other is None or other.point.day:
            return []
        singles.append(other)
        if other.point.dated:
            break
    else:
        return []
    year = singles[-1].point
    dated = [single._replace(point=year._replace(month=single.point.month)) for single in singles]
    if len(dated) == 2 and (dated[1].point.month or 0) == (dated[0].point.month or 0) + 1:
        return [Found(dated[0].first, dated[1].last, dated[0].point, dated[1].point)]
    return [_found(single) for single in dated]
