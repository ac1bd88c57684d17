"""What kind of money sums are, read from a table of texts (kinds.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

import bomca_cli


def cases() -> list[tuple[str, list[str]]]:
    lines = Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(text.replace(" ¶ ", "\n\n"), kinds.split(", ")) for kinds, text in rows]


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_kinds(text: str, wanted: list[str]) -> None:
    assert [amount.kind for amount in bomca_cli.parse(text).amounts] == wanted
