"""What is handed over to sheets, pages and other programs runs nothing there, and nothing was run on the way."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import hostile
import icalendar
import openpyxl
import pytest
import rispy
import vobject
from defusedxml import ElementTree
from many import many
from pybtex.database import parse_string
from test_terminal import form, found

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from many import Told

NUMBER = re.compile(r"[+\-−]?[\d\s.,()+\-–/;]*")  # also a telephone number, or several


def risky(cells: Iterable[str]) -> list[str]:
    """Cells that a spreadsheet might take as a formula."""
    return [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠")) and not NUMBER.fullmatch(cell)]


def test_no_cell_is_a_formula(answers: list[Told]) -> None:
    told = [one for one in answers if form(one) in ("csv", "tsv")]
    assert len(told) > 20
    for one in told:
        text = one.out.decode()
        rows = csv.reader(io.StringIO(text)) if form(one) == "csv" else (line.split("\t") for line in text.splitlines())
        assert risky(cell for row in rows for cell in row) == [], one.name


@pytest.fixture(scope="module")
def exported(place: Path, home: dict[str, str]) -> Path:
    """The folder of everything that export writes."""
    folder = place / "exported"
    folder.mkdir()
    names = [name for name in hostile.FILES if name != "x.parquet"]
    commands = [
        ["export", "-C", "corpus", "-f", "csv", "-o", f"exported/{name}"]
        if "." not in name
        else ["export", "-C", "corpus", "-o", f"exported/{name}"]
        for name in names
    ]
    assert [(told.name, told.err) for told in many(commands, home, place) if told.code] == []
    return folder


def test_no_cell_of_an_export_is_a_formula(exported: Path) -> None:
    sheets = openpyxl.load_workbook(exported / "x.xlsx")
    cells = [cell for sheet in sheets for row in sheet for cell in row]
    assert len(cells) > 1000
    assert [cell.value for cell in cells if cell.data_type == "f" and not _is_link(cell.value)] == []
    for path in (exported / "folder").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert risky(cell for row in csv.reader(file) for cell in row) == [], path.name


def _is_link(formula: str) -> bool:
    return formula.startswith('=HYPERLINK("#')


def test_no_word_is_run_by_a_database(exported: Path) -> None:
    with sqlite3.connect(exported / "x.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        titles = {title for (title,) in database.execute("SELECT title FROM releases")}
    database.close()
    assert f"{hostile.RUNS} EU mission {hostile.RUNS} visits Dushanbe" in titles


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.leads: set[str] = set()  # where it links to or loads from
        self.policy = ""
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        self.attributes |= given.keys()
        self.leads |= {given[name] for name in ("href", "src", "action", "data", "xlink:href") if name in given}
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_words_stay_words_on_a_page(answers: list[Told]) -> None:
    pages = [one for one in answers if form(one) == "html"]
    assert len(pages) > 10
    for one in pages:
        page = Page(one.out.decode())
        assert not page.tags & {"script", "b", "img", "iframe", "object", "embed", "form", "base"}, one.name
        assert not [name for name in page.attributes if name.startswith("on")], one.name
        assert all(lead.startswith(("#", "mailto:", "tel:", "file:")) for lead in page.leads), (one.name, page.leads)
        assert "default-src 'none'" in page.policy, one.name
    assert hostile.RUNS in Page(found(answers, "list", "html")).text


def test_words_stay_words_in_a_picture(answers: list[Told]) -> None:
    picture = ElementTree.fromstring(found(answers, "timeline", "svg"))
    names = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert not names & {"script", "foreignObject", "image", "a", "use"}
    assert not [name for element in picture.iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize("name", ["plain", "csv", "tsv", "jsonl", "grid"])
def test_nothing_is_interpreted(answers: list[Told], name: str) -> None:
    shown = found(answers, "list", name)
    word = hostile.RUNS.replace('"', '\\"') if name == "jsonl" else hostile.RUNS
    assert word in shown


def test_markdown_shows_the_words(answers: list[Told]) -> None:
    shown = found(answers, "list", "markdown")
    assert not re.search(r"(?<!\\)<|(?<!\\)\](?:\(|\[)|(?<!\\)`", shown)


def test_records_of_other_programs_are_not_opened_by_words(answers: list[Told]) -> None:
    calendar = found(answers, "timeline", "ics")
    exact = calendar.count("\r\nBEGIN:VEVENT\r\n")
    assert len(icalendar.Calendar.from_ical(calendar).walk("VEVENT")) == exact == calendar.count("BEGIN:VEVENT")
    cards = found(answers, "contacts", "vcf")
    assert len([*vobject.readComponents(cards)]) == cards.count("BEGIN:VCARD") > 0
    assert len(parse_string(found(answers, "cite", "bibtex"), "bibtex").entries) == 3
    assert len(rispy.loads(found(answers, "cite", "ris"))) == 3
