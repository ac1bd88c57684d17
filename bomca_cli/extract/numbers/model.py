"""A number as a text states it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bomca_cli.extract.lexicon import words

BLANKS = frozenset(" \u00a0\u2009\u202f\u2007\u2005\u2006\u200a\t")
MARKS = frozenset(".,'’·`´")  # signs between digits
HYPHENS = frozenset("-‐‑–")
AND = words("_and") | words("_with")


class Number(NamedTuple):
    """A number in the tokens ``first`` to ``last``, both included.

    ``step`` is the worth of its last stated digit when a magnitude rounds it ("33.6 million": 100000), else None.
    ``grouped``: written with thousands separators. ``decimals``: digits behind the decimal sign.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal | None = None
    grouped: bool = False
    decimals: int = 0
    digits: bool = True  # begins with digits, not with a word
    scale: Decimal = Decimal(1)  # the magnitude behind it

    @property
    def sizeable(self) -> bool:
        """Whether its form alone says that it is no ordinal, year or house number."""
        return self.step is not None or self.grouped or self.decimals > 0


def plain(value: Decimal, step: Decimal | None) -> Decimal:
    """A value behind a magnitude without the decimals that the magnitude used up; printed ones stay."""
    return value if step is None or value != value.to_integral_value() else value.quantize(Decimal(1))
