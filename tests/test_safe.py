from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.safe import quoted, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Душанбе – «граница»\u00a0№ 5", "Душанбе – «граница»\u00a0№ 5"),
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("a\nb\tc\rd", "a␊b␉c␍d"),
        ("\x9b31m", "�31m"),
        ("x\u202eyx", "x�yx"),
        ("a\u200bb\ufeff", "a�b�"),
        ("tag\U000e0041", "tag�"),
        ("row\u2028row\u2029\x85", "row�row��"),
        ("imple\u00admented", "implemented"),
        ("bad\udcff.txt", "bad\\xff.txt"),
        ("lone\ud800", "lone�"),
        ("\u3164", "�"),
        ("[bold]:wave:", "[bold]:wave:"),
        ("\x7f", "␡"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_may_be_kept() -> None:
    assert visible("a\n\x1b[2Jb", keep="\n") == "a\n␛[2Jb"


@given(st.text(st.characters()))
def test_nothing_unseen_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in shown)
    assert visible(shown) == shown


def test_quoted_is_short() -> None:
    assert quoted("a\nb") == "“a␊b”"
    assert len(quoted("x" * 10**6)) <= 82
