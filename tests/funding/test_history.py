from __future__ import annotations

import pytest
from builders import amount, filed, five, make
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.funding import wording
from bomca_cli.funding.figures import name
from bomca_cli.funding.history import history, undated
from bomca_cli.funding.statements import statements


def said(day, *amounts):
    text = " ".join(fact["quote"] for fact in amounts)
    return filed(make(text, released=day, amounts=amounts), f"{day}-{len(text)}")


def budget(quote, value, period=None, **fields):
    return amount(quote, value, kind="phase_budget", phase=9, period=period, **fields)


def total(quote, value, period=None, **fields):
    return amount(quote, value, kind="programme_total", period=period, **fields)


def told(*entries):
    return [(change.name, name(change.new), wording.change(change)) for change in history(statements(entries))]


def test_what_changed_in_the_five():
    assert told(*five()) == [
        (
            "raised",
            "Phase 9",
            "up by more than 1,550,000 and one year longer, between 2016-11-21 and 2018-08-02",
        ),
        (
            "raised",
            "Programme",
            (
                "end moved from 2014 to 2019; 33.6 and < 5 make at most 38.65, so 40.1 is at least 1,400,000 more, "
                "between 2016-11-21 and 2018-08-02"
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        (
            budget("EUR 5,000,000", 5_000_000),
            budget("EUR 6,600,000", 6_600_000),
            "raised",
            "up by 1,600,000, between 2016-01-01 and 2018-01-01",
        ),
        (
            budget("EUR 6.6 million", 6_600_000, (2015, 2019)),
            budget("EUR 6.6 million", 6_600_000, (2015, 2020)),
            "extended",
            "same sum (6.6) and one year longer, between 2016-01-01 and 2018-01-01",
        ),
        (
            budget("EUR 6.6 million", 6_600_000, (2015, 2020)),
            budget("EUR 6.6 million", 6_600_000, (2015, 2018)),
            "restated",
            "same sum (6.6) and two years shorter, between 2016-01-01 and 2018-01-01",
        ),
        (
            budget("EUR 6.6 million", 6_600_000, (2015, 2020)),
            budget("EUR 6.6 million", 6_600_000),
            "same",
            "same sum (6.6) and no period stated any more, between 2016-01-01 and 2018-01-01",
        ),
        (
            budget("EUR 6.6 million", 6_600_000),
            budget("EUR 6.6 million", 6_600_000, qualifier="at least"),
            "restated",
            "restated from 6.6 to ≥ 6.6 million EUR, between 2016-01-01 and 2018-01-01",
        ),
        (
            total("EUR 36 million", 36_000_000, (2003, 2014)),
            total("EUR 33.6 million", 33_600_000, (2003, 2014)),
            "lowered",
            "down by at least 1,850,000, between 2016-01-01 and 2018-01-01",
        ),
        (
            total("EUR 40, 8 million", 40_800_000, (2003, 2018)),
            total("EUR 40, 1 million", 40_100_000, (2003, 2019)),
            "lowered",
            "end moved from 2018 to 2019; down by at least 600,000, between 2016-01-01 and 2018-01-01",
        ),
        (
            budget("22 million EUR", 22_000_000, qualifier="about"),
            budget("EUR 21.65 million", 21_650_000),
            "restated",
            (
                "restated from about 22 to 21.65 million EUR, between 2016-01-01 and 2018-01-01."
                " “about … 22 million EUR” is taken as stated."
            ),
        ),
    ],
)
def test_kinds_of_change_have_names(old, new, kind, words):
    ((found, _, text),) = told(said("2016-01-01", old), said("2018-01-01", new))
    assert (found, text) == (kind, words)


def test_other_things_are_no_change():
    five_million = budget("EUR 5 million", 5_000_000)
    for other in (
        budget("USD 6 million", 6_000_000, currency="USD"),
        amount("EUR 6 million", 6_000_000, kind="phase_budget", phase=10),
        amount("EUR 6 million", 6_000_000, kind="other_programme", phase=9),
        budget("EUR 6 million", 6_000_000, joint=True),
        budget("EUR 6 million", 6_000_000, per_unit=True),
    ):
        assert told(said("2016-01-01", five_million), said("2018-01-01", other)) == []


def test_two_figures_on_one_day_have_no_order():
    old, new = total("EUR 36 million", 36_000_000, (2003, 2014)), total("EUR 33.6 million", 33_600_000, (2003, 2014))
    ((kind, _, text),) = told(said("2016-01-01", old), said("2016-01-01", new))
    assert kind == "restated"
    assert (
        text == "two figures for 2003–2014, 33.6 and 36 million EUR, at least 1,850,000 apart, both said on 2016-01-01"
    )


def test_totals_for_two_periods_in_one_release_are_no_change():
    both = said(
        "2018-01-01",
        total("EUR 33.6 million", 33_600_000, (2003, 2014)),
        total("EUR 40.1 million", 40_100_000, (2003, 2019)),
    )
    assert told(both) == []


def test_an_old_figure_that_is_still_said_is_told():
    old, new = budget("EUR 5,000,000", 5_000_000), budget("EUR 6,600,000", 6_600_000)
    ((_, _, text),) = told(said("2016-01-01", old), said("2018-01-01", new), said("2019-01-01", old))
    assert text.endswith("between 2016-01-01 and 2018-01-01; the earlier figure still said on 2019-01-01")


def test_undated_statements_have_no_place_in_time():
    undated_entry = filed(make("EUR 4 million", amounts=[budget("EUR 4 million", 4_000_000)]))
    found = statements([said("2016-01-01", budget("EUR 5 million", 5_000_000)), undated_entry])
    assert history(found) == ()
    assert [statement.value for statement in undated(found)] == [4_000_000]


def test_an_erratum_is_a_change():
    wrong = budget("EUR 5.6 million", 5_600_000, superseded=True)
    ((kind, _, text),) = told(said("2018-01-02", wrong, budget("EUR 6.6 million", 6_600_000)))
    assert kind == "restated"
    assert text.startswith("5,600,000 corrected to 6,600,000 by an erratum in 2018-01-02")


@given(st.permutations(five()))
def test_the_order_of_entries_does_not_matter(entries):
    assert history(statements(entries)) == history(statements(five()))
