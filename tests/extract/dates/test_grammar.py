"""What phrases state: the tables english.txt and russian.txt beside this file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from reading import layout_of

from bomca_cli.extract import chronology, dates, dating

HERE = Path(__file__).parent
EACH = 200  # phrases that each language has at least


class Case(NamedTuple):
    phrase: str
    stated: list[tuple[str, str]]
    released: date | None


def table(name: str) -> list[Case]:
    cases, released = [], None
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("released "):
            released = date.fromisoformat(line.split()[1])
        elif line and not line.startswith("#"):
            phrase, _, values = line.rpartition(" | ")
            stated = [] if values == "-" else [_stated(phrase, part) for part in values.split("; ")]
            cases.append(Case(phrase, stated, released))
    return cases


def _stated(phrase: str, part: str) -> tuple[str, str]:
    words, _, value = part.rpartition(" = ")
    return words or phrase, value


def read(phrase: str, released: date | None) -> list[tuple[str, str]]:
    layout = layout_of(phrase)
    found = dates.find(layout)
    stated = chronology.read(layout, found, dating.release_date(layout, found), (), released)
    return [
        (
            phrase[item.span.start : item.span.end],
            "!" * bool(item.problem) + item.start + (f"/{item.end}" if item.end else ""),
        )
        for item in stated
    ]


@pytest.mark.parametrize("case", table("english"), ids=lambda case: case.phrase)
def test_english(case: Case) -> None:
    assert read(case.phrase, case.released) == case.stated


@pytest.mark.parametrize("case", table("russian"), ids=lambda case: case.phrase)
def test_russian(case: Case) -> None:
    assert read(case.phrase, case.released) == case.stated


@pytest.mark.parametrize("name", ["english", "russian"])
def test_tables_are_large(name: str) -> None:
    assert len(table(name)) >= EACH
