"""A stated number is an interval: what it may be, given how it is printed. See docs/funding.md.

Everything is exact ``Decimal`` arithmetic in units of the currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ZERO = Decimal(0)

Outcome = Literal["agrees", "compatible with rounding", "differs"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``; ``None`` is no bound, an open end is not included."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number of this interval and one of the other."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.open_low or other.open_low,
            self.open_high or other.open_high,
        )

    def __neg__(self) -> Interval:
        """The numbers with their sign turned."""
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.open_high,
            self.open_low,
        )

    def __sub__(self, other: Interval) -> Interval:
        """Every difference of a number of this interval and one of the other."""
        return self + -other

    @property
    def positive(self) -> bool:
        """Whether every number in it is above zero."""
        return self.low is not None and (self.low > ZERO or (self.low == ZERO and self.open_low))

    @property
    def negative(self) -> bool:
        """Whether every number in it is below zero."""
        return (-self).positive


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures for one thing stand to each other.

    ``by`` is the least possible distance where they differ, ``more`` tells that the true one is above it.
    """

    outcome: Outcome
    by: Decimal | None = None
    more: bool = False


def stated(
    value: Decimal,
    value_max: Decimal | None = None,
    step: Decimal | None = None,
    bound: str | None = None,
) -> Interval:
    """What a stated number may be.

    Args:
        value: the number; the lower one of a range.
        value_max: the upper number of a range.
        step: worth of the last stated digit where the number is rounded; ``None`` when it is printed in full.
        bound: one of ``release.BOUNDS``. A bound is taken as printed ("almost 5 million" is below 5,000,000, however
            5 million is rounded); "about" changes nothing here, its readers must be told.
    """
    top = value if value_max is None else value_max
    match bound:
        case "less":
            return Interval(ZERO, top, open_high=True)
        case "at_most":
            return Interval(ZERO, top)
        case "more":
            return Interval(value, None, open_low=True)
        case "at_least":
            return Interval(value, None)
        case _:
            half = ZERO if step is None else step / 2
            return Interval(value - half, top + half)


def distance(one: Interval, other: Interval) -> tuple[Decimal, bool] | None:
    """The least distance between numbers of two intervals, and whether it is more than that; ``None`` when they meet.

    Intervals that only touch ("almost 5 million" and "5,000,000") are not told apart: no distance could be named.
    """
    for below, above in ((one, other), (other, one)):
        if below.high is not None and above.low is not None and below.high < above.low:
            return above.low - below.high, below.open_high or above.open_low
    return None


def verdict(computed: Interval, claimed: Interval, *, equal: bool) -> Verdict:
    """Judge a computed figure against a stated one; the order of the two does not matter.

    Args:
        computed: what the calculation may give.
        claimed: what the stated figure may be.
        equal: whether the printed numbers come out the same, digit by digit.
    """
    apart = distance(computed, claimed)
    if apart is not None:
        return Verdict("differs", *apart)
    return Verdict("agrees" if equal else "compatible with rounding")
