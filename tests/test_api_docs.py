"""The examples of docs/api.md and docs/extraction.md are true."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING

import pytest
from transcript import ROOT

from bomca_cli import parse
from bomca_cli.release import Release

if TYPE_CHECKING:
    from collections.abc import Callable

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXTRACTION = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^\| text \| (\w+) \|\n\|---\|---\|\n((?:\|.*\|\n)+)", re.MULTILINE)
ROWS = [
    (kind, *(cell.strip() for cell in row.strip("|").split(" | ")))
    for kind, rows in TABLE.findall(EXTRACTION)
    for row in rows.splitlines()
]


def test_the_session_of_the_api_prints_what_it_shows():
    session = "".join(re.findall(r"```pycon\n(.*?)```", API, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(session, {}, "docs/api.md", "docs/api.md", 0)
    told: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert outcome.attempted > 8
    assert outcome.failed == 0, "".join(told)


@pytest.mark.parametrize("name", [name for name in dir(Release) if not name.startswith("_")])
def test_every_attribute_of_a_release_is_told(name):
    assert name in ("count", "index") or f"`{name}" in API


@pytest.mark.parametrize(("kind", "text", "read"), ROWS)
def test_a_row_is_read_as_it_says(kind, text, read):
    release = parse(text.strip("`").replace("↵", "\n"))
    assert ("; ".join(FACTS[kind](release)) or "–") == read


def sums(release: Release) -> list[str]:
    return [
        f"{item.value}{f'..{item.value_max}' if item.value_max is not None else ''} {item.currency}"
        f"{f' ({item.qualifier})' if item.qualifier else ''}{' each' * item.per_unit}"
        for item in release.amounts
    ]


def dates(release: Release) -> list[str]:
    return [
        f"{item.start}{f'/{item.end}' if item.end else ''}"
        f"{f' ({item.modifier})' if item.modifier else ''}{f' !{item.problem}' if item.problem else ''}"
        for item in release.dates
    ]


def flagged(shown: str, problem: str | None) -> str:
    return f"{shown}: {problem}" if problem else shown


def durations(release: Release) -> list[str]:
    return [
        " ".join(part for part in (item.start, item.duration.value, item.duration.end) if part)
        for item in release.dates
        if item.duration
    ]


FACTS: dict[str, Callable[[Release], list[str]]] = {
    "durations": durations,
    "sums": sums,
    "dates": dates,
    "phones": lambda release: [flagged(item.e164 or release.quote(item.span), item.problem) for item in release.phones],
    "addresses": lambda release: [flagged(item.address, item.problem) for item in release.emails],
    "counts": lambda release: [
        f"{item.value}{f'..{item.value_max}' if item.value_max else ''} {item.unit}"
        f"{f' ({item.qualifier})' if item.qualifier else ''}"
        for item in release.quantities
    ],
    "phases": lambda release: [str(item.number) for item in release.phases],
    "people": lambda release: [
        ", ".join(part.value for part in (item.name, item.role) if part) for item in release.people
    ],
}
