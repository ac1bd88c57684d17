"""Dates that are counted: "yesterday", "last month", "two weeks ago", "next Monday", "last Sunday of May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.dates import periods
from bomca_cli.extract.dates.model import Found, Point, Rule
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.parts import Parts

_MOST = 999  # units that a text counts
_EMPTY = Point()
_APOSTROPHES = frozenset("'’")
_THE = words("_the")
_GOES_ON = words("_of") | _APOSTROPHES
_EVE = words("_eve")
_MANY = words("_many_units")
_AHEAD_OF_ONE = words("_ahead_of_one")
_ONE_UNIT = words("_one_unit")
_AGO_OF_ONE = words("_ago_of_one")
_FROM_ANOTHER_DAY = words("_from_another_day")
_FROM_STATED_DAY = words("_from_stated_day")
_SURE_WEEKDAY = words("_sure_weekday")
_WEEKDAY_CUE = words("_weekday_cue")
_POSSESSIVE = words("_possessive") | _APOSTROPHES
_OF_WEEK = words("_of_week")
_WEEK = words("_week")
_OF_ANOTHER = words("_of_another")


def find(parts: Parts) -> list[Found]:
    """Every expression of the text that is counted; they may overlap each other."""
    found = [_day(parts, i) for i in parts.layout.marks["date_day"]]
    found += [_unit(parts, i) for i in parts.layout.marks["date_unit"]]
    found += [_weekday(parts, i) for i in parts.weekdays]
    found += [_month(parts, i) for i in parts.months]
    return [item for item in found if item is not None] + periods.find(parts)


def _day(parts: Parts, i: int) -> Found | None:
    """Today, yesterday, the day after tomorrow."""
    mark = parts.layout.marks["date_day"][i]
    if mark.value == "0" and parts.word(mark.last + 1) in _APOSTROPHES and parts.glued(mark.last):
        return None  # "today's world"
    if parts.words[i] in _EVE and parts.letters(i + 1) and parts.word(i + 1) not in parts.known.function:
        return None  # "накануне праздника"
    return Found(mark.first, mark.last, _EMPTY, rule=Rule("day", int(mark.value)))


def _unit(parts: Parts, i: int) -> Found | None:
    """Last month, the next three weeks, two years ago, in 5 days, через неделю, в прошлом году."""
    mark = parts.layout.marks["date_unit"][i]
    unit = mark.value
    if unit == "half":
        return None
    count = _count_before(parts, i)
    if count is not None:
        first, number = count
        counted = _counted(parts, first, mark.last, number, unit)
        if counted is not None:
            return counted
        which = parts.known.which.ending(parts.words, first - 1)
        if which is not None and which[1] != "0" and number > 0:
            return _few(parts, which, mark.last, number, unit)
        return None
    ahead = parts.known.ahead.ending(parts.words, i - 1)
    if ahead is not None and parts.words[i - 1] in _AHEAD_OF_ONE:
        return Found(ahead[0], mark.last, _EMPTY, rule=Rule("ago", 1, unit))
    ago = parts.known.ago.starting(parts.words, mark.last + 1)
    if ago is not None and ago[1] == "-1" and parts.words[i] in _ONE_UNIT and parts.word(ago[0]) in _AGO_OF_ONE:
        return Found(i, ago[0], _EMPTY, rule=Rule("ago", -1, unit))
    which = parts.known.which.ending(parts.words, i - 1)
    if which is None or not parts.near(i - 1):
        return _the_period(parts, i, unit)
    first = which[0] - (parts.word(which[0] - 1) in _THE)
    if unit in {"day", "decade"} or parts.words[mark.last] in _MANY:  # "the previous decade" says no years
        return None
    return Found(first, mark.last, _EMPTY, rule=Rule("period", int(which[1]), unit))


def _the_period(parts: Parts, i: int, unit: str) -> Found | None:
    """The end of the year, в конце года: a part of the period that the release stands in."""
    if unit not in {"week", "month", "quarter", "year", "decade"}:
        return None
    at = i - 1 - (parts.word(i - 1) in _THE)
    part = parts.known.part.ending(parts.words, at)
    if part is None or (parts.word(i - 1) not in _THE and parts.words[i].isascii()) or parts.number(i - 1):
        return None
    return Found(i - (parts.word(i - 1) in _THE), i, _EMPTY, rule=Rule("period", 0, unit))


def _few(parts: Parts, which: tuple[int, str], last: int, number: int, unit: str) -> Found:
    first = which[0] - (parts.word(which[0] - 1) in _THE)
    return Found(first, last, _EMPTY, rule=Rule("last", int(which[1]) * number, unit))


def _counted(parts: Parts, first: int, last: int, number: int, unit: str) -> Found | None:
    """Two weeks ago, three days from now, in 7 days, через 3 дня."""
    words, known = parts.words, parts.known
    ago = known.ago.starting(words, last + 1)
    if ago is not None and words[ago[0]] not in _FROM_ANOTHER_DAY:
        return Found(first, ago[0], _EMPTY, rule=Rule("ago", int(ago[1]) * number, unit))
    ahead = known.ahead.ending(words, first - 1)
    if ahead is None or parts.word(last + 1) in _GOES_ON or parts.word(last + 1) in _FROM_STATED_DAY:
        return None
    return Found(ahead[0], last, _EMPTY, rule=Rule("ago", number, unit))


def _count_before(parts: Parts, i: int) -> tuple[int, int] | None:
    """The first token and the value of the number before the unit at ``i``."""
    at = i - 1
    if at < 0 or not parts.near(at):
        return None
    word = parts.words[at]
    if parts.number(at):
        return (at, int(word)) if len(word) <= 3 and 0 < int(word) <= _MOST and parts.cut_off(at) else None
    phrase = parts.known.count.ending(parts.words, at)
    if phrase is not None:
        return phrase[0], int(phrase[1])
    mark = parts.layout.mark("number_word", at)
    return (at, int(mark.value)) if mark is not None and mark.value.isdecimal() and int(mark.value) else None


def _weekday(parts: Parts, i: int) -> Found | None:
    """On Monday, last Friday, Monday next week, the first Tuesday of October 2014."""
    words, known, mark = parts.words, parts.known, parts.weekdays[i]
    day, first = int(mark.value), i
    nth = periods.nth_before(parts, i)
    if nth is not None:
        month = periods.month_behind(parts, mark.last + 1)
        if month is not None:
            rule = Rule("nth", nth.value, which=day, at=month.point)
            return Found(nth.last, month.last, month.point, rule=rule)
    which = known.which.ending(words, i - 1)
    if which is not None:
        if parts.word(mark.last + 1) in {",", "-"} and parts.number(mark.last + 2):
            return None
        return Found(which[0], mark.last, _EMPTY, rule=Rule("weekday", day, which=int(which[1])))
    behind = _week_behind(parts, mark.last + 1)
    if behind is not None:
        return Found(i, behind[0], _EMPTY, rule=Rule("weekday of", day, which=behind[1]))
    if words[i] in known.weak_weekday and parts.size > 1 and words[i] not in _SURE_WEEKDAY:
        return None
    if parts.word(i - 1) in known.every or parts.word(i + 1) in _POSSESSIVE:
        return None
    if parts.size <= 2 or parts.word(i - 1) in _WEEKDAY_CUE:
        return Found(first, mark.last, _EMPTY, rule=Rule("weekday", day))
    return None


def _week_behind(parts: Parts, i: int) -> tuple[int, int] | None:
    """The last token and the number of the week in "Monday of next week", "Monday next week", "Friday after next"."""
    at = i + (parts.word(i) in _OF_WEEK)
    which = parts.known.which.starting(parts.words, at)
    after_next = parts.known.after_next.starting(parts.words, i)
    if after_next is not None:
        return after_next[0], int(after_next[1])
    if which is None or parts.word(which[0] + 1) not in _WEEK:
        return None
    return which[0] + 1, int(which[1])


def _month(parts: Parts, i: int) -> Found | None:
    """Next March, last August, this January."""
    mark = parts.months[i]
    which = parts.known.which.ending(parts.words, i - 1)
    if which is None or not parts.near(i - 1) or parts.words[i - 1] in _OF_ANOTHER:
        return None
    at = parts.behind_dot(mark.last)
    if parts.year(at):
        return None
    day = parts.day(at)
    if day is not None and parts.near(at - 1) and parts.word(day.last + 1) != ":":
        return Found(which[0], day.last, _EMPTY, rule=_next_month(mark.value, which[1], day.value))
    return Found(which[0], mark.last, _EMPTY, rule=_next_month(mark.value, which[1], None))


def _next_month(month: str, which: str, day: int | None) -> Rule:
    return Rule("month", int(month), which=int(which), at=Point(day=day))
