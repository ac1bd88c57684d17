from __future__ import annotations

import pytest
from builders import amount, filed, five, make
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.funding import wording
from bomca_cli.funding.reconcile import LIMIT, checks
from bomca_cli.funding.statements import statements


def said(day, *amounts):
    text = " ".join(fact["quote"] for fact in amounts)
    return filed(make(text, released=day, amounts=amounts), day)


def budget(quote, value, phase=9, period=None, **fields):
    return amount(quote, value, kind="phase_budget", phase=phase, period=period, **fields)


def total(quote, value, period=None, **fields):
    return amount(quote, value, kind="programme_total", period=period, **fields)


def told(*entries):
    return [wording.check(check) for check in checks(statements(entries))[0]]


def test_the_five_agree_within_rounding():
    (check,), more = checks(statements(five()))
    assert not more
    assert wording.check(check) == "2003–2014: 40.1 − 6.6 = 33.5, stated 33.6. Compatible with rounding."
    assert wording.grounds(check) == (
        "In million EUR: 33.4 to 33.6 and 33.55 to 33.65 are what these figures may mean.",
        "Assumes that programme 2003–2019 is programme 2003–2014 and phase 9 2015–2019, and nothing else.",
        (
            "40.1 programme 2003–2019: 2018-08-02:3, 2018-11-28:2; 6.6 phase 9 2015–2019: 2018-08-02:3, 2018-11-28:2; "
            "33.6 programme 2003–2014: 2016-05-23:1, 2016-06-01:1 and 1 more"
        ),
    )


EARLY = total("EUR 33.6 million", 33_600_000, (2003, 2014))
ALMOST = budget("EUR 5 million", 5_000_000, 9, (2015, 2018), qualifier="almost")
LATER = budget("EUR 6.6 million", 6_600_000, 9, (2015, 2019))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(
            [
                said("2016-01-01", EARLY),
                said(
                    "2017-01-01",
                    total("EUR 40, 8 million", 40_800_000, (2003, 2018)),
                    ALMOST | {"part_of": "EUR 40, 8 million"},
                ),
            ],
            ["2003–2014: 40.8 − (< 5) = more than 35.75, stated 33.6. Differs by more than 2,100,000."],
            id="a bound on the part",
        ),
        pytest.param(
            [said("2016-01-01", total("EUR 33.5 million", 33_500_000, (2003, 2014))), said("2018-01-01", LATER),
             said("2019-01-01", total("EUR 40.1 million", 40_100_000, (2003, 2019)))],
            ["2003–2019: 33.5 + 6.6 = 40.1, stated 40.1. Agrees."],
            id="periods that follow each other",
        ),
        pytest.param(
            [said("2016-01-01", total("EUR 33.5 million", 33_500_000, (2003, 2015))), said("2018-01-01", LATER),
             said("2019-01-01", total("EUR 40.1 million", 40_100_000, (2003, 2019)))],
            [],
            id="overlapping periods are not added",
        ),
        pytest.param(
            [said("2016-01-01", total("EUR 33.5 million", 33_500_000, (2003, 2013))), said("2018-01-01", LATER),
             said("2019-01-01", total("EUR 40.1 million", 40_100_000, (2003, 2019)))],
            [],
            id="periods with a gap are not added",
        ),
        pytest.param(
            [said("2016-01-01", EARLY),
             said("2018-01-01", LATER, budget("EUR 20 million", 20_000_000, 10, (2020, 2024))),
             said("2019-01-01", total("EUR 60 million", 60_000_000, (2003, 2024)))],
            ["2003–2024: 33.6 + 6.6 + 20 = 60.2, stated 60. Compatible with rounding."],
            id="several phases in a row",
        ),
        pytest.param(
            [said("2016-01-01", ALMOST),
             said("2018-07-02", amount("1.6 million EUR", 1_600_000, kind="extension", phase=9)),
             said("2018-08-02", LATER)],
            ["Phase 9: (< 5) + 1.6 = less than 6.65, stated 6.6. Compatible with rounding."],
            id="extension",
        ),
        pytest.param(
            [said("2016-01-01", budget("EUR 5,000,000", 5_000_000)),
             said("2018-07-02", amount("EUR 1,600,000", 1_600_000, kind="extension", phase=9)),
             said("2018-08-02", budget("EUR 6,700,000", 6_700_000))],
            ["Phase 9: 5 + 1.6 = 6.6, stated 6.7. Differs by at least 100,000."],
            id="extension that does not explain the raise",
        ),
        pytest.param(
            [said("2013-01-01", total("EUR 36 million", 36_000_000, (2003, 2014))), said("2016-01-01", EARLY)],
            ["Programme 2003–2014: stated 36 and 33.6. Differs by at least 1,850,000."],
            id="two totals for one period",
        ),
        pytest.param(
            [said("2024-01-01", amount("EUR 49,977.89", "49977.89", kind="equipment"),
                  amount("EUR 7,927.29", "7927.29", kind="equipment", part_of="EUR 49,977.89"),
                  amount("EUR 42,050.60", "42050.60", kind="equipment", part_of="EUR 49,977.89"))],
            ["Parts of 49,977.89: 7,927.29 + 42,050.60 = 49,977.89, stated 49,977.89. Agrees."],
            id="parts that add up",
        ),
        pytest.param(
            [said("2024-01-01", amount("EUR 49,977.89", "49977.89", kind="equipment"),
                  amount("EUR 7,927.29", "7927.29", kind="equipment", part_of="EUR 49,977.89"))],
            [],
            id="a part says nothing of the rest",
        ),
        pytest.param(
            [said("2024-01-01", amount("EUR 5,000", 5_000, kind="equipment"),
                  amount("EUR 7,000", 7_000, kind="equipment", part_of="EUR 5,000"))],
            ["Parts of 5,000: 7,000, stated 5,000. Differs by at least 2,000."],
            id="a part larger than the whole",
        ),
        pytest.param(
            [said("2016-01-01", EARLY), said("2018-01-01", LATER | {"currency": "USD"}),
             said("2019-01-01", total("EUR 40.1 million", 40_100_000, (2003, 2019)))],
            [],
            id="currencies are not mixed",
        ),
    ],
)  # fmt: skip
def test_checks(entries, expected):
    assert told(*entries) == expected


@pytest.mark.parametrize("flag", ["per_unit", "superseded", "joint"])
def test_sums_that_must_not_be_added(flag):
    entries = [
        said("2016-01-01", total("EUR 33.5 million", 33_500_000, (2003, 2014))),
        said("2018-01-01", LATER | {flag: True}),
        said("2019-01-01", total("EUR 40.1 million", 40_100_000, (2003, 2019))),
    ]
    assert told(*entries) == []


def test_about_is_taken_at_its_word_and_said_so():
    entries = [
        said("2016-01-01", budget("EUR 21.65 million", 21_650_000, 10, (2021, None))),
        said("2017-01-01", budget("EUR 20,000,000", 20_000_000, 10, (2021, None), qualifier="about")),
    ]
    (check,), _ = checks(statements(entries))
    assert wording.check(check) == "Phase 10 from 2021: stated 21.65 and about 20. Differs by at least 1,645,000."
    assert wording.assumptions(check).endswith("“about … EUR 20,000,000” is taken as stated.")


def test_a_flood_of_contradictions_is_cut_and_said_so():
    entries = [
        said(f"20{year:02}-01-01", total(f"EUR {year}.5 million", year * 1_000_000 + 500_000, (2003, 2014)))
        for year in range(10, 40)
    ]
    found, more = checks(statements(entries))
    assert more
    assert len(found) == LIMIT


@given(st.permutations(five()))
def test_the_order_of_entries_does_not_matter(entries):
    assert checks(statements(entries)) == checks(statements(five()))
