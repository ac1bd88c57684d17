from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from handmade import bare, equipment, mission
from transcript import check

from bomca_cli import parse
from bomca_cli.record import entry_record
from bomca_cli.record.reading import from_record
from bomca_cli.release import Amount, Contact, DateExpression, Entry, PhaseMention, Phone, Release, Span, Value
from bomca_cli.render import Look, json_rows, plain, terminal
from bomca_cli.report import Lines, Table
from bomca_cli.views.dates import day, days
from bomca_cli.views.show import report

GOLDEN = Path(__file__).with_name("golden")
WIDTHS = (40, 60, 80, 120)


def facts(entry: Entry, *, full: bool = False) -> list[tuple[str, str, str]]:
    """Label, value and line of each fact, as words."""
    table = report([entry], full=full).blocks[2]
    assert isinstance(table, Table)
    return [
        tuple("".join(fragment.text for fragment in row.cells[name]) for name in ("fact", "value", "line"))
        for row in table.rows
    ]


def text(entry: Entry, *, full: bool = False) -> list[str]:
    lines = report([entry], full=full).blocks[3]
    assert isinstance(lines, Lines)
    return ["".join(fragment.text for fragment in line) for line in lines.lines]


def release(words: str, **more) -> Entry:
    return bare(words)._replace(release=Release(words, "en", **more))


@pytest.mark.parametrize("entry", [equipment(duplicates=("copy/003.txt",)), mission()], ids=["equipment", "mission"])
def test_looks_as_it_should(entry):
    shown = "\n".join(
        f"== {width} columns\n{terminal.render(report([entry]), Look('rich', width))}" for width in WIDTHS
    )
    path = GOLDEN / f"show-{entry.id}.txt"
    check(path, path.read_text(encoding="utf-8"), shown)


def test_programs_get_the_full_record():
    entries = [equipment(), mission(), bare()]
    lines = json_rows.render(report(entries), Look("jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(entry_record(entry))) for entry in entries]


def test_only_what_the_text_says():
    assert facts(bare()) == [
        ("Place", "not stated", ""),
        ("Released", "date not stated  event day not stated", ""),
        ("Text", "English, utf-8", ""),
        ("Source", "bare.txt  sha256 f867ed6e36de", ""),
    ]


def test_a_document_with_pages_tells_page_and_line():
    entry = release("One.\nTwo: BOMCA 9.\nThree.", pages=(0, 5), phases=(PhaseMention(9, Span(10, 17)),))
    assert ("Phase", "9", "page 2, line 2") in facts(entry)
    record = entry_record(entry)
    assert record["sources"]["phases"]["9"]["page"] == 2
    assert from_record(record, entry.release.text) == entry.release
    assert "page" not in json.dumps(entry_record(release("One.")))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("On 13 May the teams met in Osh.", "year of the date that the file gives"),
        ("Yesterday the teams met in Osh.", "reckoned from the date that the file gives"),
    ],
)
def test_a_day_that_only_the_markup_gives_is_told_as_such(words, told):
    entry = bare()._replace(release=parse(words, released=date(2022, 5, 14)))
    shown = {label: value for label, value, _ in facts(entry)}
    assert "13 May 2022" in shown["Event"]
    assert told in shown["Event"]
    assert shown["Released"] == "date not stated  the file gives 14 May 2022"
    assert entry_record(entry)["release_date"] is None
    assert from_record(entry_record(entry), words) == entry.release


def test_a_stated_event_day_is_shown_and_its_absence_said():
    assert ("Released", "2 August 2018  event day not stated", "line 10") in facts(equipment())
    assert ("Released", "1 June 2016", "line 1") in facts(mission())


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Khorog", "1 June 2016  Khorog, a training took place in Osh"),
        ("Osh", "1 June 2016  a training took place in Osh"),
        (None, "1 June 2016  a training took place in Osh"),
    ],
)
def test_a_place_that_the_words_name_is_told_once(place, told):
    words = "On 1 June 2016 a training took place in Osh"
    event = DateExpression(Span(3, 14), "2016-06-01", role="event", what=Span(15, len(words)), place=place)
    assert ("Event", told, "line 1") in facts(release(words, dates=(event,)))


def test_countries_are_told_in_the_words_of_the_text():
    words = "Tajik and all five countries"
    five = Span(10, len(words))
    countries = (Value("TJ", Span(0, 5)), Value("KG", five), Value("KZ", five))
    assert ("Countries", "Tajik (TJ), all five countries (KG, KZ)", "line 1") in facts(
        release(words, countries=countries)
    )


def test_sums_stand_under_the_sum_that_they_are_part_of():
    words = "Of EUR 9 million in all, EUR 2 million and EUR 3 million are parts; EUR 1 million is a part of the 2."
    nine, two, three, one = (Span(words.index(q), words.index(q) + 13) for q in ("EUR 9", "EUR 2", "EUR 3", "EUR 1"))
    amounts = (
        Amount(two, Decimal(2_000_000), "EUR", part_of=nine, kind="extension", phase=9),
        Amount(nine, Decimal(9_000_000), "EUR", kind="programme_total", period=(2003, None)),
        Amount(three, Decimal(3_000_000), "EUR", part_of=nine, superseded=True, qualifier="about"),
        Amount(one, Decimal(1_000_000), "EUR", part_of=two, per_unit=True, joint=True),
    )
    assert [value for _, value, _ in facts(release(words, amounts=amounts))][2:6] == [
        "EUR       9,000,000  programme, from 2003",
        "EUR       2,000,000  └ of which extension of phase 9",
        "EUR       1,000,000  └ of which not said what for, each, together with another programme",
        "EUR about 3,000,000  └ of which not said what for  replaced by an erratum",
    ]


def test_sums_that_are_parts_of_each_other_are_each_shown_once():
    words = "EUR 1 and EUR 2"
    one, two = Span(0, 5), Span(10, 15)
    amounts = (
        Amount(one, Decimal(1), "EUR", part_of=two),
        Amount(two, Decimal(2), "EUR", part_of=one),
        Amount(Span(6, 9), Decimal(3), "EUR", part_of=Span(6, 9)),
    )
    assert len([value for _, value, _ in facts(release(words, amounts=amounts)) if value.startswith("EUR")]) == 3


def test_what_is_wrong_is_said_beside_it():
    words = "On 31 April ask Ann Example, +1 555 0100 00000"
    contact = Contact(
        Span(16, len(words)),
        Value("Ann Example", Span(16, 27)),
        phones=(Phone(Span(29, len(words)), None, "a digit too many"),),
    )
    dates = (DateExpression(Span(3, 11), "--04-31", problem="31 April does not exist", year_from="unknown"),)
    told = facts(release(words, contacts=(contact,), dates=dates))
    assert ("Contact", "Ann Example, +1 555 0100 00000 (a digit too many)", "line 1") in told
    assert ("Other date", "31 April  year not stated  31 April does not exist", "line 1") in told


def test_the_same_date_said_twice_is_one_fact_with_both_lines():
    dates = (
        DateExpression(Span(0, 4), "2003", role="milestone", modifier="since"),
        DateExpression(Span(5, 9), "2003", role="milestone", modifier="since"),
    )
    assert ("Milestone", "since 2003", "lines 1, 2") in facts(release("2003\n2003", dates=dates))


def test_the_period_of_a_sum_is_no_other_date():
    words = "EUR 9 million for 2003-2019, phase 9 in 2015-2019, in 2003, from 2003 to May 2019"
    amount = Amount(Span(0, 13), Decimal(9_000_000), "EUR", period=(2003, 2019))
    dates = (
        DateExpression(Span(18, 27), "2003", "2019"),
        DateExpression(Span(40, 49), "2015", "2019"),
        DateExpression(Span(54, 58), "2003"),
        DateExpression(Span(65, len(words)), "2003", "2019-05"),
    )
    entry = release(words, amounts=(amount,), dates=dates)
    others = ["2015–2019", "2003", "2003 – May 2019"]
    assert [value for _, value, _ in facts(entry)][3:-2] == others
    assert [value for _, value, _ in facts(entry, full=True)][3:-2] == ["2003–2019", *others]


def test_repeated_passages_fold_into_a_line_that_says_where_they_are():
    shown = text(mission())
    assert shown[-1] == "    … 11 lines of boilerplate, 13–28 · --full"
    assert "    … line 9, boilerplate · --full" in shown
    assert not any("28 Member States" in line for line in shown)


def test_full_shows_every_line():
    entry = mission()
    shown = text(entry, full=True)
    assert [line[4:] for line in shown] == [line.rstrip() for line in entry.release.text.split("\n")]
    assert [int(line[:2]) for line in shown] == list(range(1, len(shown) + 1))


def test_a_line_with_news_in_it_is_never_folded():
    words = "old news old"
    assert text(release(words, boilerplate=(Span(0, 3), Span(9, 12)))) == ["1  old news old"]
    assert text(release(words, boilerplate=(Span(0, 12),))) == ["   … line 1, boilerplate · --full"]


def test_marks_do_not_overlap_and_lose_no_character():
    words = "EUR 5 million\nin 2018"
    whole = Span(0, len(words))
    dates = (DateExpression(whole, "2018"), DateExpression(Span(17, 21), "2018"))
    entry = release(words, dates=dates, amounts=(Amount(Span(0, 13), Decimal(5_000_000), "EUR"),))
    assert text(entry) == ["1  EUR 5 million", "2  in 2018"]


def test_hostile_text_is_shown_as_text():
    words = "\x1b]0;x\x07 [/] \u202eevil"
    entry = release(words, title=Value(words, Span(0, len(words))), place=Value(words, Span(0, 3)))
    for shown in (terminal.render(report([entry]), Look("rich")), plain.render(report([entry]), Look("plain"))):
        assert shown.count("␛]0;x␇ [/] �evil") == 3
        assert all(character == "\n" or character.isprintable() for character in shown)


def test_nothing_to_show_is_said():
    assert plain.render(report([]), Look("plain")) == "No release fits the filters.\n"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018", None, "2018"),
        ("2018-08", None, "August 2018"),
        ("2018-08-02", None, "2 August 2018"),
        ("2018-08-02", "2018-08-02", "2 August 2018"),
        ("--05-13", None, "13 May"),
        ("--05", None, "May"),
        ("2019-11-12", "2019-11-14", "12–14 November 2019"),
        ("2018-05-30", "2018-06-02", "30 May – 2 June 2018"),
        ("2018-12-30", "2019-01-02", "30 December 2018 – 2 January 2019"),
        ("2003", "2014", "2003–2014"),
        ("2022-07", "2022-10", "July – October 2022"),
        ("--05-13", "--05-15", "13–15 May"),
        ("2018-13-01", None, "2018-13-01"),
    ],
)
def test_dates_in_words(start, end, words):
    assert days(start, end) == words
    assert end or day(start) == words
