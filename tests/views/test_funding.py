from __future__ import annotations

import json

import pytest
from builders import NEW, amount, filed, five, make

from bomca_cli.query import Query
from bomca_cli.render import Look, json_object, plain, terminal
from bomca_cli.views.funding import report


def shown(entries, query=Query(), *, quotes=False, width=110):  # noqa: B008 - a frozen value
    return terminal.render(report(entries, query, quotes=quotes), Look(width=width))


SAMPLE = """\
        EUR  For                                           Period  Said in  First – last said
 33,600,000  Programme                                  2003–2014        3  2016-05-23 – 2016-11-21
< 5,000,000  Phase 9  “almost EUR 5 million”            2015–2018        3  2016-05-23 – 2016-11-21
 40,100,000  Programme                                  2003–2019        2  2018-08-02 – 2018-11-28
  6,600,000  └ of which phase 9                         2015–2019        2  2018-08-02 – 2018-11-28
     48,000  70 sets of video surveillance systems, TJ          —        1  2018-08-02

What changed
  Phase 9    up by more than 1,550,000 and one year longer, between 2016-11-21 and 2018-08-02
  Programme  end moved from 2014 to 2019; 33.6 and < 5 make at most 38.65, so 40.1 is at least 1,400,000 more,
             between 2016-11-21 and 2018-08-02

Do the sums agree?
  ≈ 2003–2014: 40.1 − 6.6 = 33.5, stated 33.6. Compatible with rounding.
    In million EUR: 33.4 to 33.6 and 33.55 to 33.65 are what these figures may mean.
    Assumes that programme 2003–2019 is programme 2003–2014 and phase 9 2015–2019, and nothing else.
    40.1 programme 2003–2019: 2018-08-02:3, 2018-11-28:2; 6.6 phase 9 2015–2019: 2018-08-02:3, 2018-11-28:2;
    33.6 programme 2003–2014: 2016-05-23:1, 2016-06-01:1 and 1 more

Sums overlap and are not added. Quotes: bomca funding --quotes
"""


def test_the_whole_answer():
    assert shown(five()) == SAMPLE


def test_the_order_of_entries_does_not_matter():
    assert shown(five()[::-1]) == SAMPLE


def test_quotes_stand_under_their_statement_each_wording_once():
    text = shown(five(), quotes=True)
    running = " ".join(text.split())
    assert (
        "EUR 40,100,000 Programme, 2003–2019 “The European Union allocated a sum of «EUR 40, 1 million» to" in running
    )
    assert "    2018-08-02  2018-08-02.txt, line 3\n    2018-11-28  2018-11-28.txt, line 2\n" in text
    assert running.count("«almost EUR 5 million»") == 1
    assert "Quotes:" not in text


def test_a_phase_keeps_its_statements_changes_and_checks():
    text = shown(five(), Query(phases=(9,)))
    rows = text.split("\n\n")[0]
    assert "Programme" not in rows.replace("programme 2003", "")
    assert "6,600,000  Phase 9  (part of 40,100,000 programme 2003–2019)" in rows
    assert "40.1 − 6.6 = 33.5, stated 33.6. Compatible with rounding." in text
    assert "up by more than 1,550,000" in text
    assert "  2018-08-02  2018-08-02.txt, line 3\n" in text


def test_a_phase_that_nothing_is_stated_about():
    assert shown(five(), Query(phases=(10,))) == "Nothing is stated about phase 10. Phases with statements: 9.\n"
    answer = json.loads(json_object.render(report(five(), Query(phases=(10,)), quotes=False), Look()))
    assert (answer["rows"], answer["changes"], answer["checks"]) == ([], [], [])


def test_no_sum_at_all():
    assert shown([filed(make("Nothing.", released="2016-01-01"))]) == "No sum is stated in these releases.\n"


def test_currencies_stand_on_each_row_when_they_differ():
    usd = amount(
        "USD 123,000", 123_000, currency="USD", qualifier="over", kind="equipment", purpose="a training centre"
    )
    entry = filed(make("over USD 123,000 for a training centre", released="2009-03-18", amounts=[usd]))
    text = shown([entry, *five()])
    assert text.startswith("Currency          Sum  For")
    assert "USD         > 123,000  a training centre  “over USD 123,000”" in text
    assert "EUR        33,600,000  Programme" in text


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"kind": "other_programme", "purpose": "drug control"}, "drug control  (not BOMCA’s)"),
        ({"kind": "equipment", "per_unit": True}, "Equipment  (each)"),
        ({"kind": "phase_budget", "phase": 9, "joint": True}, "Phase 9  (one pot with another programme)"),
        (
            {"kind": "phase_budget", "phase": 9, "superseded": True},
            "Phase 9  (replaced by an erratum in 2020-01-01)",
        ),
        ({"kind": "extension", "phase": 9}, "Phase 9, extension"),
        ({"kind": "phase_budget"}, "Phase not named"),
        ({"kind": "other"}, "Not said what for"),
    ],
)
def test_what_a_sum_is_not_is_said(fields, remark):
    entry = make("EUR 500 for drug control", released="2020-01-01", amounts=[amount("EUR 500", 500, **fields)])
    assert remark in shown([filed(entry)])


def test_sort_and_limit_say_what_is_not_shown():
    text = shown(five(), Query(sort="sum", reverse=True, limit=2))
    assert [line.split()[0] for line in text.splitlines()[1:3]] == ["40,100,000", "33,600,000"]
    assert "2 of 5 statements shown, with the changes and checks of these. Sums overlap and are not added." in text


def test_a_limit_keeps_what_involves_the_rows_that_it_keeps():
    def told(query: Query) -> tuple[int, int]:
        answer = json.loads(json_object.render(report(five(), query, quotes=False), Look()))
        return len(answer["changes"]), len(answer["checks"])

    assert told(Query(limit=5)) == told(Query()) == (2, 1)
    assert told(Query(limit=1)) == (1, 1)
    assert told(Query(sort="sum", limit=1)) == (0, 0)
    assert told(Query(limit=0)) == (0, 0)
    assert "What changed" not in shown(five(), Query(sort="sum", limit=1))
    assert "Do the sums" not in shown(five(), Query(sort="sum", limit=1))


def test_no_grand_total_is_ever_printed():
    for phases in ((), (9,)):
        text = shown(five(), Query(phases=phases), quotes=True)
        assert "85,348,000" not in text
        assert "otal" not in text.replace("total cost", "")


def test_rows_for_programs_carry_everything():
    answer = json.loads(json_object.render(report(five(), Query(), quotes=False), Look()))
    part = answer["rows"][3]
    assert {key: part[key] for key in ("value", "currency", "lower", "upper", "kind", "phase", "period")} == {
        "value": "6600000",
        "currency": "EUR",
        "lower": "6550000",
        "upper": "6650000",
        "kind": "phase_budget",
        "phase": 9,
        "period": [2015, 2019],
    }
    assert part["part_of"][0]["value"] == "40100000"
    texts = {entry.id: entry.release.text for entry in five()}
    for row in answer["rows"]:
        for saying in row["said"]:
            assert set(saying) == {"id", "path", "sha256", "date", "line", "page", "start", "end", "quote"}
            assert texts[saying["id"]][saying["start"] : saying["end"]] == saying["quote"]
    almost = answer["rows"][1]
    assert (almost["bound"], almost["qualifier"], almost["lower"], almost["upper"]) == (
        "less",
        "almost",
        "0",
        "5000000",
    )
    (check,) = answer["checks"]
    assert (check["verdict"], check["operation"], check["result"]["value"]) == (
        "compatible with rounding",
        "−",
        "33500000",
    )
    assert [term["value"] for term in check["terms"]] == ["40100000", "6600000"]
    assert check["stated"]["said"][0]["quote"] == "EUR 33.6 million"
    assert [change["name"] for change in answer["changes"]] == ["raised", "raised"]


def test_words_of_a_document_stay_words():
    hostile = "[bold]\x1b[31m | <b>"
    entry = make(
        f"EUR 500 for {hostile}. {NEW}",
        released="2020-01-01",
        amounts=[amount("EUR 500", 500, kind="equipment", purpose=hostile)],
    )
    for text in (
        shown([filed(entry)], quotes=True),
        plain.render(report([filed(entry)], Query(), quotes=True), Look()),
    ):
        assert "\x1b" not in text
        assert "[bold]␛[31m" in text
