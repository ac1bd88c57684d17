"""Numbers in words below a thousand, and halves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.numbers.model import AND, HYPHENS, Number

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
_AND = words("_and")
_A = words("_a")
_WITH = words("_with")
_HALF = words("_half")
_WITH_HALF = words("_with_half")


def spelt(layout: Layout, i: int) -> Number | None:
    """A number below a thousand in words that begins at token ``i``, without its magnitude."""
    value_of = _word_value(layout, i)
    if value_of is None:
        return None
    last, value = below(layout, i - 1, Decimal(1000))
    number = Number(i, last, value, digits=False)
    after = last + 1
    hundred = layout.mark("magnitude", after)
    if hundred is not None and hundred.value == "100" and 0 < value < 100:
        tail = below(layout, hundred.last, Decimal(100))
        number = Number(i, tail[0], value * 100 + tail[1], digits=False)
    return with_half(layout, number)


def below(layout: Layout, last: int, limit: Decimal) -> tuple[int, Decimal]:
    """The number words that follow token ``last``, each smaller than the one before: (last token, their sum)."""
    tokens, total = layout.tokens, Decimal(0)
    opened = limit == 100  # behind "hundred" an "and" may stand
    for _ in range(5):
        at = last + 1
        if at >= len(tokens):
            break
        hyphen = total and tokens.word[at] in HYPHENS and tokens.glued(last) and tokens.glued(at)
        if hyphen or (opened and tokens.word[at] in _AND):
            at += 1
        value = _word_value(layout, at)
        if value is None or value >= limit or (total and value == 0):
            break
        opened = False
        total += value
        last = at
        limit = Decimal(100) if value >= 100 else Decimal(10) if value >= 20 else Decimal(0)
        if not limit:
            break
    return last, total


def _word_value(layout: Layout, i: int) -> Decimal | None:
    mark = layout.mark("number_word", i)
    return Decimal(mark.value) if mark else None


def and_half(layout: Layout, at: int) -> int | None:
    """The last token of "and a half", "с половиной" at token ``at``."""
    tokens = layout.tokens
    after = at + 1
    if tokens.word[at] in _WITH:
        return after if after < len(tokens) and tokens.word[after] in _WITH_HALF else None
    after += _hyphen(layout, after)
    if after + 1 < len(tokens) and tokens.word[after] in _A:
        half = after + 1 + _hyphen(layout, after + 1)
        return half if half < len(tokens) and tokens.word[half] in _HALF else None
    return None


def _hyphen(layout: Layout, i: int) -> bool:
    """Whether a hyphen at token ``i`` joins the words around it: "two-and-a-half"."""
    tokens = layout.tokens
    return i < len(tokens) and tokens.word[i] in HYPHENS and tokens.glued(i - 1) and tokens.glued(i)


def with_half(layout: Layout, simple: Number) -> Number:
    """Two and a half, 2½, 10 1/2, два с половиной."""
    tokens, after = layout.tokens, simple.last + 1
    if after >= len(tokens) or simple.decimals:
        return simple
    joined = after + _hyphen(layout, after)
    if tokens.word[joined] in AND:
        half = and_half(layout, joined)
        if half is not None:
            return simple._replace(last=half, value=simple.value + Decimal("0.5"), decimals=1)
    mark = layout.mark("fraction", after)
    if mark is not None and tokens.word[after] in "½¼¾":
        value = Decimal(mark.value)
        return simple._replace(last=after, value=simple.value + value, decimals=1 if value == Decimal("0.5") else 2)
    if (
        after + 2 < len(tokens)
        and tokens.word[after + 1] == "/"
        and tokens.glued(after)
        and tokens.glued(after + 1)
        and not tokens.glued(simple.last)
    ):
        ratio = tokens.word[after], tokens.word[after + 2]
        value_of = {("1", "2"): "0.5", ("1", "4"): "0.25", ("3", "4"): "0.75"}.get(ratio)
        if value_of:
            return simple._replace(last=after + 2, value=simple.value + Decimal(value_of), decimals=len(value_of) - 2)
    return simple
