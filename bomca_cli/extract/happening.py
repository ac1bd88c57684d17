"""What happens on a date, and where: the words of its clause, the town tied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.roles import around
from bomca_cli.extract.tokens import SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout
    from bomca_cli.release import Span

_LONGEST = 160  # characters of a description
_SHORTEST = 12
_REACH = 7  # tokens between a date and its town
_STOPS = frozenset(".,;:–—")


def what(layout: Layout, item: Found) -> Span | None:
    """The words that tell what happens: those behind the date when it opens its sentence, else those before."""
    tokens = layout.tokens
    first, last = around(layout, item)
    behind = _trimmed(layout, item.last + 1, last)
    before = _trimmed(layout, first, item.lead - 1)
    if behind is not None and before is not None:
        opens = item.lead - first <= 4 or tokens.end[before[1]] - tokens.start[before[0]] < _SHORTEST
        chosen = behind if opens else before
        if not opens and tokens.end[before[1]] - tokens.start[before[0]] > _LONGEST:
            return _last_part(layout, *before)
    else:
        chosen_or_none = behind or before
        if chosen_or_none is None:
            return None
        chosen = chosen_or_none
    return _first_part(layout, *chosen)


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
    if commas and tokens.start[commas[-1]] - tokens.start[first] > _LONGEST // 3:
        return tokens.span(first, commas[-1] - 1)
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
        if i in layout.marks["month"]:
            break
        town = _town(layout, i)
        if town is not None:
            return town
    for i in range(item.lead - 1, max(first, item.lead - _REACH) - 1, -1):
        if i in layout.marks["month"]:
            break
        town = _town(layout, i)
        if town is not None:
            return town
    return None


def _town(layout: Layout, i: int) -> str | None:
    """The town at token ``i`` when the words say that something happens there."""
    mark = layout.mark("city", i) or None
    named = mark or layout.mark("country_name", i)
    if named is None or not i:
        return None
    before = layout.marks["locative"]
    if not any(at in before and before[at].last == i - 1 for at in range(max(0, i - 4), i)):
        return None
    if mark is not None:
        return mark.value
    form = " ".join(layout.tokens.form(at) for at in range(named.first, named.last + 1))
    return form if form.isascii() and layout.tokens.kind[i] == WORD else None
