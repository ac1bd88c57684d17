"""Finds the date expressions of a text: tries every token that can begin one, weighs what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.dates import relative, spans
from bomca_cli.extract.dates.parts import DASHES, FIRST_BARE_YEAR, LAST_BARE_YEAR, Parts
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout

_LISTED = 20  # years between two entries of a list of years
_AND = words("_and")
_OF = words("_of")
_OF_MONTH = _OF | words("_day_word", "ru")
_THE = words("_the")
_PARTS = DASHES | frozenset(".:/")
_LIST = 40  # tokens that a list of days may take before it names its month


def find(layout: Layout) -> list[Found]:
    """Every date expression of the text, in its order; none overlaps another."""
    parts = Parts(layout)
    read = (item for item in _stated(parts) + relative.find(parts) if item.first <= item.last)
    found = sorted(read, key=lambda item: (item.first, -item.last))
    kept: list[Found] = []
    for item in found:
        if not kept or (item.first > kept[-1].last and not _restates(parts, item, kept[-1])):
            kept.append(_in_context(parts, item))
    return kept


def _restates(parts: Parts, item: Found, before: Found) -> bool:
    """Whether a weekday belongs to the day right before it: "5 мая, в среду", not "5 May 2019 – On Thursday"."""
    weekday = item.rule is not None and item.rule.kind == "weekday" and item.rule.which is None
    if not weekday or not before.start.day or item.first - before.last > 3:
        return False
    between = range(before.last + 1, item.first)
    return all(parts.near(i) for i in (before.last, *between)) and not any(parts.words[i] in _PARTS for i in between)


def _stated(parts: Parts) -> list[Found]:
    """Dates that name a day, month or year."""
    words = parts.words
    starts = {i for i in parts.numbers if _may_begin(parts, i)}
    starts.update(parts.months)
    starts.update(i for i in parts.ordinals if parts.month_ahead(i, _LIST) or parts.word(i + 1) in _OF_MONTH)
    starts.update(
        i for i in parts.weekdays if parts.month_ahead(i, _LIST) or parts.number(i + 2) or parts.number(i + 1)
    )
    found: list[Found] = []
    behind = 0
    for i in sorted(starts):
        if i < behind:
            continue
        article = i > behind and words[i - 1] in _THE and parts.near(i - 1)
        at = i - 1 if article and i not in parts.months and len(words[i]) != 4 else i
        items = [item for item in spans.read(parts, at) if _meant(parts, item) or _lists_years(parts, found, item)]
        if items:
            found += items
            behind = max(item.last for item in items) + 1
    return found


def _may_begin(parts: Parts, i: int) -> bool:
    """Whether the figures at ``i`` are worth a closer look: a year, a date in figures, or a month follows."""
    length = len(parts.words[i])
    if length == 4:
        return True
    if length > 2:
        return False
    if (
        parts.glued(i)
        and parts.words[i + 1] in "./-–‑"
        and (parts.number(i + 2) or parts.letters(i + 2) or parts.word(i + 2) in DASHES)
    ):
        return True
    behind = parts.to(i + 1)
    if behind is not None and parts.number(behind) and parts.glued(behind) and parts.words[behind + 1] == ".":
        return True
    return parts.month_ahead(i, _LIST) or parts.word(i + 1) in _OF_MONTH or parts.word(i + 2) in _OF


def _meant(parts: Parts, item: Found) -> bool:
    """Whether what reads like a date is meant as one: a bare year or month needs words around it that say so."""
    start, end = item.start, item.end
    if parts.word(item.first - 1) in {"№", "#"} or _in_address(parts, item):
        return False
    if item.problem is not None:
        return not _numbered(parts, item)
    if start.day or (start.month and start.dated) or (end is not None and (end.day or end.dated) and start.month):
        return not (start.month and not start.day and _numbered(parts, item))
    if start.month:
        return True
    return _is_year(parts, item)


def _lists_years(parts: Parts, found: list[Found], item: Found) -> bool:
    """Whether a bare year goes on a list of years: "in 2018, 2019 and 2020"."""
    if not found or item.end is not None or item.start.month or found[-1].start.month or not parts.cut_off(item.first):
        return False
    between = parts.words[found[-1].last + 1 : item.first]
    year = item.start.year or 0
    joined = between == [","] or (between[-1:] and between[-1] in _AND and between[:-1] in ([], [","]))
    return bool(joined) and 0 < year - (found[-1].start.year or year) <= _LISTED


def _numbered(parts: Parts, item: Found) -> bool:
    return parts.number(item.first) and parts.word(item.first - 1) in parts.known.numbered


def _in_address(parts: Parts, item: Found) -> bool:
    """Whether the figures stand in a web address: "/news/2018/11/28"."""
    i = item.first - 1
    return parts.word(i) == "/" and parts.glued(i) and parts.glued(i - 1) and not parts.number(i - 1)


def _is_year(parts: Parts, item: Found) -> bool:
    """Whether four figures without a month are a year, or two of them a span of years."""
    known, first, last = parts.known, item.first, item.last
    year = item.start.year or 0
    if not FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR:
        return False
    if parts.cued(first):
        return True
    if not parts.cut_off_before(first):
        return False
    before, behind = parts.word(first - 1), parts.word(last + 1)
    if before == "." and parts.glued(first - 2):
        before = parts.word(first - 2)
    if before in known.numbered or before in {"$", "€", "£", "₽", "+"}:
        return False
    if behind in known.counted or (behind in {"€", "$", "£", "%", "₽"}):
        return False
    if item.end is not None:
        return not parts.number(last) or parts.cut_off_after(last)
    if not parts.number(last):  # "2018 года"
        return True
    if parts.size <= 2:
        return True
    if parts.number(first - 1) or (parts.number(last + 1) and parts.near(last) and not parts.glued(last)):
        return False  # "10 2016 10:27", "2016 000"
    if behind in DASHES and parts.glued(last) and parts.letters(last + 2) and parts.glued(last + 1):
        return before in known.year_cue  # "2000-strong"
    if before in known.year_cue or before in known.year_lead:
        return True
    lower = parts.letters(last + 1) and behind not in known.function and parts.tokens.form(last + 1).islower()
    if before == "(":
        return behind in {")", ",", ";"}
    if before in known.weak_year_cue:
        return not lower or before in _THE
    if before == "," and parts.letters(first - 2) and parts.tokens.capital(first - 2):  # "TIR Convention, 1975"
        return behind in {")", ",", ".", ";", ""} and not parts.number(last + 1)
    return False


# The words before a date


def _in_context(parts: Parts, item: Found) -> Found:
    """The date with what the words before it say: "by the end of", "since", "early"."""
    words, known = parts.words, parts.known
    at, part, bound = item.first - 1, item.part, item.bound
    if words[at] in _THE and at >= 0:
        at -= 1
    taken = _part(parts, at) if part is None else None
    if taken is not None:
        at, part = taken[0] - 1, taken[1]
        if at >= 0 and words[at] in _THE:
            at -= 1
    named = known.bound.ending(words, at) if at >= 0 and parts.near(at) else None
    if named is not None:
        at, bound = named[0] - 1, named[1]
    if item.end is not None and bound in {"from", "until"}:
        bound = "on"  # "from 3 to 5 December"
    return item._replace(lead=at + 1, part=part, bound=bound)


def _part(parts: Parts, at: int) -> tuple[int, str] | None:
    """The first token and the meaning of the words for a part of a date that end at token ``at``."""
    if at < 0 or not parts.near(at):
        return None
    if parts.words[at] in DASHES and parts.glued(at):
        return parts.known.part.ending(parts.words, at - 1)
    return parts.known.part.ending(parts.words, at)
