from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.funding.intervals import Interval, distance, stated, verdict
from bomca_cli.release import BOUNDS

M = 1_000_000


def interval(low, high, *, open_low=False, open_high=False):
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high), open_low, open_high)


@pytest.mark.parametrize(
    ("value", "value_max", "step", "bound", "expected"),
    [
        (33_600_000, None, 100_000, None, interval(33_550_000, 33_650_000)),
        (36 * M, None, M, None, interval(35_500_000, 36_500_000)),
        (48_000, None, None, None, interval(48_000, 48_000)),  # in full: exact
        (5 * M, None, M, "less", interval(0, 5 * M, open_high=True)),  # "almost": below, however 5 is rounded
        (5 * M, None, M, "at_most", interval(0, 5 * M)),
        (240_000, None, None, "more", interval(240_000, None, open_low=True)),
        (6_600_000, None, 100_000, "at_least", interval(6_600_000, None)),
        (22 * M, None, M, "about", interval(21_500_000, 22_500_000)),  # "about" keeps the value
        (1_200_000, 1_500_000, 100_000, None, interval(1_150_000, 1_550_000)),
        (1_200_000, 1_500_000, None, "less", interval(0, 1_500_000, open_high=True)),
    ],
)
def test_a_stated_number_is_an_interval(value, value_max, step, bound, expected):
    decimals = [None if number is None else Decimal(number) for number in (value, value_max, step)]
    assert stated(*decimals, bound) == expected


def test_sums_and_differences_keep_open_ends():
    almost_five = stated(Decimal(5 * M), bound="less")
    total = stated(Decimal(33_600_000), step=Decimal(100_000))
    assert total + almost_five == interval(33_550_000, 38_650_000, open_high=True)
    raised = stated(Decimal(6_600_000), step=Decimal(100_000)) - almost_five
    assert raised == interval(1_550_000, 6_650_000, open_low=True)
    assert raised.positive
    assert not raised.negative


@pytest.mark.parametrize(
    ("one", "other", "equal", "expected"),
    [
        (interval(1, 1), interval(1, 1), True, ("agrees", None, False)),
        (interval(1, 3), interval(2, 2), True, ("agrees", None, False)),
        (interval(1, 3), interval(2, 4), False, ("compatible with rounding", None, False)),
        (interval(1, 2), interval(2, 4), False, ("compatible with rounding", None, False)),
        (interval(0, 5, open_high=True), interval(5, 5), False, ("compatible with rounding", None, False)),
        (interval(1, 2), interval(5, 6), False, ("differs", 3, False)),
        (interval(0, 2, open_high=True), interval(5, 6), False, ("differs", 3, True)),
        (interval(7, None), interval(5, 6), False, ("differs", 1, False)),
        (interval(None, 2), interval(5, None), False, ("differs", 3, False)),
    ],
)
def test_three_verdicts_only(one, other, equal, expected):
    found = verdict(one, other, equal=equal)
    assert (found.outcome, found.by, found.more) == expected
    assert verdict(other, one, equal=equal) == found


sums = st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2)
figures = st.builds(
    stated,
    sums,
    step=st.none() | st.sampled_from([Decimal(10) ** power for power in range(7)]),
    bound=st.none() | st.sampled_from(BOUNDS),
)


@given(figures, figures)
def test_distance_is_symmetrical_and_nothing_for_what_meets(one, other):
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) is None
    apart = distance(one, other)
    assert apart is None or apart[0] > 0


@given(figures, figures)
def test_taking_away_what_was_added_still_holds_the_number(one, other):
    back = one + other - other
    assert back.low is None or (one.low is not None and back.low <= one.low)
    assert back.high is None or (one.high is not None and back.high >= one.high)


@given(figures, figures)
def test_a_difference_turned_round_changes_its_sign(one, other):
    assert (one - other).positive == (other - one).negative
