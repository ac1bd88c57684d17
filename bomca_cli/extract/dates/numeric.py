"""Dates in figures: 28.11.2018, 09/07/2020, 2024-12-07, 12.XI.2019, 22/May/2014, 28.11.18.

The day comes first; the month does only where the second number can be no month ("10/31/1974").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.dates.model import Point, Single
from bomca_cli.extract.dates.parts import DASHES, FIRST_BARE_YEAR, LAST_BARE_YEAR, full_year
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.parts import Parts

_SEPARATORS = frozenset("./-‑‐–.")
_TIME = frozenset("t")  # of ISO 8601: "2018-11-28T10:00"
_IN = words("_in")
_COUNTED = words("_of") | {"%"}
_CUE = words("_figures_cue")
_ROMAN_UNSURE = words("_roman_unsure")


def read(parts: Parts, i: int, *, inside: bool = False) -> Single | None:
    """The date in figures that begins at token ``i``; ``inside`` when it is known that a span leads up to it."""
    if not parts.number(i) or len(parts.words[i]) not in {1, 2, 4} or not (inside or parts.cut_off_before(i)):
        return None
    second = _behind_separator(parts, i)
    if second is None:
        return None
    if len(parts.words[i]) == 2 and len(parts.words[second]) == 4 and parts.number(second):
        return _month_and_year(parts, i, second)
    if len(parts.words[i]) == 4:
        return _year_first(parts, i, second)
    third = _behind_separator(parts, second)
    if third is None or not _same_sign(parts, i, second):
        return None
    return _day_first(parts, i, second, third)


def _month_and_year(parts: Parts, i: int, second: int) -> Single | None:
    """05/2019, 05.2019 (but not 05.2019 hectares)."""
    month, year = int(parts.words[i]), int(parts.words[second])
    if not (1 <= month <= 12 and FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR and _ends(parts, second)):
        return None
    counts = (
        parts.words[i + 1] != "/" and parts.letters(second + 1) and parts.words[second + 1] not in parts.known.year_word
    )
    if counts or not parts.glued(i + 1) or parts.words[i + 1] not in "./":
        return None
    return Single(i, parts.year_word(second), Point(year, month))


def short(parts: Parts, i: int) -> Single | None:
    """A day and a month in figures, as they stand before a full date: "28.11 – 02.12.2018"."""
    if not parts.number(i) or len(parts.words[i]) > 2 or not parts.cut_off_before(i):
        return None
    second = _behind_separator(parts, i)
    if second is None or parts.words[i + 1] not in "./" or (i + 1 in parts.months):
        return None
    day, month = int(parts.words[i]), _month(parts, second)
    if month is None or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    last = second
    if parts.glued(last) and parts.word(last + 1) == "." and not parts.number(last + 2):
        last += 1
    return Single(i, last, Point(month=month, day=day))


def shown(parts: Parts, one: Single) -> bool:
    """Whether a day and month in figures are a date by themselves: "on 10.02", "12.02 – Bishkek", "26.XI"."""
    first, last = one.first, one.last
    if not parts.number(first + 2):
        return parts.words[first + 2] not in _ROMAN_UNSURE
    if parts.words[first + 1] == "." and not len(parts.words[first]) == len(parts.words[first + 2]) == 2:
        return False
    if not _ends(parts, first + 2):
        return False
    cities = parts.layout.marks["city"]
    if parts.words[first + 1] == ".":
        before, after = parts.word(first - 1), parts.word(last + 1)
        if (after in DASHES and last + 2 in cities) or (after in _IN and last + 2 in cities):
            return True
        if before in DASHES or before == "(":
            return any(mark.last == first - 2 for at in range(max(0, first - 4), first) if (mark := cities.get(at)))
    return parts.word(first - 1) in _CUE and parts.word(last + 1) not in _COUNTED


def _year_first(parts: Parts, i: int, second: int) -> Single | None:
    """2018-11-28, 2018/11/28, 2018-Nov-28, 2018-11."""
    words, year = parts.words, int(parts.words[i])
    if not FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR:
        return None
    month = _month(parts, second)
    third = _behind_separator(parts, second)
    if month is not None and third is not None and _same_sign(parts, i, second) and parts.number(third):
        day = int(words[third]) if len(words[third]) <= 2 else 0
        if not day or not _ends(parts, third, clock=True):
            return None
        return _checked(i, third, year, month, day)
    named = words[i + 1] == "/" and not parts.number(second)
    if words[i + 1] not in "-/" or len(words[second]) != 2 or month is None or named:
        return None
    if words[i + 1] == "/" and month == (year + 1) % 100:
        return None  # "2011/12": a school year
    return Single(i, second, Point(year, month)) if 1 <= month <= 12 and _ends(parts, second) else None


def _day_first(parts: Parts, i: int, second: int, third: int) -> Single | None:
    words = parts.words
    if not parts.number(third) or len(words[third]) not in {2, 4}:
        return None
    written = not parts.number(second)  # "31-Oct-74"
    day, month = int(words[i]), _month(parts, second)
    if month is None:
        return None
    if len(words[third]) == 4:
        year = int(words[third])
        if not FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR and not (written and year >= 1700):
            return None
    else:
        plain = words[i + 1]
        sure = written or plain == "/" or (plain == "." and len(words[i]) == len(words[second]) == 2)
        if not (sure or (plain != "." and parts.alone(i, third))):
            return None
        year = full_year(int(words[third]))
    if not _ends(parts, third, clock=True):
        return None
    last = parts.year_word(third)
    if month > 12 and day <= 12 and month <= 31 and words[i + 1] != ".":  # only the American order makes sense
        day, month = month, day
    if len(words[third]) == 2 and not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _checked(i, last, year, month, day)


def _checked(first: int, last: int, year: int, month: int, day: int) -> Single:
    if not 1 <= month <= 12:
        return Single(first, last, Point(year), problem=f"there is no month {month}")
    return Single(first, last, Point(year, month, day))


def _month(parts: Parts, i: int) -> int | None:
    """A month in one or two figures, in Roman figures or by name."""
    if parts.number(i):
        return int(parts.words[i]) if len(parts.words[i]) <= 2 else None
    found = parts.month(i) or parts.roman(i)
    return found.value if found else None


def _behind_separator(parts: Parts, i: int) -> int | None:
    """The token behind the separator behind ``i``; after a full stop a blank may follow."""
    if not parts.glued(i) or parts.word(i + 1) not in _SEPARATORS:
        return None
    if parts.glued(i + 1) or (parts.words[i + 1] == "." and parts.tokens.gap(i + 1) in {" ", "\u00a0"}):
        return i + 2 if i + 2 < parts.size else None
    return None


def _same_sign(parts: Parts, i: int, second: int) -> bool:
    one, two = parts.words[i + 1], parts.words[second + 1]
    return one == two or (one in DASHES and two in DASHES)


def _ends(parts: Parts, i: int, *, clock: bool = False) -> bool:
    """Whether the number at ``i`` ends what it belongs to: no further figures or letters are glued to it."""
    if not parts.glued(i):
        return True
    after = parts.words[i + 1]
    if parts.letters(i + 1):
        return (clock and after in _TIME) or after in parts.known.year_word
    if parts.number(i + 1) or after in "_%@=":
        return False
    if after == "-" and parts.number(i + 2) and parts.word(i + 3) == parts.words[i - 1]:
        return True  # the first day of a span: "05/09/22-06/09/22"
    return not (
        after in "./-:" and parts.glued(i + 1) and (parts.number(i + 2) or (after == "/" and parts.letters(i + 2)))
    )
