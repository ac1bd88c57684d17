"""Ranges of sums: "EUR 1.2-1.5 million", "from 10 to 20 million euros", "between €5 and €6 million", "от 5 до 6"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract import numbers
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.money.currencies import Currency
    from bomca_cli.extract.money.sums import Sum
    from bomca_cli.extract.numbers import Number

_DASHES = frozenset("-–—−‐‑~")
_TO = words("_up_to") | words("_till")
_AND = words("_and")
_FROM = words("_range_from") | words("_between")
_BETWEEN = words("_between")
_CHANGE_REACH = 30  # tokens between a verb of change and the sums that it moves between
_CURRENCIES = ("currency_code", "currency_sign", "currency_name", "currency_scaled", "currency_letters")


def before(layout: Layout, upper: Number, free: int, *, money: bool = True) -> Number | None:
    """The lower bound that stands before the number ``upper``, not before token ``free``, in the same magnitude."""
    joiner = upper.first - 1
    if joiner - 1 < free:
        return None
    lower = numbers.ending_at(layout, joiner - 1, money=money)
    if lower is None or lower.first < free or not _joins(layout, lower.first, joiner):
        return None
    if layout.tokens.word[joiner] in _TO and changes(layout, lower.first):
        return None
    if not lower.sizeable and numbers.numbers_something(layout, lower.first):  # "BOMCA 10 — 21.65 million euros"
        return None
    if _year_like(layout, lower) and not _year_like(layout, upper):
        return None
    return _raised(lower, upper)


def after(layout: Layout, lower: Number, currency: Currency) -> tuple[Number, Number] | None:
    """Both bounds of a range whose lower one is the number behind ``currency``, in the same magnitude."""
    tokens, joiner = layout.tokens, lower.last + 1
    if joiner + 1 >= len(tokens) or not _joins(layout, currency.first, joiner):
        return None
    upper = numbers.starting_at(layout, joiner + 1, money=True)
    raised = _raised(lower, upper) if upper is not None else None
    if upper is None or raised is None or any(layout.mark(table, upper.last + 1) for table in _CURRENCIES):
        return None
    if tokens.word[joiner] in _TO:
        opened = _word_before(layout, currency.first) in _FROM
        if changes(layout, currency.first) or (not opened and upper.step is None and _counts(layout, upper.last + 1)):
            return None
    if _year_like(layout, upper) and not _year_like(layout, lower) and tokens.gap(joiner):
        return None
    return raised, upper


def merged(layout: Layout, sums: Sequence[Sum]) -> list[Sum]:
    """The sums with those joined that are the two bounds of one: "between €5 and €6 million", "$10 - $20"."""
    kept: list[Sum] = []
    for item in sums:
        if kept and item.first == kept[-1].last + 2:
            joined = _joined(layout, kept[-1], item)
            if joined is not None:
                kept[-1] = joined
                continue
        kept.append(item)
    return kept


def _joined(layout: Layout, lower: Sum, upper: Sum) -> Sum | None:
    """One sum from two with a word or dash between them; None when they are two."""
    joiner = upper.first - 1
    same = lower.currency == upper.currency and lower.value_max is None and upper.value_max is None
    if not same or not _joins(layout, lower.first, joiner):
        return None
    low = lower
    if low.step is None and upper.scale > 1 and low.value < upper.value / upper.scale:
        low = low._replace(value=numbers.plain(low.value * upper.scale, upper.step), step=upper.step)
    if low.value >= upper.value or (layout.tokens.word[joiner] in _TO and changes(layout, lower.first)):
        return None
    return low._replace(last=upper.last, value_max=upper.value)


def _joins(layout: Layout, first: int, joiner: int) -> bool:
    """Whether the token ``joiner`` makes a range; ``first`` is where its lower bound begins."""
    tokens = layout.tokens
    word = tokens.word[joiner]
    if "\n\n" in tokens.gap(joiner) or "\n\n" in tokens.gap(joiner - 1):
        return False
    if word in _DASHES or word in _TO:
        return True
    return word in _AND and _word_before(layout, first) in _BETWEEN


def _word_before(layout: Layout, i: int) -> str:
    """The word before token ``i``, past qualifiers such as "about"."""
    at = i - 1
    while at >= 0 and layout.mark("qualifier", at) is not None and i - at < 4:
        at -= 1
    return layout.tokens.word[at] if at >= 0 else ""


def _raised(lower: Number, upper: Number) -> Number | None:
    """The lower bound in the magnitude of the upper one when it has none; None when it would not be lower."""
    if lower.step is None and upper.step is not None and upper.scale > 1:
        plain = upper.value / upper.scale
        if lower.value < plain:
            return lower._replace(value=lower.value * upper.scale, step=upper.scale.scaleb(-lower.decimals))
    return lower if lower.value < upper.value else None


def _counts(layout: Layout, i: int) -> bool:
    """Whether a word at token ``i`` makes the number before it count something: "EUR 5,000 to 6,000 families"."""
    return i < len(layout.tokens) and layout.tokens.kind[i] == WORD and layout.mark("after_sum", i) is None


def _year_like(layout: Layout, number: Number) -> bool:
    word = layout.tokens.word[number.last]
    return not number.sizeable and len(word) == 4 and word[:2] in {"19", "20"}


def changes(layout: Layout, first: int) -> bool:
    """Whether a verb before token ``first`` says that one sum became another: "increased from A to B"."""
    start = layout.sentence(first).first
    return any(layout.mark("change", at) for at in range(max(start, first - _CHANGE_REACH), first))
