"""Single dates: a day, month or year, in every order, in words and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.dates import numeric
from bomca_cli.extract.dates.model import Point, Single
from bomca_cli.extract.dates.parts import DASHES, FIRST_BARE_YEAR, LAST_BARE_YEAR, full_year
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.parts import Parts

_THE = words("_the")
_OF = words("_of")
_IN = words("_in")
_ON = words("_on_day")
_DAY = words("_day_word", "en")
_DAY_OF_MONTH = words("_day_word")
_YEAR_OF = words("_of_year")
_VERB = words("_month_like", "verb")
_VERB_OR_NOUN = words("_month_like")
_WHICH = words("_which_month")
_MONTHS = 12
_GROUP = 3  # figures of a group of thousands


def read(parts: Parts, i: int, *, inside: bool = False) -> Single | None:
    """The date that begins at token ``i``; a bare year or month counts, whatever stands around it.

    ``inside``: whether a span leads up to ``i``, so that figures glued before it are no part of it.
    """
    day_name = parts.weekday(i)
    if day_name is not None:
        return _with_weekday(parts, i, day_name.value, day_name.last)
    if parts.number(i):
        return numeric.read(parts, i, inside=inside) or _day_first(parts, i) or _year_first(parts, i, inside=inside)
    if i in parts.months:
        return _month_first(parts, i)
    if i in parts.ordinals:
        return _day_first(parts, i)
    if parts.word(i) in _THE and parts.near(i) and (i + 1 in parts.ordinals or parts.number(i + 1)):
        found = _day_first(parts, i + 1)
        return found._replace(first=i) if found else None
    return None


def day_with_month(parts: Parts, i: int) -> Single | None:
    """The date whose day stands at token ``i``, whatever is before it: "14 November 2019", "14.11.2019"."""
    return numeric.read(parts, i, inside=True) or _day_first(parts, i)


def year_behind(parts: Parts, last: int) -> tuple[Point, int]:
    """The year behind a day that ends at token ``last`` (an empty point when there is none), and the last token."""
    return _year(parts, last, last + 1, figures=False)


def month(parts: Parts, i: int) -> Single | None:
    """The month at token ``i`` of which the words before it say that it is one: "April, May and June 2018"."""
    named = parts.month(i)
    if named is None:
        return None
    return read(parts, i) or Single(i, named.last, Point(month=named.value))


def _with_weekday(parts: Parts, i: int, weekday: int, last: int) -> Single | None:
    """Monday, 5 June 2017 · Wed 23 Jan · Monday the 5th of June."""
    at = last + 1
    if parts.word(at) == "." and parts.glued(last):
        at += 1
    if parts.word(at) == "," or (parts.word(at) in DASHES and parts.near(at)):
        at += 1
    if parts.word(at) in _THE:
        at += 1
    if not parts.near(i) or at >= parts.size or at in parts.weekdays:
        return None
    found = read(parts, at)
    if found is None or not found.point.day:
        return None
    return found._replace(first=i, weekday=weekday)


def _day_first(parts: Parts, i: int) -> Single | None:
    """26th of May 2021 · 8 February, 2023 · 14april 2015 · 31-Oct-74 · 15 May this year · 20 of next month."""
    day = parts.day(i)
    if day is None or not parts.near(day.last):
        return None
    at = day.last + 1
    if parts.word(at) in _DAY and parts.near(at):
        at += 1
    elif parts.word(at) == "." and parts.glued(day.last) and at + 1 in parts.months and parts.near(at):
        behind = parts.behind_dot(parts.months[at + 1].last)
        if not parts.year(behind):
            return None  # "3. March of the cadets": an item of a list
        at += 1
    if (parts.word(at) in _OF and parts.near(at)) or (
        parts.word(at) in {",", "-"} and at + 1 in parts.months and parts.near(at)
    ):
        at += 1
    elif parts.words[i].isascii() and i in parts.ordinals and parts.word(i - 1) not in _THE:
        return None  # "the second May meeting"
    month = parts.month(at)
    if month is None:
        return _of_named_month(parts, i, day.value, day.last)
    if not _is_month(parts, at, dated=True):
        return None
    behind = parts.behind_dot(month.last)
    year, last = _year(parts, month.last, behind, figures=parts.number(i))
    if day.value > 31 and not year:
        return None
    return Single(i, last, _point(year, month.value, day.value))


def _of_named_month(parts: Parts, i: int, day: int, last: int) -> Single | None:
    """20 of next month · 5 числа прошлого месяца · the 15th of this month."""
    at = last + 1
    if parts.word(at) in _DAY_OF_MONTH:
        at += 1
    named = parts.known.month_named.starting(parts.words, at)
    if named is None or day > 31:
        return None
    return Single(i, named[0], Point(day=day, month_shift=int(named[1])))


def _month_first(parts: Parts, i: int) -> Single | None:
    """November 28, 2018 · May the 15th · Ноябрь 28, 2018 · May 2018 · June, 2016 · Sept. '19 · July."""
    month = parts.month(i)
    if month is None:
        return None
    at = parts.behind_dot(month.last)
    if parts.word(at) == "," and parts.near(at) and parts.day(at + 1) and not parts.month(_behind_day(parts, at + 1)):
        day_at = at + 1 if parts.year(_behind_day(parts, at + 1)) else at
    elif parts.word(at) in DASHES and parts.glued(at) and parts.glued(at - 1) and parts.number(at + 1):
        day_at = at + 1  # "Apr-1"
    else:
        day_at = at + (parts.word(at) in _THE)
    day = parts.day(day_at) if parts.near(day_at - 1) else None
    if day is not None and _is_day_behind_month(parts, i, day_at, day.last):
        if not _is_month(parts, i, dated=True):
            return None
        year, last = _year(parts, day.last, day.last + 1, figures=True)
        if day.value > 31 and not year:
            return None
        return Single(i, last, _point(year, month.value, day.value), month_first=True)
    year, last = _year(parts, month.last, at, figures=True)
    if year.dated:
        if not _is_month(parts, i, dated=True):
            return None
        return Single(i, last, _point(year, month.value, None))
    if not _is_month(parts, i, dated=False):
        return None
    return Single(i, month.last, Point(month=month.value))


def _behind_day(parts: Parts, i: int) -> int:
    day = parts.day(i)
    at = day.last + 1 if day else i
    return at + (parts.word(at) == ",")


def _is_day_behind_month(parts: Parts, month: int, i: int, last: int) -> bool:
    """Whether the number behind a month is its day: not "In May 15 officers", "in June 2 600 people", "June 12:30"."""
    if parts.number(i) and parts.number(last + 1) and len(parts.words[last + 1]) == 3 and last == i:
        return parts.word(month - 1) in _ON
    if parts.word(last + 1) in {":", "%"} and parts.glued(last):
        return False
    grouped = parts.word(last + 1) == "," and parts.glued(last) and parts.glued(last + 1)
    if grouped and parts.number(last + 2) and len(parts.words[last + 2]) == _GROUP:
        return False  # "in July 4,000 people"
    if last == i and parts.letters(last + 1) and parts.tokens.form(last + 1).islower():
        if parts.word(last + 1) in parts.known.counted:
            return False
        if parts.word(month - 1) in _IN and parts.word(last + 1) not in parts.known.function:
            return False
    return True


def _year_first(parts: Parts, i: int, *, inside: bool) -> Single | None:
    """2015 March 3 · 2016 - June · 2018 год."""
    found = parts.year(i)
    if found is None:
        return None
    year, last = found
    at = last + 1
    if parts.word(at) == "," or (parts.word(at) in DASHES and parts.glued(i) and parts.glued(at)):
        at += 1
    month = parts.month(at) if parts.near(last) else None
    if month is not None and _is_month(parts, at, dated=True) and not _dated_behind(parts, month.last):
        day_at = parts.behind_dot(month.last)
        day_at += parts.word(day_at) in _THE
        day = parts.day(day_at) if parts.near(day_at - 1) else None
        if day is not None and _is_day_behind_month(parts, at, day_at, day.last):
            return Single(i, day.last, Point(year, month.value, day.value))
        if at == last + 1 or parts.glued(last):
            return Single(i, month.last, Point(year, month.value))
    if not FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR or not (inside or parts.cut_off(i) or parts.cued(i)):
        return None
    return Single(i, last, Point(year))


def _dated_behind(parts: Parts, month_last: int) -> bool:
    """Whether a month has a year (or a day with a year) of its own behind it: "in 2018 June 5, 2019"."""
    at = parts.behind_dot(month_last)
    if parts.year(at + (parts.word(at) == ",")):
        return True
    return parts.day(at) is not None and parts.year(_behind_day(parts, at)) is not None


def _year(parts: Parts, last: int, at: int, *, figures: bool) -> tuple[Point, int]:
    """The year behind a day or month that ends at token ``last``; ``at`` is the token behind it and its full stop.

    Returns:
        The year as a point (empty when there is none) and the last token of the date.
    """
    if at >= parts.size or not parts.near(at - 1):
        return Point(), last
    comma = parts.word(at) == ","
    i = at + comma
    if (parts.word(i) in _YEAR_OF and not comma and parts.number(i + 1)) or (
        parts.word(i) in {"-", "/", "."} and parts.glued(i - 1) and parts.glued(i) and parts.number(i + 1)
    ):
        i += 1
    if not parts.near(i - 1):
        return Point(), last
    found = parts.year(i)
    if found is not None and not _counts(parts, i, found[1], comma=comma):
        return Point(found[0]), found[1]
    short = parts.short_year(i)
    if short is not None:
        return Point(short.value), short.last
    clock = parts.clock(at)
    if clock > at + 1 and parts.words[at + 1] == ":" and parts.near(clock - 1) and parts.year(clock):
        return Point(int(parts.words[clock])), clock  # "Mon May 4 10:00:00 2015"
    named = parts.known.year_named.starting(parts.words, i)
    if named is not None:
        return Point(shift=int(named[1])), named[0]
    if figures and i == at and parts.number(i) and len(parts.words[i]) == 2 and parts.size == i + 1:
        return Point(full_year(int(parts.words[i]))), i  # "14th April 15" at the end of a phrase
    return Point(), last


def _counts(parts: Parts, i: int, last: int, *, comma: bool) -> bool:
    """Whether the number at ``i`` counts something ("On 5 May, 2000 people")."""
    behind = parts.word(last + 1)
    if last > i:
        return False
    if behind in parts.known.counted and parts.near(last) and parts.tokens.form(last + 1).islower():
        return not parts.glued(last)
    return (
        comma and int(parts.words[i]) % 100 == 0 and parts.letters(last + 1) and parts.tokens.form(last + 1).isupper()
    )


def _is_month(parts: Parts, i: int, *, dated: bool) -> bool:
    """Whether a month's name means the month: not the verb "may", the name of a street or of a holiday."""
    words, known = parts.words, parts.known
    mark = parts.months[i]
    behind = parts.word(mark.last + 1)
    lower = not parts.tokens.capital(i)
    modal = words[i] in _VERB and lower and parts.letters(mark.last + 1)
    if modal and behind not in known.after_may and behind not in known.function:
        return False
    if behind in known.street or parts.word(i - 2) in known.street or parts.word(i - 3) in known.street:
        return False
    if dated:
        verb = words[i] in _VERB and lower and parts.letters(i - 1)
        return not verb or parts.word(i - 1) in known.function or parts.word(i - 1) in known.month_cue
    if behind in _DAY and words[i] in _VERB:
        return False
    before = parts.word(i - 1)
    if before in known.every and parts.to(i - 1) is None:
        return False  # "every May"
    if words[i] not in known.weak_month:
        named = (
            parts.letters(mark.last + 1) and parts.tokens.capital(mark.last + 1) and not parts.tokens.form(i).isupper()
        )
        return not named or lower or before in known.month_cue or not parts.near(mark.last)
    if before in DASHES:
        before = parts.word(i - 2)
        if i - 2 in parts.months:
            return True
    if before not in known.month_cue:
        verb = lower and words[i] in _VERB_OR_NOUN
        return parts.size <= 2 or (not verb and _leads_to_month(parts, mark.last))
    return not (lower and words[i] in _VERB_OR_NOUN) or before in known.year_cue or before in _WHICH


def _leads_to_month(parts: Parts, last: int) -> bool:
    """Whether months up to one with a year go on from the one that ends at ``last``: "March to April 2017"."""
    for _ in range(_MONTHS):
        at = parts.behind_dot(last)
        behind = parts.to(at) or parts.conjunction(at + (parts.word(at) == ",")) or at + (parts.word(at) == ",")
        if behind == at or behind not in parts.months or not parts.near(behind - 1):
            return False
        last = parts.months[behind].last
        if _year(parts, last, parts.behind_dot(last), figures=True)[0].dated:
            return True
    return False


def _point(year: Point, month: int, day: int | None) -> Point:
    return year._replace(month=month, day=day)
