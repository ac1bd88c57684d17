"""What benchmarks/ counts as right. Nothing is timed here, no other reader is needed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import extraction
import peers
import phrases
import scoring

GOLD = {
    "title": "A Title",
    "release_date": "2018-11-28",
    "place": "Osh",
    "language": "en",
    "countries": ["KG"],
    "phases": [9],
    "events": [{"start": "2018-11-21"}],
    "milestones": [{"date": "2015"}],
    "amounts": [{"raw": "EUR 5", "value": "5.00", "currency": "EUR", "qualifier": None, "kind": "other"}],
    "contacts": [{"name": "Anna Fiktiva", "emails": ["A@example.org"], "phones": ["+996 312 90-00-15"], "faxes": []}],
}


def record(**fields):
    amount = {"value": "5", "value_max": None, "currency": "EUR", "kind": "other", "source": {"quote": "eur\n5"}}
    same = GOLD | {"amounts": [amount]}
    return same | fields


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {}),
        ({"title": "A\u00a0 title"}, {}),
        ({"title": "Another"}, {"title": (0, 1, 1)}),
        ({"countries": ["KG", "TJ"]}, {"countries": (1, 1, 0)}),
        ({"events": []}, {"events": (0, 0, 1)}),
        ({"events": [{"start": "2018-11-21", "end": None}, {"start": "2015", "end": None}]}, {}),
        ({"events": [{"start": "2018-11-21"}, {"start": "2016"}]}, {"events": (1, 1, 0)}),
        ({"contacts": [{"name": "Anna Fiktiva", "emails": ["a@EXAMPLE.org"], "phones": ["996312900015"]}]}, {}),
        ({"amounts": []}, {"amounts": (0, 0, 1)}),
    ],
)
def test_what_a_record_scores(fields, wrong):
    scores = scoring.Scores()
    scores.add("name", GOLD, record(**fields))
    assert {field: tuple(told) for field, told in scores.by_field.items() if told.f1 < 1} == wrong


@pytest.mark.parametrize(
    ("wanted", "told", "right"),
    [
        ("2018-11-28", "2018-11-28", True),
        ("2018-11", "2018-11-15", True),
        ("2018-11-28", "2018-11", False),
        ("--11-28", "2026-11-28", True),
        ("--11-28", "--11-28", True),
        ("--11", "2026-12-28", False),
    ],
)
def test_a_date_is_right_at_the_precision_of_the_statement(wanted, told, right):
    facts = phrases.Fact((wanted, wanted), (0, 5)), phrases.Fact([(told, told)], (3, 9))
    assert peers.is_right("dates", *facts) is right


def test_words_elsewhere_are_not_right():
    assert not peers.is_right("phones", phrases.Fact("12", (0, 2)), phrases.Fact("12", (2, 4)))
    assert peers.is_right("phones", phrases.Fact("12", (0, 2)), phrases.Fact("12", None))


@pytest.mark.parametrize("table", phrases.tables(), ids=" ".join)
def test_every_table_is_read_in_full(table):
    kind, language = table
    peer = next(peer for peer in peers.PEERS if (peer.name, peer.kind) == ("bomca", kind))
    score, _ = extraction.answers(peer, peer.load(language), phrases.tables()[table])
    assert (score.extra, score.missed) == (0, 0)
    assert score.right
