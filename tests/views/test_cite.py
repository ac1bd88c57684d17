"""References, read back by the libraries that others read them with."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
import rispy
from builders import filed, make
from handmade import equipment
from pybtex.database import parse_string

from bomca_cli.errors import UsageError
from bomca_cli.render import Look
from bomca_cli.views.cite import report

HOSTILE = "Dushanbe 50% \\input{x} {open _a_ $1 #2 ~ ^ &\nER  - \nTY  - BOOK \x1b[31m @misc{y, EUR 5 million"


def shown(name: str, answer) -> str:
    return import_module(f"bomca_cli.render.{name}").render(answer, Look(name))


def hostile():
    return filed(make(HOSTILE, released="2018-05", title=HOSTILE, place="Dushanbe"), "x")


def test_bibtex_is_read_back():
    data = parse_string(shown("bibtex", report([(equipment(), 15), (equipment(), None)])), "bibtex")
    entry = data.entries["bomca-2018-08-02-line-15"]
    assert entry.fields["title"].strip("{}") == "BOMCA transfers the equipment to Tajik Border Troops"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2018", "August", "2")
    assert "line 15: “The first BOMCA operations" in entry.fields["note"]
    assert list(data.entries) == ["bomca-2018-08-02-line-15", "bomca-2018-08-02"]


def test_ris_is_read_back():
    one, other = rispy.loads(shown("ris", report([(equipment(), 15), (equipment(), None)])))
    assert one["title"] == other["title"] == "BOMCA transfers the equipment to Tajik Border Troops"
    assert (one["year"], one["date"], one["place_published"]) == ("2018", "2018/08/02", "Dushanbe")
    assert "line 15" in one["notes"][0]
    assert "line" not in other["notes"][0]


def test_csl_json_is_read_back():
    (item,) = json.loads(shown("csl_json", report([(equipment(), None)])))
    assert item["issued"] == {"date-parts": [[2018, 8, 2]]}
    assert (item["type"], item["publisher-place"], item["language"]) == ("document", "Dushanbe", "en")


def test_a_hostile_title_stays_text():
    answer = report([(hostile(), 1)])
    (entry,) = parse_string(shown("bibtex", answer), "bibtex").entries.values()
    assert "\\input" not in entry.fields["title"]
    (record,) = rispy.loads(shown("ris", answer))
    assert record["type_of_reference"] == "GEN"
    assert record["date"] == "2018/05"
    for name in ("bibtex", "ris", "csl_json"):
        assert "\x1b" not in shown(name, answer)


def test_what_is_not_stated_is_left_out():
    bare = filed(make("No title here.\nSecond line."), "undated-1")
    answer = report([(bare, 2)])
    (item,) = json.loads(shown("csl_json", answer))
    assert {"title", "issued", "publisher-place"}.isdisjoint(item)
    (record,) = rispy.loads(shown("ris", answer))
    assert "year" not in record
    text = "".join(part.text for part in answer.blocks[1].lines[0])
    assert text.startswith("Untitled, press release, no date stated, line 2: “Second line.”")


@pytest.mark.parametrize(("line", "why"), [(0, "no line 0"), (3, "no line 3: it has 2"), (2, "blank")])
def test_a_line_that_is_not_there(line, why):
    with pytest.raises(UsageError, match=why):
        report([(filed(make("One line.\n ")), line)])
