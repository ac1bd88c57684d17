"""Whatever documents and file names hold, a terminal obeys none of it, and nothing is hidden from who reads."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING

import hostile
import pytest
from many import many

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from many import Told

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")
KEPT = {"tsv": "\n\t", "ics": "\n\r", "vcf": "\n\r"}  # what these formats are made of
STYLE = re.compile(r"\x1b\[[0-9;]*m")  # colour of our own


def form(told: Told) -> str:
    return told.arguments[told.arguments.index("-f") + 1] if "-f" in told.arguments else ""


def acting(text: str, kept: str = "\n") -> set[str]:
    """Characters of ``text`` that nobody can see or that a terminal obeys."""
    return {character for character in text if unicodedata.category(character) in UNSEEN and character not in kept}


def found(answers: Iterable[Told], command: str, name: str) -> str:
    """What ``command`` said in a format."""
    return next(told.out.decode() for told in answers if told.arguments[0] == command and form(told) == name)


def test_nothing_that_acts_reaches_a_stream(answers: list[Told]) -> None:
    for told in answers:
        assert acting(told.out.decode(), KEPT.get(form(told), "\n")) == set(), told.name
        assert acting(told.err.decode()) == set(), told.name


@pytest.mark.parametrize("width", ["40", "100"])
def test_nor_a_terminal(place: Path, home: dict[str, str], width: str) -> None:
    commands = [[*asked, "-C", "corpus"] for asked in hostile.ASKED.values()]
    for told in many(commands, home | {"COLUMNS": width}, place, "terminal"):
        assert acting(STYLE.sub("", told.out.decode())) == set(), told.name
        assert told.out, told.name


def test_every_message_is_one_line_that_names_the_file(answers: list[Told]) -> None:
    for told in answers:
        lines = told.err.decode().splitlines()
        assert all(line.startswith("bomca: ") for line in lines), told.name
    shown = answers[0].err.decode()
    assert "a␊b␛]0;owned␇.txt.pdf" in shown
    assert "bad\\xff\\xfe.txt.pdf" in shown


def test_a_row_is_a_line(answers: list[Told]) -> None:
    count = 2 * len(hostile.WORDS) + len(hostile.NAMES)
    assert found(answers, "list", "tsv").count("\n") == count + 1
    assert found(answers, "list", "jsonl").count("\n") == count
    assert len([*csv.reader(io.StringIO(found(answers, "list", "csv")))]) == count + 1
    assert len(found(answers, "list", "plain").splitlines()) == count + 3  # header, blank line, summary


@pytest.mark.parametrize("name", ["plain", "csv", "tsv", "grid", "html"])
@pytest.mark.parametrize("command", ["list", "show"])
def test_markup_and_emoji_codes_are_literal(answers: list[Told], command: str, name: str) -> None:
    shown = unescape(found(answers, command, name))
    assert hostile.MARKUP in re.sub(r"</?(?:mark|span|a)[^>]*>", "", shown)


def test_what_json_holds_is_the_text(answers: list[Told]) -> None:
    titles = [row["title"] for row in json.loads(found(answers, "list", "json"))["rows"]]
    for word in (hostile.MARKUP, hostile.RUNS):
        assert f"{word} EU mission {word} visits Dushanbe" in titles
