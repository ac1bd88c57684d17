"""How long what begins on a stated date lasts, when the same phrase says it.

    tied(layout, item) -> Stated | None      the duration that goes with the date expression ``item``
    end(start, duration) -> str | None       the last day, month or year that it comes to

"for 54 months starting in April 2015", "с апреля 2015 года сроком на 54 месяца", "a 12-week course began on 9 October
2019". A duration that bounds ("within 30 days from"), repeats, is only about so long or stands in another phrase is
tied to no date.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from bomca_cli.extract import numbers
from bomca_cli.extract.dates.words import Phrases
from bomca_cli.extract.lexicon import lines, words
from bomca_cli.extract.money import qualifiers
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout

_LONGEST = 999  # months or days
_BETWEEN = 4  # words between a duration and the start: "a 12-week training course starting on"
_PHRASE = 5  # tokens of a duration in words
_BRACKET = 6  # tokens of a number said again in brackets
_HYPHENS = frozenset("-‐‑")
_A = words("_a")
_OF = words("_of")
_ONE_UNIT = words("_one_unit")
_FUNCTION = words("_function_word")
_BOUNDING = words("_duration_bounding")
_ENDING = words("_duration_ending")
_BEHIND = Phrases(lines("_duration_behind"))
_STARTS = words("_duration_starts")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


class Stated(NamedTuple):
    """A duration in the tokens ``first`` to ``last``, both included, in months or days."""

    first: int
    last: int
    months: int
    days: int

    @property
    def iso(self) -> str:
        """The duration in ISO 8601: ``P54M``, ``P3D``; years are told in months, weeks in days."""
        return f"P{self.months}M" if self.months else f"P{self.days}D"


def tied(layout: Layout, item: Found) -> Stated | None:
    """The duration that the phrase of a start states; None for ends, spans and dates that are counted."""
    if item.end is not None or item.rule is not None or item.problem or item.bound not in {None, "on", "from"}:
        return None
    return _behind(layout, item) or _before(layout, item)


def end(start: str, duration: Stated) -> str | None:
    """The last day, month or year of a duration that begins with ``start``, an ISO date with a year.

    Returns:
        An ISO date as precise as ``start``; None where ``start`` has no year, or is less precise than the duration.
    """
    precision = len(start)
    if start.startswith("--") or (duration.days and precision < len("2015-04-01")):
        return None
    if precision == len("2015") and duration.months % 12:
        return None
    year, month, day = (*map(int, start.split("-")), 1, 1)[:3]
    behind = date(year, month, day) + relativedelta(months=duration.months, days=duration.days)
    return (behind - timedelta(days=1)).isoformat()[:precision]


def _behind(layout: Layout, item: Found) -> Stated | None:
    """From April 2015 for 54 months · с апреля 2015 года сроком на 54 месяца · from 1 April 2021 (54 months)."""
    tokens, i = layout.tokens, item.last + 1
    if i >= len(tokens):
        return None
    if tokens.word[i] == "(" and item.bound == "from":
        found = _at(layout, i + 1)
        closed = found is not None and found.last + 1 < len(tokens) and tokens.word[found.last + 1] == ")"
        return found if closed else None
    i += tokens.word[i] == ","
    lead = _BEHIND.starting(tokens.word, i)
    if lead is None or not tokens.same_block(item.last, lead[0]):
        return None
    at = lead[0] + 1
    return _at(layout, at) or (_at(layout, at + 1) if at < len(tokens) and tokens.word[at] in _A else None)


def _before(layout: Layout, item: Found) -> Stated | None:
    """54 months from April 2015 · a 12-week course began on 9 October 2019 · в течение трёх лет с 2015 года."""
    tokens = layout.tokens
    sentence, i = layout.sentence(item.first).first, item.lead - 1
    if i < sentence:
        return None
    if tokens.word[i] in _STARTS:
        i -= 1
    elif item.bound != "from":
        return None
    elif tokens.word[i] in ",(":
        i -= 1
    for at in range(i, max(sentence - 1, i - _BETWEEN - 1), -1):
        found = _ending_at(layout, at)
        if found is not None:
            bounding = found.first > sentence and tokens.word[found.first - 1] in _BOUNDING
            return None if bounding or qualifiers.before(layout, found.first) is not None else found
        if tokens.kind[at] != WORD or (tokens.word[at] in _FUNCTION and tokens.word[at] not in _OF):
            return None
    return None


def _at(layout: Layout, i: int) -> Stated | None:
    """The duration that begins at token ``i``."""
    tokens = layout.tokens
    named = layout.mark("lasting_for", i)
    if named is not None:
        return _ended(layout, _named(named.first, named.last, named.value))
    number = numbers.starting_at(layout, i)
    if number is None:
        one = i < len(tokens) and (tokens.word[i] in _ONE_UNIT or (i > 0 and tokens.word[i - 1] in _A))
        return _ended(layout, _measured(layout, i, i, "1")) if one else None
    at = number.last + 1
    if at < len(tokens) and tokens.word[at] == "(":
        closing = (j + 1 for j in range(at, min(at + _BRACKET, len(tokens))) if tokens.word[j] == ")")
        at = next(closing, at)
    if at < len(tokens) and tokens.word[at] in _HYPHENS:
        at += 1
    return _ended(layout, _measured(layout, i, at, str(number.value)))


def _ending_at(layout: Layout, i: int) -> Stated | None:
    """The duration whose last token is ``i``."""
    for first in range(max(0, i - _PHRASE), i + 1):
        named = layout.mark("lasting_for", first)
        if named is not None and named.last == i and not _hyphen(layout, first - 1):
            return _named(first, i, named.value)
    if not i or (layout.mark("date_unit", i) is None and not _hyphen(layout, i - 1)):
        return None
    at = i - 1 - _hyphen(layout, i - 1)
    if at > 0 and layout.tokens.word[at] == ")":
        opening = (j - 1 for j in range(at, max(at - _BRACKET, 0), -1) if layout.tokens.word[j] == "(")
        at = next(opening, at)
    number = numbers.ending_at(layout, at) if at >= 0 else None
    if number is None or numbers.numbers_something(layout, number.first):
        return None
    return _measured(layout, number.first, i, str(number.value))


def _measured(layout: Layout, first: int, unit: int, value: str) -> Stated | None:
    """So many of the unit at token ``unit``; None when they are no whole months or days."""
    mark = layout.mark("date_unit", unit) or layout.mark("duration_unit", unit)
    if mark is None:
        return None
    size = _MONTHS.get(mark.value) or _DAYS.get(mark.value)
    count = float(value) * (size or 0)
    if not 0 < count <= _LONGEST or count != int(count):
        return None
    monthly = mark.value in _MONTHS
    return Stated(first, mark.last, int(count) if monthly else 0, 0 if monthly else int(count))


def _hyphen(layout: Layout, i: int) -> bool:
    """Whether token ``i`` joins a number to its unit: "12-week", "54-месячный"."""
    return i >= 0 and layout.tokens.word[i] in _HYPHENS and layout.tokens.glued(i)


def _named(first: int, last: int, iso: str) -> Stated:
    count = int(iso[1:-1])
    return Stated(first, last, count if iso[-1] == "M" else 0, count if iso[-1] == "D" else 0)


def _ended(layout: Layout, found: Stated | None) -> Stated | None:
    """The duration, unless the word behind it makes it something else: "for 3 years earlier", "for two days' work"."""
    if found is None or found.last + 1 >= len(layout.tokens):
        return found
    return None if layout.tokens.word[found.last + 1] in _ENDING else found
