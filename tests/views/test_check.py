from __future__ import annotations

from pathlib import Path

import pytest
from builders import filed, five, make
from transcript import ROOT, check

from bomca_cli.checks.registry import explanations
from bomca_cli.errors import UsageError
from bomca_cli.query import Query
from bomca_cli.render import Look, terminal
from bomca_cli.views.check import SORTS, explanation, fails_on, report

GOLDEN = Path(__file__).with_name("golden")
WIDTHS = (40, 60, 80, 120)
UNDATED = filed(make("No date."), "x")


def codes(query: Query) -> list[str]:
    return [row.data["code"] for row in report([*five(), UNDATED], query, ()).main.rows]


def test_looks_as_it_should():
    answer = report(five(), Query(), fails_on(None))
    shown = "\n".join(f"== {width} columns\n{terminal.render(answer, Look('rich', width))}" for width in WIDTHS)
    path = GOLDEN / "check.txt"
    check(path, path.read_text(encoding="utf-8"), shown)


def test_order_and_limit():
    assert codes(Query()) == ["D303", "F101", "F101", "F105", "F102", "X503"]
    assert codes(Query(sort="code", limit=2)) == ["D303", "F101"]
    assert codes(Query(reverse=True, limit=1)) == ["X503"]
    assert codes(Query(sort="date"))[-1] == "D303"
    assert {*SORTS} == {"code", "date"}


@pytest.mark.parametrize(
    ("told", "entries", "found"),
    [
        (None, five(), False),
        ("error", five(), True),
        ("warning", [UNDATED], False),
        ("note", five(), False),
        ("never", five(), True),
        ("note", [], True),
    ],
)
def test_what_makes_it_fail(told, entries, found):
    assert report(entries, Query(limit=0), fails_on(told)).found is found


def test_an_unknown_severity_or_code_is_refused():
    with pytest.raises(UsageError, match="did you mean warning"):
        fails_on("warnings")
    with pytest.raises(UsageError, match="unknown code"):
        explanation("Z999")


@pytest.mark.parametrize("code", explanations())
def test_every_code_is_explained_here_and_in_the_documents(code):
    (row,) = explanation(code.lower()).main.rows
    assert len(row.data["text"]) > 60
    assert f"| {code} | " in (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")


def test_the_summary():
    (said,) = report(five(), Query(limit=1), ()).summary
    assert said.text == "1 of 5 shown: 3 warnings, 2 notes. What a code means: bomca check --explain F101"
    assert report([], Query(), ()).summary[0].text == "Nothing found."
