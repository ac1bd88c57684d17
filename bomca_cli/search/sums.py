"""A release as terms, its sums also as what they are worth: ``21.65 million`` may be read as ``21650000``.

In a phrase one sum may be asked for so, not two.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bomca_cli.search.fold import Join, Terms, fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from bomca_cli.release import Amount, Release


def fold_release(release: Release) -> Terms:
    """The terms of the text, with a join for each sum that is not written in full."""
    folded = fold(release.text)
    sums = {join for amount in release.amounts for join in _joins(amount, folded)}
    return folded._replace(joins=sorted([*folded.joins, *sums])) if sums else folded


def _joins(amount: Amount, folded: Terms) -> Iterator[Join]:
    """The words of a sum, without the currency before the number; with the word behind it and without."""
    first, after = (bisect_left(folded.starts, offset) for offset in amount.span)
    start = next((at for at in range(first, after) if folded.terms[at][0].isdigit()), first)
    written = {*folded.terms[first:after], *(join.term for join in folded.joins if first <= join.first < after)}
    for value in (amount.value, amount.value_max):
        term = None if value is None else _plain(value)
        if term is None or term in written:
            continue
        for end in {after, after - 1} if start == first else {after}:
            if end > start:
                yield Join(start, end, term, number=False)


def _plain(value: Decimal) -> str:
    """A number as folding writes it."""
    return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"
