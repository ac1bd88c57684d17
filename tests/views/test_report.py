"""The page of ``bomca report`` where there is little to tell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from builders import amount, filed, make

from bomca_cli.render import Look, markdown
from bomca_cli.views.report import report

TODAY = dt.date(2026, 1, 1)


def page(*entries):
    answer = report(lambda: entries, today=TODAY, countries={"TJ": "Tajikistan"})
    return [block.key for block in answer.blocks[1:]], markdown.render(answer, Look("markdown"))


def test_without_releases_no_heading_stands_alone():
    sections, text = page()
    assert sections == ["summary", "timeline", "funding", "contacts", "findings", "coverage"]
    assert "Nothing found." in text
    assert "Sums overlap" not in text


def test_a_release_without_a_finding_is_there_with_its_source():
    sections, text = page(filed(make("A meeting of 23 May 2016", released="2016-05-23"), "one"))
    assert sections == [
        "summary",
        "timeline",
        "funding",
        "releases",
        "contacts",
        "findings",
        "coverage",
        "quotes",
        "sources",
    ]
    assert "Nothing found." in text
    assert "one.txt" in text


@pytest.mark.parametrize(
    ("words", "told", "shown"),
    [
        ("about EUR 5 million", {"value": 5_000_000, "qualifier": "about"}, "EUR about 5,000,000"),
        ("almost EUR 5 million", {"value": 5_000_000, "qualifier": "almost"}, "EUR \\< 5,000,000"),
        ("EUR 5-6 million", {"value": 5_000_000, "value_max": Decimal(6_000_000)}, "EUR 5,000,000–6,000,000"),
    ],
)
def test_a_budget_that_holds_is_told_with_all_that_bounds_it(words, told, shown):
    stated = amount(words, kind="phase_budget", phase=9, period=(2015, 2018), **told)
    _, text = page(filed(make(f"Phase 9 costs {words} in 2015-2018.", released="2016-05-23", amounts=[stated])))
    assert f"{shown} for 2015–2018, said last on 2016-05-23" in text


def test_a_finding_names_all_its_places():
    names = ("a", "b", "c", "d", "e")
    _, text = page(*(filed(make("A meeting of 23 May 2016", released="2016-05-23"), name) for name in names))
    assert "e:1, d:1, c:1, b:1, a:1" in text
