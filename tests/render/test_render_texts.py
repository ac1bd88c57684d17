from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
import tabulate
from samples import CHART, HOSTILE, ORDINARY, hostile

from bomca_cli.render import FORMATS, STYLES, Look, web
from bomca_cli.render import markdown as md
from bomca_cli.render import plain as text
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def test_plain_has_every_row_in_full_on_one_line():
    assert text.render(ORDINARY, Look("plain", width=20)).splitlines() == [
        "ID          Place     Title                                                                      Sums",
        "2018-11-28  Town      A title that is rather long and does not fit into eighty columns at all       2",
        "2018-08-02  Far Away  Equipment                                                                 1,400",
        "",
        "2 releases",
    ]


def test_numbers_are_not_reread():
    columns = (Column("a", "A"),)
    rows = tuple(Row({"a": cell}, {}) for cell in ("1e5", "007", "12_000", "0x10", "NaN"))
    shown = text.render(Report("x", (Table(columns, rows),)), Look("plain"))
    assert shown.split() == ["A", "1e5", "007", "12_000", "0x10", "NaN"]


def test_a_pipe_gets_the_picture_too():
    assert "├──" in text.render(CHART, Look("plain"))


def test_plain_is_coloured_only_when_asked():
    report = Report("x", (Lines(((Fragment("a", "money"),),)),))
    assert text.render(report, Look("plain")) == "a\n"
    assert text.render(report, Look("plain", colour=True)) == "\x1b[32ma\x1b[0m\n"
    assert text.render(report, Look("github", colour=True)) == "a\n"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_tabulate_takes_hostile_words(style):
    assert style in tabulate.tabulate_formats
    assert FORMATS[style] == "plain"
    shown = text.render(hostile(), Look(style))
    assert not UNSEEN.search(shown)


@pytest.mark.parametrize("style", ["github", "pipe", "jira", "youtrack", "asciidoc", "orgtbl", "mediawiki", "textile"])
def test_bars_do_not_make_columns(style):
    columns = (Column("a", "A"), Column("b", "B"))
    pipes = [
        text.render(Report("x", (Table(columns, (Row({"a": word, "b": "x"}, {}),)),)), Look(style))
        .splitlines()[-1 if style not in ("mediawiki", "asciidoc") else -2]
        .replace(r"\|", "")
        .count("|")
        for word in ("a b", "a|b")
    ]
    assert pipes[0] == pipes[1]


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("plain words, 10:30 (EUR 5.5)", "plain words, 10:30 (EUR 5.5)"),
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        ("`code` *em* _em_ ~~x~~", r"\`code\` \*em\* \_em\_ \~\~x\~\~"),
        ("<b>&lt;", r"\<b\>\&lt;"),
        ("[x](javascript:alert(1))", r"\[x\](javascript\:alert(1))"),
        ("http://example.org www.example.org", r"http\://example.org www\.example.org"),
        (":wave: #12 $x$", r"\:wave: \#12 \$x\$"),
    ],
)
def test_markdown_escapes(words, escaped):
    assert md.escaped(words) == escaped


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("- no list", r"\- no list"),
        ("+ no list", r"\+ no list"),
        ("1. no list", r"1\. no list"),
        ("12) no list", r"12\) no list"),
        ("=====", r"\====="),
        ("    no code", "no code"),
        ("# no heading", r"\# no heading"),
        ("2018 was", "2018 was"),
    ],
)
def test_markdown_lines_begin_nothing(line, shown):
    assert md.render(Report("x", (Lines(((Fragment(line),),)),)), Look("markdown")) == f"{shown}\n"


def test_markdown_keeps_rows_and_columns_together():
    shown = md.render(hostile(), Look("markdown"))
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert len(rows) == len(HOSTILE) + 2
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in rows} == {5}
    assert not UNSEEN.search(shown)


def test_markdown_lines_break_where_they_should():
    lines = Lines(((Fragment("one"),), (Fragment("two", "hit"),), (), (Fragment(" three ", "strong"),)), heading="H")
    assert md.render(Report("x", (lines,)), Look("markdown")) == "### H\n\none\\\n**two**\n\n**three**\n"


def test_a_fence_is_longer_than_any_in_the_picture():
    chart = CHART.blocks[0]
    shown = md.render(
        Report("x", (type(chart)((type(chart.bars[0])("````", 2003, 2004, ()), *chart.bars)),)), Look("markdown")
    )
    assert shown.startswith("`````text\n")
    assert shown.rstrip().endswith("\n`````")


class Page(HTMLParser):
    """What a browser makes of a page: its elements, attributes and words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words += data


def test_html_holds_words_only():
    source = "".join(web.render(hostile(), Look("html")))
    page = Page(source)
    assert not {"script", "img", "link", "iframe", "a", "u", "b", "object"} & set(page.tags)
    drawn = {"viewbox", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "rx", "text-anchor", "opacity"}
    said = {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "scope",
        "id",
        "role",
        "aria-label",
        "tabindex",
    }
    assert page.attributes <= drawn | said
    assert "<script>alert(1)</script>" in page.words
    assert not UNSEEN.search(source)
    assert "default-src 'none'" in unescape(source)


def test_html_tables_have_headers():
    source = "".join(web.render(ORDINARY, Look("html")))
    assert '<th scope="col">Place</th>' in source
    assert '<th scope="row" class="keep"><span class="id">2018-11-28</span></th>' in source
    assert Page(source).tags.count("tr") == 3


def test_html_tells_spans_in_words():
    source = "".join(web.render(CHART, Look("html")))
    assert '<tr><th scope="row">Phase 8</th><td>not stated</td><td>2014</td><td></td></tr>' in source


def test_html_policy_fits_its_style():
    import base64
    import hashlib

    source = "".join(web.render(ORDINARY, Look("html")))
    style = re.search("<style>(.*?)</style>", source, re.DOTALL)
    assert style
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() in source
