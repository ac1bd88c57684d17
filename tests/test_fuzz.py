"""The fuzz target sees defects and the script cuts their texts down; the fuzzer itself is not needed here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "fuzz"))

import run
import target


def test_a_sound_text_has_no_defect():
    assert target.defect("The EU gave EUR 5 million on 12 May 2018.") is None


@pytest.fixture
def planted(monkeypatch):
    """A reader that fails where two signs meet, and drops the last fact of texts that end with a blank line."""
    import bomca_cli

    real = bomca_cli.parse

    def parse(text):
        if "%" in text and "$" in text:
            raise ValueError(text)
        release = real(text)
        return release._replace(amounts=()) if text.endswith("\n\n") else release

    monkeypatch.setattr(bomca_cli, "parse", parse, raising=False)


@pytest.mark.usefixtures("planted")
def test_a_defect_is_named_and_its_text_cut_down():
    text = "Of 40 % of it, the sum was $ 12, or less."
    what = target.defect(text)
    assert what.startswith("ValueError")
    assert run.shrunk(text, lambda shorter: target.defect(shorter) == what) == "%$"


@pytest.mark.usefixtures("planted")
def test_facts_that_blank_lines_change_are_a_defect():
    assert "blank lines" in target.defect("EUR 5 million")


@pytest.mark.usefixtures("planted")
def test_the_shortest_text_of_a_defect_is_kept(tmp_path):
    keep = target.Keeper(tmp_path)
    for data in (b"a % and a $", b"\xff%$", b"a longer % and a $", b"nothing"):
        keep(data)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["\ufffd%$"]


def test_any_bytes_are_a_text():
    assert target.text_of(b"\xff\x00EUR 5") == "\ufffd\x00EUR 5"


def test_the_vocabulary_is_escaped_for_the_fuzzer():
    words = run.vocabulary()
    assert "ноября" in words
    assert run.escaped('a"é') == "\\x61\\x22\\xC3\\xA9"
