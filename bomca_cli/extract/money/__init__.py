"""Sums of money as texts state them.

    find(layout) -> list[Sum]

finds every sum: its tokens, value, currency, qualifier, and whether it is a unit price. What a sum is about is told by
``about``.
"""

from bomca_cli.extract.money.sums import Sum, find

__all__ = ["Sum", "find"]
