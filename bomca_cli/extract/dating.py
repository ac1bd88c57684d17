"""The release's own date: its "For release on", its dateline, a date line near the title or at the end.

release_date(layout, found) -> Dating
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract import calendar
from bomca_cli.extract.boilerplate import other_news
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bomca_cli.extract.dates.model import Found, Point
    from bomca_cli.extract.layout import Layout, Range

# How sure a place is that a date is the release's own; the surest wins, then the first.
_RELEASE_LABEL, _DATELINE, _OWN_LINE, _TAIL, _STAMP, _PAGE_LABEL = range(6)

_RUNNING = 160  # characters; a longer line is running text
_HEAD_PARAGRAPHS = 2  # running paragraphs that a dateline may open
_OPENING = 14  # tokens before the date of a dateline
_UNKNOWN_WORDS = 5  # capitalised words of a place or agency that no vocabulary knows
_REST = 12  # tokens besides the date without which a text is a phrase, not a release
_CLOCK = 4  # tokens of "15:47," before a date
_TOWN_SHORT = words("_town_short")
_ON = words("_on_day")
_OPENERS = words("_opens_sentence")
_COVERING = ("furniture", "city", "country_name", "weekday", "programme")
_BREAKS = frozenset("–—-‑.:/(,;|)\"”»'")


class Dating(NamedTuple):
    """What a text says about its own day.

    Attributes:
        at: the index of the date expression that states it; None when no year is stated anywhere.
        day: the day.
        dateline: the day and month of a dateline that states no year, for "today" to refer to.
        lines: the indexes of every date expression that is a date line, the one at ``at`` included.
    """

    at: int | None = None
    day: date | None = None
    dateline: Point | None = None
    lines: frozenset[int] = frozenset()


def release_date(layout: Layout, found: Sequence[Found]) -> Dating:
    """The release's own day, read from the date expressions of the text."""
    lines = layout.lines
    firsts = [line.first for line in lines]
    head = _head(layout)
    end = min((part.first for part in other_news(layout)), default=len(layout.tokens))
    candidates: list[tuple[int, int]] = []
    for index, item in enumerate(found):
        if item.end is not None or item.rule is not None or item.problem is not None or not item.start.day:
            continue
        if item.start.month is None or item.start.shift is not None or not calendar.exists(item.start):
            continue
        number = bisect_right(firsts, item.first) - 1
        line = lines[number]
        if item.first > end:
            break
        if len(layout.tokens) - (item.last - item.first + 1) < _REST:
            continue
        place = _place(layout, item, line, in_head=number < head)
        if place is not None:
            candidates.append((place, index))
    candidates.sort()
    stated = [index for _, index in candidates if found[index].start.year is not None]
    at = stated[0] if stated else None
    day = calendar.day_of(found[at].start) if at is not None else None
    yearless = [index for place, index in candidates if found[index].start.year is None and place <= _OWN_LINE]
    dateline = found[yearless[0]].start if yearless else None
    return Dating(at, day, dateline, frozenset(index for _, index in candidates))


def _head(layout: Layout) -> int:
    """The number of lines up to and with the first paragraphs of running text."""
    running = 0
    for number, line in enumerate(layout.lines):
        span = layout.tokens.span(*line)
        running += span.end - span.start > _RUNNING
        if running == _HEAD_PARAGRAPHS:
            return number + 1
    return len(layout.lines)


def _place(layout: Layout, item: Found, line: Range, *, in_head: bool) -> int | None:
    """How the date stands in its line, as one of the places above, or None."""
    label = layout.mark("role_when", line.first + layout.bullet(line))
    if label is not None and label.last < line.last and layout.tokens.word[label.last + 1] == ":":
        return None  # "When: 6 May 2019"
    before = _before(layout, line.first, item.first)
    if before is None:
        return _signature(layout, item, line)
    alone, clock = _behind(layout, item, line)
    if "release" in before:
        return _RELEASE_LABEL
    if "page" in before or "label" in before:
        return _PAGE_LABEL
    if alone:
        if clock:
            return _STAMP
        return _OWN_LINE if in_head else _TAIL
    if in_head and (_breaks_off(layout, item, line, placed="place" in before) or _place_follows(layout, item, line)):
        return _DATELINE
    return None


def _before(layout: Layout, first: int, date_first: int) -> set[str] | None:
    """What stands before a date in its line, when that can open a dateline: labels and places; else None."""
    tokens, kinds = layout.tokens, set[str]()
    if date_first - first > _OPENING:
        return None
    i, unknown, bracket = first, 0, False
    while i < date_first:
        mark = next((mark for table in _COVERING if (mark := layout.mark(table, i)) and mark.last < date_first), None)
        if mark is not None:
            furniture = layout.mark("furniture", i)
            if furniture is not None and furniture.last == mark.last:
                kinds.add({"release": "release", "date": "label", "page": "page"}.get(furniture.value, "furniture"))
            elif layout.mark("city", i) or layout.mark("country_name", i):
                kinds.add("place")
            i = mark.last + 1
            continue
        word = tokens.word[i]
        if tokens.kind[i] == SIGN:
            bracket = word in "([«“„" or (bracket and word not in ")]»”")
        elif tokens.kind[i] == WORD and not bracket:
            region = i > first and "not_town" in layout.classes[i]  # "Чуйская область"
            if not (tokens.capital(i) or word in _TOWN_SHORT or region or _in_domain(layout, i)):
                return None
            if i == date_first - 1 and i > first and word in _ON:
                return None  # "ANDIJAN – On October 12, the post received …"
            if i in layout.marks["date_day"]:
                return None  # "Today, 9 April"
            unknown += 1
            if unknown > _UNKNOWN_WORDS:
                return None
        elif tokens.kind[i] == NUMBER and not bracket and not _in_clock(layout, i):
            if not _in_domain(layout, i):
                return None
            unknown += 1
        i += 1
    if unknown and "place" not in kinds and not kinds & {"release", "label"}:
        if tokens.word[date_first - 1] not in ",.(–—|/:-" or tokens.word[first] in _OPENERS:
            return None
        kinds.add("place")
    return kinds


def _in_domain(layout: Layout, i: int) -> bool:
    """Whether the word is part of a name such as "24.kg"."""
    tokens = layout.tokens
    if tokens.word[i + 1] == "." and tokens.glued(i) and tokens.glued(i + 1):
        return True
    return i > 1 and tokens.word[i - 1] == "." and tokens.glued(i - 1) and tokens.glued(i - 2)


def _in_clock(layout: Layout, i: int) -> bool:
    words = layout.tokens.word
    return (i + 1 < len(words) and words[i + 1] == ":") or (i > 0 and words[i - 1] == ":")


def _behind(layout: Layout, item: Found, line: Range) -> tuple[bool, bool]:
    """Whether only places, labels, signs or a time of day follow the date in its line; whether a time does."""
    tokens, clock = layout.tokens, False
    i = item.last + 1
    while i <= line.last:
        mark = next((mark for table in _COVERING if (mark := layout.mark(table, i))), None)
        if mark is not None:
            i = mark.last + 1
            continue
        if tokens.kind[i] == WORD and tokens.word[i] not in _TOWN_SHORT:
            return False, clock
        if tokens.kind[i] == NUMBER:
            if not _in_clock(layout, i):
                return False, clock
            clock = True
        i += 1
    return True, clock


def _breaks_off(layout: Layout, item: Found, line: Range, *, placed: bool) -> bool:
    """Whether the date is set off from what follows: "10 July 2024. On", "2009 – The", "2015-To", "2018 /НИАТ"."""
    tokens, after = layout.tokens, item.last + 1
    if after > line.last:
        return True
    ended = tokens.word[item.last] == "."  # the full stop of "г."
    sign = tokens.word[after]
    if tokens.kind[after] != SIGN:
        return (
            (ended or placed)
            and tokens.kind[after] == WORD
            and tokens.capital(after)
            and (ended or line.first < item.first)
        )
    if sign not in _BREAKS:
        return False
    if sign == ",":
        return placed and item.first > line.first
    if not placed and sign in "(/);|":
        return False
    if sign == ":" and not placed and after < line.last and layout.small(after + 1):
        return False  # "11 May: two microscopes were handed over"
    return placed or sign in "–—:." or (sign == "-" and not tokens.glued(item.last))


def _place_follows(layout: Layout, item: Found, line: Range) -> bool:
    """15 March 2023, Termez, Uzbekistan. · 8 February, 2023. Tashkent, Uzbekistan."""
    words, kinds, i = layout.tokens.word, layout.tokens.kind, item.last + 1
    clock = range(line.first, item.first)
    if len(clock) > _CLOCK or not all(kinds[at] == NUMBER or words[at] in ":," for at in clock):
        return False
    if i >= line.last:
        return False
    parted = words[i] in ",."
    i += parted
    town = layout.mark("city", i) or layout.mark("country_name", i)
    if town is None or not (parted or layout.tokens.form(i).isupper()):  # "01.06.2022 DUSHANBE /Khovar/ – "
        return False
    i = town.last + 1
    if i <= line.last and words[i] == ",":
        country = layout.mark("country_name", i + 1)
        if country is None:
            return False
        i = country.last + 1
    return i > line.last or words[i] in {".", "–", "—", "-", ":", "/", "("}


def _signature(layout: Layout, item: Found, line: Range) -> int | None:
    """The end of a line: "…the winter.///BOMCA, 6 December 2024", "… in Kyrgyzstan (23/05/2011)"."""
    tokens = layout.tokens
    last = item.last + 1
    if last < line.last and tokens.word[last] == "(" and tokens.word[line.last] == ")":
        last = line.last  # "///nCa, 17 April 2025 (in cooperation with BOMCA)"
    while last <= line.last and tokens.kind[last] == SIGN:
        last += 1
    if last <= line.last:
        return None
    i = item.first - 1
    if tokens.word[i] == "(" and tokens.word[min(item.last + 1, line.last)] == ")":
        return _OWN_LINE if line.first == layout.lines[0].first or line.last - line.first < _OPENING * 2 else None
    seen = 0
    while i > line.first and seen <= _OPENING and (tokens.kind[i] != WORD or not tokens.form(i).islower()):
        if tokens.word[i] == "/" and tokens.word[i - 1] == "/":
            return _TAIL
        seen += 1
        i -= 1
    return None
