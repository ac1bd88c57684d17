"""What happens on a date, and where: the words of its clause, the town tied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tenses import around
from bomca_cli.extract.tokens import SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout
    from bomca_cli.release import Span

_LONGEST = 200  # characters of a description
_SHORTEST = 30  # characters of a description that stands behind the date alone
_OPENING = 4  # tokens that may stand before a date that opens its clause
_DATELINE = 20  # tokens
_REACH = 7  # tokens between a date and its town
_INSIDE = words("_in")  # "to China" is a road, "in Latvia" a place
_STOPS = frozenset(".,;:–—")
_CLAUSES = frozenset(":;")
_LIST_CLAUSES = frozenset(";")  # a list often stands behind a colon
_DASHES = frozenset("–—-")


def what(layout: Layout, head: Found, tail: Found) -> Span | None:
    """The words that tell what happens on a date, or on the dates of a list, from ``head`` to ``tail``.

    That is the clause of the date, without the date where it opens the clause; of a list only the words before it.
    """
    tokens = layout.tokens
    first, last = _clause(layout, head, tail)
    first = _behind_connective(layout, first, head.lead)
    behind = _trimmed(layout, _behind_place(layout, tail.last + 1, last), last)
    before = _trimmed(layout, first, head.lead - 1)
    if behind is not None and (before is None or _opens(layout, head, tail, first, last)):
        return _first_part(layout, *behind)
    if before is None:
        return None
    if tokens.end[before[1]] - tokens.start[before[0]] > _LONGEST:
        return _last_part(layout, *before)
    if head is not tail:
        return tokens.span(*before)
    whole = _trimmed(layout, before[0], last)
    return _first_part(layout, *whole) if whole is not None else None


def _opens(layout: Layout, head: Found, tail: Found, first: int, last: int) -> bool:
    """Whether the dates stand at the head of their clause, with at most a few words before them."""
    ends = layout.tokens.end
    return head.lead - first <= _OPENING and ends[last] - ends[tail.last] > _SHORTEST


def _behind_connective(layout: Layout, first: int, end: int) -> int:
    """The token behind "Thus," or "and" at the head of a clause."""
    mark = layout.mark("connective", first)
    if mark is None or mark.last + 1 >= end:
        return first
    return mark.last + 1 + (layout.tokens.word[mark.last + 1] == ",")


def _clause(layout: Layout, head: Found, tail: Found) -> tuple[int, int]:
    """The clause of a date: its sentence without a dateline before it, between colons and semicolons."""
    words = layout.tokens.word
    first, last = around(layout, head)[0], around(layout, tail)[1]
    breaks = _CLAUSES if head is tail else _LIST_CLAUSES
    for i in range(head.lead - 1, first, -1):
        if words[i] in breaks and not layout.tokens.glued(i):
            first = i + 1
            break
    last = next((i - 1 for i in range(tail.last + 1, last) if words[i] == ";"), last)
    if "city" in layout.classes[first]:
        first = _behind_dateline(layout, first, min(head.lead, first + _DATELINE))
    return first, last


def _behind_dateline(layout: Layout, first: int, end: int) -> int:
    """The token behind the dash of "DUSHANBE, June 15, 2017, Asia-Plus – A workshop", or ``first``."""
    tokens = layout.tokens
    for i in range(first + 1, end):
        joins = tokens.glued(i - 1) and tokens.glued(i) and tokens.kind[i + 1] == WORD  # "Asia-Plus"
        if tokens.word[i] in _DASHES and not joins:
            return next((at for at in range(i, end) if tokens.word[at] not in _DASHES), end)
    return first


def _behind_place(layout: Layout, i: int, last: int) -> int:
    """The token behind "in Osh," at token ``i``: the place is told apart."""
    words = layout.tokens.word
    at = i + (i <= last and words[i] == ",")
    for town in range(at + 1, min(at + 3, last)):
        mark = layout.mark("city", town)
        if mark is not None and _town(layout, town) is not None and mark.last < last and words[mark.last + 1] == ",":
            return mark.last + 2
    return i


def _trimmed(layout: Layout, first: int, last: int) -> tuple[int, int] | None:
    """The tokens without the signs at either end."""
    tokens = layout.tokens
    while first <= last and tokens.kind[first] == SIGN and tokens.word[first] not in '“«"(„':
        first += 1
    while last >= first and tokens.kind[last] == SIGN and tokens.word[last] not in '”»")':
        last -= 1
    return (first, last) if first <= last else None


def _first_part(layout: Layout, first: int, last: int) -> Span:
    """The beginning of a passage, cut at a comma or else at a word where it is too long."""
    tokens = layout.tokens
    limit = tokens.start[first] + _LONGEST
    if tokens.end[last] <= limit:
        return tokens.span(first, last)
    fits = max((i for i in range(first, min(last, first + _LONGEST) + 1) if tokens.end[i] <= limit), default=first)
    commas = [i for i in range(first + 1, fits + 1) if tokens.word[i] in _STOPS and not tokens.glued(i)]
    if commas and tokens.start[commas[-1]] - tokens.start[first] > _LONGEST * 2 // 3:
        return tokens.span(first, commas[-1] - 1)
    while fits > first and layout.mark("dangling", fits) is not None:
        fits -= 1
    return tokens.span(first, fits)


def _last_part(layout: Layout, first: int, last: int) -> Span:
    """The end of a passage that is too long, from a comma or else from a word on."""
    tokens = layout.tokens
    limit = tokens.end[last] - _LONGEST
    fits = min((i for i in range(max(first, last - _LONGEST), last + 1) if tokens.start[i] >= limit), default=last)
    commas = [i for i in range(fits, last) if tokens.word[i] in _STOPS and not tokens.glued(i)]
    if commas and tokens.end[last] - tokens.start[commas[0]] > _LONGEST // 3:
        fits = commas[0] + 1
    return tokens.span(fits, last)


def place(layout: Layout, item: Found) -> str | None:
    """The town that the text ties to the date: "On May 16 in Astana", "Ashgabat (7-9 November)", "in Osh on 13 May"."""
    tokens = layout.tokens
    first, last = around(layout, item)
    if item.first > first and tokens.word[item.first - 1] == "(":  # Astana (2-4 October), (Astana, 2-4 October)
        for i in range(item.first - 2, max(first, item.first - 5) - 1, -1):
            if i in layout.marks["city"]:
                return layout.marks["city"][i].value
    for i in range(item.last + 1, min(last, item.last + _REACH) + 1):
        if "month" in layout.classes[i]:
            break
        town = _town(layout, i)
        if town is not None:
            return town
    for i in range(item.lead - 1, max(first, item.lead - _REACH) - 1, -1):
        if "month" in layout.classes[i]:
            break
        town = _town(layout, i)
        if town is not None:
            return town
    for mark in layout.marks.within("city", *_clause(layout, item, item)):
        if layout.mark("hosts", mark.last + 1) is not None or _town(layout, mark.first) is not None:
            return mark.value
    return None


def _town(layout: Layout, i: int) -> str | None:
    """The town at token ``i`` when the words say that something happens there."""
    mark = layout.mark("city", i) or None
    named = mark or layout.mark("country_name", i)
    if named is None or not i:
        return None
    if not any(mark.last == i - 1 for mark in layout.marks.within("locative", i - 4, i - 1)):
        return None
    if mark is not None:
        return mark.value
    if layout.tokens.word[i - 1] not in _INSIDE:
        return None
    form = " ".join(layout.tokens.form(at) for at in range(named.first, named.last + 1))
    return form if form.isascii() and layout.tokens.kind[i] == WORD else None
