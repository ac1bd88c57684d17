"""Stretches that a year, half-year, quarter or month is divided into, and that have no name of their own.

"the first quarter of 2019", "Q1 2019", "I квартал 2019 года", "H2 2020", "first nine months of 2019", "summer 2019",
"the 1990s", "first week of October 2014", "last day of October 2015", "the week of October 6th".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.dates import points
from bomca_cli.extract.dates.model import Found, Point, Rule, Single
from bomca_cli.extract.dates.parts import FIRST_BARE_YEAR, LAST_BARE_YEAR, Part, full_year
from bomca_cli.extract.lexicon import values, words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.parts import Parts

_QUARTERS = 4
_ROMAN = {numeral: int(value) for numeral, value in values("_roman").items() if int(value) <= _QUARTERS}
_OF = words("_of")
_OF_OR_IN = _OF | words("_in")
_BEFORE_YEAR = _OF_OR_IN | {",", "/", "-"}
_THE = words("_the")
_YEAR = words("_year")
_HALF = words("_half")
_CUE = words("_season_cue")
_ADVERB = words("_season_adverb")
_MANY = words("_many_units")
_MOST = {"quarter": 4, "half": 2, "week": 53, "day": 366, "month": 12}
_EMPTY = Point()
_APOSTROPHES = frozenset("'’‘")
_SHORT = 3  # letters of an abbreviation: "кв."


def find(parts: Parts) -> list[Found]:
    """Every such stretch of the text."""
    found = [_season(parts, i) for i in parts.layout.marks["season"]]
    found += [_division(parts, i) for i in parts.layout.marks["date_unit"]]
    words, letters, endings = parts.words, parts.known.part_letter, parts.known.decade_ending
    for i in parts.numbers:
        length = len(words[i])
        if length == 1:
            found += [_lettered(parts, at) for at in (i - 1, i + 1) if parts.word(at) in letters]
        elif length in {2, 4} and words[i][-1] == "0" and parts.glued(i):
            found += [_decade(parts, at) for at in (i + 1, i + 2) if parts.word(at) in endings]
    return [item for item in found if item is not None]


def nth_before(parts: Parts, i: int) -> Part | None:
    """The ordinal before token ``i`` ("the first", "3rd", "I", "third and last"): its value and its first token."""
    at = i - 1
    if at < 0 or not parts.near(at):
        return None
    value: int | None = None
    if parts.words[at] in parts.known.ordinal_ending and parts.glued(at - 1):
        at -= 1
        if parts.word(at) == "-" and parts.glued(at - 1):
            at -= 1
    if parts.number(at) and len(parts.words[at]) <= 2 and parts.cut_off_before(at):
        value = int(parts.words[at])
    elif at in parts.ordinals and parts.ordinals[at].last == at:
        value = int(parts.ordinals[at].value)
    elif at == i - 1 and parts.tokens.form(at).isupper():
        value = _ROMAN.get(parts.words[at])
    if value is None:
        return None
    return Part(value, at - (parts.word(at - 1) in _THE))


def year_behind(parts: Parts, i: int) -> Single | None:
    """The year at token ``i`` or behind a small word there: "of 2019", "2019 года", "of last year", "'19"."""
    first = i
    if parts.word(i) in _BEFORE_YEAR:
        i += 1
    if parts.word(i) in _THE and parts.word(i + 1) in _YEAR and parts.number(i + 2):
        i += 2
    if parts.word(i) in _YEAR and parts.number(i + 1):
        i += 1
    if i >= parts.size or not parts.near(first - 1):
        return None
    found = parts.year(i)
    if found is None and parts.number(i) and parts.glued(i - 1) and len(parts.words[i]) == 4:
        found = (int(parts.words[i]), parts.year_word(i))
    if found is not None:
        return Single(first, found[1], Point(found[0])) if FIRST_BARE_YEAR <= found[0] <= LAST_BARE_YEAR else None
    named = parts.known.year_named.starting(parts.words, i)
    if named is None:
        named = parts.known.year_named.starting(parts.words, first)
    if named is not None:
        return Single(first, named[0], Point(shift=int(named[1])))
    short = parts.short_year(i)
    return Single(first, short.last, Point(short.value)) if short else None


def month_behind(parts: Parts, i: int) -> Single | None:
    """The month at token ``i``, or behind "of" or "in" there, with its year when it has one."""
    first = i
    if parts.word(i) in _OF_OR_IN:
        i += 1
    named = parts.known.month_named.starting(parts.words, first)
    if named is not None:
        return Single(first, named[0], Point(month_shift=int(named[1])))
    if i not in parts.months or not parts.near(i - 1):
        return None
    sure = i > first or not parts.words[i].isascii()  # "the last Monday of march"
    found = points.month(parts, i) if sure else points.read(parts, i)
    return found if found is not None and not found.point.day else None


def _division(parts: Parts, i: int) -> Found | None:
    """The ``n``-th quarter, half, week, day or month of a year or month."""
    mark = parts.layout.marks["date_unit"][i]
    unit = mark.value
    if unit == "week" and parts.word(mark.last + 1) in _OF:
        of_day = points.read(parts, mark.last + 2 + (parts.word(mark.last + 2) in _THE))
        if of_day is not None and of_day.point.day:
            first = i - (parts.word(i - 1) in _THE)
            return Found(first, of_day.last, of_day.point, rule=Rule("week of", at=of_day.point))
    if unit not in _MOST:
        return None
    if unit == "month":
        return _months(parts, i, mark.last)
    nth = nth_before(parts, i)
    if parts.words[mark.last] in _MANY:
        return None  # "the first days of May"
    if nth is None or not -1 <= nth.value <= _MOST[unit]:
        return None
    short = len(parts.words[mark.last]) <= _SHORT
    year = year_behind(parts, parts.behind_dot(mark.last) if short else mark.last + 1)
    if unit in {"quarter", "half"}:
        return _quarter(parts, nth, mark.last, unit, year)
    month = month_behind(parts, mark.last + 1)
    at = month or year
    if at is None:
        return None
    return Found(nth.last, at.last, at.point, rule=Rule(f"nth {unit}", nth.value, at=at.point))


def _quarter(parts: Parts, nth: Part, last: int, unit: str, year: Single | None) -> Found | None:
    if nth.value == -1:
        nth = Part(_MOST[unit], nth.last)
    if nth.value < 1:
        return None
    if year is None:
        month = month_behind(parts, last + 1)
        if month is not None and unit == "half":
            return Found(month.first + 1, month.last, month.point, part="early" if nth.value == 1 else "late")
        if unit == "half" and parts.words[last] in _HALF:
            return None  # "in the first half the team"
        return Found(nth.last, last, _EMPTY, rule=Rule("part", nth.value, unit))
    return Found(nth.last, year.last, year.point, rule=Rule("part", nth.value, unit, at=year.point))


def _months(parts: Parts, i: int, last: int) -> Found | None:
    """The first nine months of 2019, 9 месяцев 2019 года, the last three months of 2018."""
    year = year_behind(parts, last + 1)
    if year is None:
        return None
    at = i - 1
    number = _number(parts, at)
    if number is None or not 1 <= number <= 12:
        return None
    which = parts.ordinals.get(at - 1)
    first, sign = at, 1
    if which is not None and which.value in {"1", "-1"}:
        first, sign = at - 1, int(which.value)
    elif parts.words[i].isascii():
        return None  # "9 months of 2019" counts months
    first -= parts.word(first - 1) in _THE
    return Found(first, year.last, year.point, rule=Rule("months", sign * number, at=year.point))


def _number(parts: Parts, at: int) -> int | None:
    if at < 0:
        return None
    if parts.number(at):
        return int(parts.words[at]) if len(parts.words[at]) <= 2 else None
    mark = parts.layout.mark("number_word", at)
    return int(mark.value) if mark is not None and mark.value.isdecimal() and len(mark.value) <= 2 else None


def _lettered(parts: Parts, i: int) -> Found | None:
    """Q1 2019 · 1Q 2019 · 2019 Q1 · 2019Q3 · Q4/2018 · H2 2020."""
    unit = parts.known.part_letter[parts.words[i]]
    if parts.glued(i) and parts.number(i + 1) and len(parts.words[i + 1]) == 1:
        first, last, number = i, i + 1, int(parts.words[i + 1])
    elif parts.glued(i - 1) and parts.number(i - 1) and len(parts.words[i - 1]) == 1:
        first, last, number = i - 1, i, int(parts.words[i - 1])
    else:
        return None
    if not 1 <= number <= _MOST[unit]:
        return None
    year = year_behind(parts, last + 1)
    if year is not None:
        return Found(first, year.last, year.point, rule=Rule("part", number, unit, at=year.point))
    before = first - 1 - (parts.word(first - 1) in {"-", "/"})
    if (
        parts.number(before)
        and len(parts.words[before]) == 4
        and FIRST_BARE_YEAR <= int(parts.words[before]) <= LAST_BARE_YEAR
    ):
        point = Point(int(parts.words[before]))
        return Found(before, last, point, rule=Rule("part", number, unit, at=point))
    return None


def _season(parts: Parts, i: int) -> Found | None:
    """Summer 2019, the autumn of 2018, last winter, осенью 2019 года, in the spring."""
    mark = parts.layout.marks["season"][i]
    year = year_behind(parts, mark.last + 1)
    first = i - (parts.word(i - 1) in _THE)
    if year is not None:
        return Found(first, year.last, year.point, rule=Rule("season", unit=mark.value, at=year.point))
    which = parts.known.which.ending(parts.words, i - 1)
    if which is not None:
        return Found(which[0], mark.last, _EMPTY, rule=Rule("season", unit=mark.value, which=int(which[1])))
    before = parts.word(first - 1)
    if (before in _CUE and first < i) or parts.words[i] in _ADVERB or parts.size == 1:
        return Found(first, mark.last, _EMPTY, rule=Rule("season", unit=mark.value))
    return None


def _decade(parts: Parts, i: int) -> Found | None:
    """The 1990s · the 1990's · '90s · 1990-х годов."""
    at = i - 1
    possessive = parts.word(at) in _APOSTROPHES  # "2020's budget" is that of one year
    if possessive and parts.word(at - 2) not in _THE:
        return None
    if (parts.word(at) == "-" or possessive) and parts.glued(at) and parts.glued(at - 1):
        at -= 1
    if not (parts.number(at) and parts.glued(at) and parts.words[at].endswith("0")):
        return None
    number = int(parts.words[at]) if len(parts.words[at]) <= 4 else 0
    if len(parts.words[at]) == 2 and (parts.word(at - 1) in _APOSTROPHES or parts.word(i + 1) in parts.known.year_word):
        number = full_year(number)
    elif not FIRST_BARE_YEAR <= number <= LAST_BARE_YEAR:
        return None
    first = at - (parts.word(at - 1) in _APOSTROPHES and parts.glued(at - 1))
    first -= parts.word(first - 1) in _THE
    last = i + 1 if parts.word(i + 1) in parts.known.year_word and parts.near(i) else i
    return Found(first, last, Point(number), Point(number + 9))
