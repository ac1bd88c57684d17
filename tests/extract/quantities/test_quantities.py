"""Stated counts: QUOTE → value, unit, qualifier."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import layout_of

from bomca_cli.extract import quantities
from bomca_cli.release import Span

CASES = [
    ("over 2 600 beneficiaries", "2 600 beneficiaries", "2600", "beneficiaries", "over"),
    ("more than 181 events of different scope", "181 events", "181", "events", "more than"),
    ("almost 24 additional activities", "24 additional activities", "24", "additional activities", "almost"),
    ("with over 2,300 state officials", "2,300 state officials", "2300", "state officials", "over"),
    ("Twenty participants from Kazakhstan", "Twenty participants", "20", "participants", None),
    ("Twelve new organisations", "Twelve new organisations", "12", "new organisations", None),
    ("more than one hundred guests came", "one hundred guests", "100", "guests", "more than"),
    ("70 sets of video systems with", "70 sets of video systems", "70", "sets of video systems", None),
    ("5 forensic suitcases", "5 forensic suitcases", "5", "forensic suitcases", None),
    ("four Wi-Fi routers", "four Wi-Fi routers", "4", "Wi-Fi routers", None),
    ("up to 10,000 people", "10,000 people", "10000", "people", "up to"),
    ("a 54 months period", "54 months", "54", "months", None),
    ("a 12-weeks course", "12-weeks", "12", "weeks", None),
    ("took over three dogs", "three dogs", "3", "dogs", None),
    ("Under earlier phases 9 outposts were built", "9 outposts", "9", "outposts", None),
    ("29 border customs control posts", "29 border customs control posts", "29", "border customs control posts", None),
    ("nearly half a million people", "half a million people", "500000", "people", "nearly"),
    ("3.5 thousand protective masks", "3.5 thousand protective masks", "3500", "protective masks", None),
    ("более 2 300 сотрудников", "2 300 сотрудников", "2300", "сотрудников", "более"),
    ("181 мероприятие", "181 мероприятие", "181", "мероприятие", None),
    ("более 1400 должностных лиц", "1400 должностных лиц", "1400", "должностных лиц", "более"),
    ("70 комплектов общей стоимостью", "70 комплектов", "70", "комплектов", None),
    ("два новых автомобиля", "два новых автомобиля", "2", "новых автомобиля", None),
    ("трёх человек", "трёх человек", "3", "человек", None),
    ("из пяти стран", "пяти стран", "5", "стран", None),
    ("около двадцати участников", "двадцати участников", "20", "участников", "около"),
    ("10 тыс. человек", "10 тыс. человек", "10000", "человек", None),
]  # fmt: skip

RANGES = [
    ("10-15 participants", "10-15 participants", "10", "15", "participants"),
    ("10–15 border officers", "10–15 border officers", "10", "15", "border officers"),
    ("about 10 to 15 officers", "10 to 15 officers", "10", "15", "officers"),
    ("between 10 and 15 officers", "10 and 15 officers", "10", "15", "officers"),
    ("from ten to fifteen officers", "ten to fifteen officers", "10", "15", "officers"),
    ("1.5-2 thousand people", "1.5-2 thousand people", "1500", "2000", "people"),
    ("1,000–1,200 guests", "1,000–1,200 guests", "1000", "1200", "guests"),
    ("a 12-14-week course", "12-14-week", "12", "14", "week"),
    ("от 10 до 15 участников", "10 до 15 участников", "10", "15", "участников"),
    ("10–15 офицеров", "10–15 офицеров", "10", "15", "офицеров"),
    ("два-три эксперта", "два-три эксперта", "2", "3", "эксперта"),
    ("The number rose from 10 to 15 officers", "15 officers", "15", None, "officers"),
    ("BOMCA 10 - 15 experts", "15 experts", "15", None, "experts"),
    ("Of 10 and 15 officers", "15 officers", "15", None, "officers"),
]  # fmt: skip

NOTHING = [
    "participants of the workshop",
    "one of the participants",
    "in 2018 officials met",
    "phase 9 activities",
    "BOMCA 10 experts",
    "the 4th Regional Steering Group meeting and its participants",
    "On May 5 participants arrived",
    "Article 5. Experts agree",
    "в 2018 году участники",
    "5-й семинар",
    "The European Union is made up of 28 Member States.",
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "qualifier"), CASES)
def test_count(text: str, quote: str, value: str, unit: str, qualifier: str | None) -> None:
    (found,) = quantities.find(layout_of(text))
    stated = text[found.span.start : found.span.end]
    assert (stated, found.value, found.unit, found.qualifier) == (quote, Decimal(value), unit, qualifier)


@pytest.mark.parametrize(("text", "quote", "value", "value_max", "unit"), RANGES)
def test_range(text: str, quote: str, value: str, value_max: str | None, unit: str) -> None:
    (found,) = quantities.find(layout_of(text))
    stated = text[found.span.start : found.span.end]
    top = None if value_max is None else Decimal(value_max)
    assert (stated, found.value, found.value_max, found.unit) == (quote, Decimal(value), top, unit)
    assert "." not in str(found.value)


@pytest.mark.parametrize("text", NOTHING)
def test_no_count(text: str) -> None:
    assert quantities.find(layout_of(text)) == []


def test_other_facts_are_left_alone() -> None:
    text = "48,000 people"
    assert quantities.find(layout_of(text), [Span(0, 6)]) == []


@given(st.text())
def test_any_text(text: str) -> None:
    for found in quantities.find(layout_of(text)):
        assert 0 <= found.span.start < found.span.end <= len(text)
