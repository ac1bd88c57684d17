from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from samples import CHART, HOSTILE, ORDINARY, hostile
from transcript import check

from bomca_cli.render import Look
from bomca_cli.render.chart import draw
from bomca_cli.render.terminal import render
from bomca_cli.render.widths import Need, plan
from bomca_cli.report import Bar, Chart, Column, Fragment, Lines, Report, Row, Table

GOLDEN = Path(__file__).with_name("golden")
WIDTHS = (40, 60, 80, 120, 200)


@pytest.mark.parametrize("report", [ORDINARY, CHART], ids=["table", "chart"])
def test_looks_as_it_should(report):
    shown = "\n".join(f"== {width} columns\n{render(report, Look('rich', width))}" for width in WIDTHS)
    path = GOLDEN / f"{report.command}.txt"
    check(path, path.read_text(encoding="utf-8"), shown)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("report", [ORDINARY, CHART, hostile()], ids=["table", "chart", "hostile"])
def test_no_line_is_wider_than_the_terminal(report, width):
    assert max(cell_len(line) for line in render(report, Look("rich", width)).splitlines()) <= width


@pytest.mark.parametrize("width", [20, *WIDTHS])
def test_what_is_to_be_kept_is_whole_and_no_column_is_missing(width):
    columns = (Column("id", "ID", keep=True), Column("email", "E-mail", keep=True), Column("text", "Text"))
    cells = {"id": "2018-08-02", "email": "somebody@example.org", "text": "word " * 60}
    shown = render(Report("list", (Table(columns, (Row(cells, {}),)),)), Look("rich", width))
    assert "2018-08-02" in shown
    assert shown.count("word") == 60
    if width > 40:
        assert "somebody@example.org" in shown


def test_text_goes_on_under_its_text():
    passage = (Fragment("  12  ", "dim"), Fragment("words " * 10), Fragment("more", "money"))
    lines = render(Report("show", (Lines((passage,)),)), Look("rich", 40)).splitlines()
    assert lines[0].startswith("  12  words")
    assert all(line.startswith("      words") for line in lines[1:])


def test_two_blanks_inside_a_text_are_no_gutter():
    passage = (Fragment("A text with two blanks before the sum  "), Fragment("EUR 5 million", "money"))
    lines = render(Report("show", (Lines((passage,)),)), Look("rich", 30)).splitlines()
    assert not any(line.startswith(" ") for line in lines)


def test_colour_follows_the_meaning_and_hits_are_marked_without_it():
    report = Report("search", (Lines(((Fragment("a "), Fragment("hit", "hit")),)),))
    assert render(report, Look("rich", 80)) == "a «hit»\n"
    coloured = render(report, Look("rich", 80, colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == "a hit\n"


def test_documents_cannot_style_or_hide():
    shown = render(hostile(), Look("rich", 500))
    assert "\x1b" not in shown
    assert "[bold]markup[/] [link=file:///etc/passwd]x[/link] [/] :wave:" in shown
    assert shown.count("[image: image1.png]") >= 6
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", shown)
    assert "two lines and a tab back" in shown


def test_an_empty_report_is_empty():
    assert (
        render(Report("list", (Table((Column("id", "ID"),), (), main=True), Chart(()), Lines(()))), Look("rich")) == ""
    )


@pytest.mark.parametrize(
    ("needs", "space", "widths"),
    [
        ([Need(10, 10, 1), Need(20, 16, 1)], 32, [10, 20]),
        ([Need(10, 10, 1), Need(20, 16, 1)], 29, [10, 17]),
        ([Need(10, 10, 1), Need(20, 16, 1)], 27, None),
        # the lowest weight gives first, and all it can before the next gives anything
        ([Need(30, 16, 0), Need(30, 16, 1)], 52, [20, 30]),
        ([Need(30, 16, 0), Need(30, 16, 1)], 40, [16, 22]),
        # among equals the widest gives first
        ([Need(60, 16, 1), Need(20, 16, 1)], 62, [40, 20]),
        ([Need(10**9, 16, 1), Need(20, 16, 1)], 42, [20, 20]),
    ],
)
def test_widths(needs, space, widths):
    assert plan(needs, space) == widths


def titled(title, width):
    columns = (Column("id", "ID", keep=True), Column("title", "Title", weight=0))
    cells = {"id": "2018-08-02", "title": title}
    return render(Report("list", (Table(columns, (Row(cells, {}),)),)), Look("rich", width)).splitlines()[1:]


def test_a_long_text_takes_one_line_of_a_wide_terminal_and_folds_on_a_narrow_one():
    title = "word " * 30
    assert [len(titled(title, width)) for width in (100, 80, 40)] == [1, 3, 6]
    assert titled(title, 100)[0].endswith("…")
    assert "…" not in "".join(titled(title, 80))
    assert len(titled(title * 9, 80)) == 3
    assert titled(title * 9, 80)[-1].endswith("…")


VALUES = ("delegation-nowhere@eeas.example.org", "+992 37 221-74-07", "(+992 43) 377 97 08", "Координационная")


@pytest.mark.parametrize("width", [36, 40, 60, 80])
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("before", range(0, 40, 3))
def test_no_address_number_or_word_is_broken(width, value, before):
    words = ("x" * 5 + " ") * (before // 6) + "y" * (before % 6) + f" {value}, and more words behind it"
    whole = (
        Lines(((Fragment("  ●  27 Aug – 5 Sep  "), Fragment("Town" + " " * 8), Fragment(words)),)),
        Table((Column("fact", ""), Column("value", ""), Column("line", "")), (facts(words),)),
        Table((Column("fact", "Fact"), Column("value", "Value"), Column("line", "Line")), (facts(words),)),
    )
    for block in whole:
        lines = render(Report("show", (block,)), Look("rich", width)).splitlines()
        assert any(value in line for line in lines)
        assert max(map(len, lines)) <= width


def facts(words):
    return Row({"fact": "Delegation", "value": words, "line": "line 12"}, {})


def test_sums_and_dates_are_not_broken():
    words = [Fragment("xxxx "), Fragment("1 January 2018", "date"), Fragment(" "), Fragment("EUR  5,000,000", "money")]
    lines = render(Report("show", (Lines((tuple(words),)),)), Look("rich", 20)).splitlines()
    assert [line.strip() for line in lines] == ["xxxx 1 January 2018", "EUR  5,000,000"]


def test_what_is_wider_than_the_terminal_is_folded_and_complete():
    lines = render(
        Report("show", (Lines(((Fragment("  12  "), Fragment("x" * 100)),)),)), Look("rich", 30)
    ).splitlines()
    assert max(map(len, lines)) <= 30
    assert "".join(lines).count("x") == 100


def test_a_row_on_a_narrow_terminal_is_headed_by_more_than_a_currency():
    columns = (Column("currency", "Currency", keep=True), Column("value", "Sum", keep=True), Column("for", "For"))
    rows = tuple(
        Row({"currency": currency, "value": "33,600,000", "for": "Programme of border management"}, {})
        for currency in ("EUR", "USD")
    )
    lines = render(Report("funding", (Table(columns, rows),)), Look("rich", 24)).splitlines()
    assert [line for line in lines if line[:1].strip()] == ["EUR 33,600,000", "USD 33,600,000"]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize(
    "bars",
    [
        [(None, None)],
        [(2011, 2011)],
        [(1, 9999), (None, 2000)],
        [(2015, 2003)],
        [(2000 + number, 2001 + number) for number in range(50)],
    ],
)
def test_any_years_can_be_drawn(bars, width):
    drawn = draw(Chart(tuple(Bar("x", start, end, ()) for start, end in bars)), width)
    assert all(len("".join(fragment.text for fragment in line).rstrip()) <= max(width, 30) for line in drawn)


def drawn(bars, width=80):
    lines = draw(Chart(tuple(Bar("Phase", start, end, (Fragment(note),)) for start, end, note in bars)), width)
    return ["".join(fragment.text for fragment in line).rstrip() for line in lines]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("bars", [[(2003, 2023, "33.6 M")], [(2003, 2014, "a long note about what was said when")] * 2])
def test_the_scale_names_its_first_and_last_year_and_some_between(bars, width):
    scale = drawn(bars, width)[0].split()
    assert scale[0] == "2003"
    assert scale[-1] == str(max(end for _, end, _ in bars))
    assert len(scale) >= 4


def test_the_years_are_told_where_they_cannot_be_read_off():
    close, sparse = drawn([(2003, 2019, "x" * 20)]), drawn([(2003, 2030, "x" * 40)])
    assert "2003–2019" not in close[1]
    assert "2003–2030  xxx" in "".join(sparse[1:])


def test_an_unknown_start_is_a_short_arrow_at_the_end():
    scale, _, unknown = drawn([(2003, 2019, "a"), (None, 2015, "b")])
    assert unknown.split() == ["Phase", "<─┤", "until", "2015", "b"]
    assert unknown.index("┤") == scale.index("2015")


def test_an_open_end_is_an_arrow_even_from_the_last_year_on():
    scale, _, open_end = drawn([(2003, 2021, "a"), (2021, None, "b")])
    assert open_end.split() == ["Phase", "├──>", "2021–", "b"]
    assert open_end.index("├") == scale.index("2021")


def test_hostile_labels_fill_no_screen_with_padding():
    drawn = draw(Chart((Bar("x" * 100_000, 2003, 2014, ()), Bar("y", 2003, 2014, ()))), 80)
    assert sum(len(fragment.text) for line in drawn for fragment in line) < 101_000


def test_hostile_words_are_all_there():
    shown = render(hostile(), Look("rich", 500))
    for text in HOSTILE[4:8]:
        assert text in shown
