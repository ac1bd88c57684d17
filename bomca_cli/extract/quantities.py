"""Stated counts: participants, events, units of equipment, posts, months.

    find(layout, taken) -> list[Quantity]

A count is found from the noun that it counts ("officials"), by the number that stands before it, at most a few
adjectives away. Its unit are the words behind the number as printed ("border officials", "sets of video surveillance
systems").
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract import numbers
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.money import qualifiers, ranges
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD
from bomca_cli.release import Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.numbers import Number

_WRITTEN = frozenset(["number_word", "magnitude"])
_BETWEEN = frozenset(["counted_stop", "counted", "counted_of"])  # nothing behind these counts what stands before
_ADJECTIVES = 4  # tokens between a number and what it counts
_WHAT = 6  # words that tell what a unit is of
_SMALL = 10
_PREPOSITIONS = words("_spatial")
_HYPHENS = frozenset("-‐‑")
_YEAR_BEFORE = words("_before_year")
_OF = words("_of")
_PHASES = words("_phases")


def find(layout: Layout, taken: Iterable[Span] = ()) -> list[Quantity]:
    """The counts of a text, in its order; none overlaps another or a span of ``taken``, which are other facts."""
    used = sorted(taken)
    starts = [span.start for span in used]
    found: list[Quantity] = []
    for mark in _nouns(layout):
        quantity = _counted(layout, mark)
        if quantity is None or (found and quantity.span.start < found[-1].span.end):
            continue
        at = bisect_right(starts, quantity.span.start)
        before, after = used[at - 1 : at], used[at : at + 1]
        if any(span.end > quantity.span.start for span in before) or any(
            span.start < quantity.span.end for span in after
        ):
            continue
        found.append(quantity)
    return found


def _nouns(layout: Layout) -> list[Mark]:
    """The nouns that may be counted; of two at one place the longer."""
    marks = dict(layout.marks["counted"])
    for first, mark in layout.marks["counted_of"].items():
        if first not in marks or mark.last >= marks[first].last:
            marks[first] = mark
    return [marks[first] for first in sorted(marks)]


def _counted(layout: Layout, noun: Mark) -> Quantity | None:
    """The count of ``noun``; None when no number counts it."""
    tokens = layout.tokens
    number = _number_before(layout, noun.first)
    if number is None or not _counts(layout, number):
        return None
    low, last = ranges.before(layout, number, 0, money=False) or number, noun.last
    first, value = low.first, numbers.plain(low.value, low.step)
    if layout.mark("counted_of", noun.first) is not None:
        last = _what(layout, noun.last)
    unit = tokens.text[tokens.end[number.last] : tokens.end[last]].strip(" -‐‑")
    return Quantity(
        tokens.span(first, last),
        value,
        " ".join(unit.split()),
        _qualifier(layout, first, value),
        None if low is number else number.value,
    )


def _qualifier(layout: Layout, first: int, value: Decimal) -> str | None:
    """The words before a count that bound it; "took over three dogs" and "under three components" hold none."""
    mark = qualifiers.before(layout, first)
    if mark is None or (value < _SMALL and layout.tokens.word[mark.first] in _PREPOSITIONS):
        return None
    span = layout.tokens.span(mark.first, mark.last)
    return " ".join(layout.tokens.text[span.start : span.end].lower().split())


def _number_before(layout: Layout, noun: int) -> Number | None:
    """The number that ends before the noun at token ``noun``, adjectives between them."""
    tokens = layout.tokens
    for at in range(noun - 1, max(-1, noun - 2 - _ADJECTIVES), -1):
        if "\n\n" in tokens.gap(at):
            return None
        if tokens.kind[at] == NUMBER or not _WRITTEN.isdisjoint(layout.classes[at]):
            return numbers.ending_at(layout, at)
        if tokens.kind[at] == SIGN:
            if tokens.word[at] == "." and layout.mark("magnitude_short", at - 1) is not None:
                return numbers.ending_at(layout, at)
            if tokens.word[at] not in _HYPHENS or not tokens.glued(at):
                return None
        elif not _BETWEEN.isdisjoint(layout.classes[at]):
            return None
    return None


def _counts(layout: Layout, number: Number) -> bool:
    """Whether a number counts: neither a year, nor an ordinal, nor the number of something, nor a bare "one"."""
    tokens = layout.tokens
    if _numbered(layout, number) or (number.decimals and number.step is None):
        return False
    if not number.digits and number.value < 2:
        return False
    after = number.last + 1
    if after < len(tokens) and tokens.kind[after] == WORD and tokens.glued(number.last):
        return False
    if number.first and tokens.glued(number.first - 1) and tokens.kind[number.first - 1] != SIGN:
        return False
    word = tokens.word[number.last]
    if number.digits and len(word) == 4 and not number.sizeable and word[:2] in {"19", "20"}:
        return not (number.first and tokens.word[number.first - 1] in _YEAR_BEFORE)
    return True


def _numbered(layout: Layout, number: Number) -> bool:
    """Whether the word before makes the number a name: "phase 9", "May 5"; but "under earlier phases 9 posts"."""
    if number.first and layout.tokens.word[number.first - 1] in _PHASES:
        return False
    return numbers.numbers_something(layout, number.first)


def _what(layout: Layout, last: int) -> int:
    """The last token of what a unit is of: "sets of video surveillance systems", "комплектов видеонаблюдения"."""
    tokens, at = layout.tokens, last + 1
    if at + 1 >= len(tokens):
        return last
    if tokens.word[at] in _OF:
        at += 1
    elif tokens.form(at).isascii():
        return last
    end = last
    while at < len(tokens) and at - last <= _WHAT + 1 and tokens.kind[at] == WORD and "\n\n" not in tokens.gap(at - 1):
        if layout.mark("counted_stop", at) or layout.mark("purpose_stop", at) or layout.mark("worth", at):
            break
        end = at
        at += 1
    return end
