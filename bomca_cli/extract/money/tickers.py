"""Exchange rates, which look more like money than money does: they are thrown out.

"USD 69.78 EUR 79.37 RUB 1.05", "$1 – 12736.48", "1 USD = 87.5 KGS", "Official exchange rate: USD 87.45".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.tokens import NUMBER, SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.money.currencies import Currency
    from bomca_cli.extract.money.sums import Sum
    from bomca_cli.extract.numbers import Number

_DASHES = frozenset("-–—−:")
_EQUAL = frozenset("=≈")
# What stands between the rates of a ticker besides blanks: arrows and changes.
_BETWEEN = frozenset("|▲▼↑↓→⇑⇓•·+-−–:%;")
_CUE_REACH = 12  # tokens between "exchange rate" and the rates
_RATE_BELOW = 100_000  # a rate of one unit is no million


def is_rate(layout: Layout, currency: Currency, number: Number) -> bool:
    """Whether the number beside a currency is an exchange rate: "$1 – 12736.48", "1 USD = 87.5", "USD/KZT 145.92"."""
    tokens = layout.tokens
    first, last = min(currency.first, number.first), max(currency.last, number.last)
    before, after = first - 1, last + 1
    if before >= 0 and tokens.word[before] in _EQUAL and before and tokens.kind[before - 1] != SIGN:
        return True
    if _paired(layout, currency):
        return True
    if after >= len(tokens):
        return False
    if tokens.word[after] in _EQUAL:
        return True
    if number.value != 1 or number.step is not None or tokens.word[after] not in _DASHES:
        return False
    return after + 1 < len(tokens) and tokens.kind[after + 1] == NUMBER


def _paired(layout: Layout, currency: Currency) -> bool:
    """Whether a currency is one of a pair: "USD/KZT"."""
    words, before, after = layout.tokens.word, currency.first - 1, currency.last + 1
    if before > 0 and words[before] == "/" and layout.mark("currency_code", before - 1) is not None:
        return True
    return after < len(words) and words[after] == "/" and layout.mark("currency_code", after + 1) is not None


def removed(layout: Layout, sums: Sequence[Sum]) -> list[Sum]:
    """The sums without those of tickers and of lines about exchange rates."""
    return [item for row in _rows(layout, sums) if not _ticks(layout, row) for item in row]


def _rows(layout: Layout, sums: Sequence[Sum]) -> Iterator[list[Sum]]:
    """Runs of sums with nothing but blanks, arrows and numbers between them, and no blank line."""
    row: list[Sum] = []
    for item in sums:
        if row and not _adjoin(layout, row[-1].last, item.first):
            yield row
            row = []
        row.append(item)
    if row:
        yield row


def _adjoin(layout: Layout, last: int, first: int) -> bool:
    tokens = layout.tokens
    if first - last > 6 or not tokens.same_block(last, first):
        return False
    return all(tokens.kind[at] == NUMBER or tokens.word[at] in _BETWEEN for at in range(last + 1, first))


def _ticks(layout: Layout, row: Sequence[Sum]) -> bool:
    """Whether a run of sums is a ticker: rates of different currencies, none of them large."""
    if any(item.step is not None or item.value >= _RATE_BELOW for item in row):
        return False
    if len(row) > 1 and len({item.currency for item in row}) == len(row):
        return True
    marks = layout.marks["exchange"]
    return any(at in marks for at in range(max(0, row[0].first - _CUE_REACH), row[0].first))
