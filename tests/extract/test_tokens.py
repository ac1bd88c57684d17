from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.extract.tokens import NUMBER, SIGN, WORD, Tokens, fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EUR 40, 1 million", ["eur", "40", ",", "1", "million"]),
        ("BOMCA10 aims", ["bomca", "10", "aims"]),
        ("€5m", ["€", "5", "m"]),
        ("imple-mented", ["imple", "-", "mented"]),
        ("instituti\u00adonal", ["institutional"]),
        ("Ёлка ёж", ["елка", "еж"]),
        ("и\u0306од", ["йод"]),  # й as a letter and a combining breve
        ("a\u200bb c", ["ab", "c"]),
        ("x_y", ["x", "_", "y"]),
        ("МУЖИКИ", ["мужики"]),
        ("\x1b[1mX", ["\x1b", "[", "1", "mx"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_are_folded_and_cut(text: str, words: list[str]) -> None:
    assert Tokens(text).word == words


def test_kinds_tell_words_numbers_and_signs_apart() -> None:
    assert Tokens("EUR 5,").kind == [WORD, NUMBER, SIGN]


def test_a_letter_that_grows_when_folded_keeps_offsets() -> None:
    text = "İİ 5 EUR"
    tokens = Tokens(text)
    assert [tokens.form(i) for i in range(len(tokens))] == ["İİ", "5", "EUR"]


def test_blank_lines_part_blocks() -> None:
    tokens = Tokens("one\ntwo\n \nthree")
    assert tokens.same_block(0, 1)
    assert not tokens.same_block(1, 2)


@given(st.text())
def test_tokens_cover_every_letter_and_digit_once_and_in_order(text: str) -> None:
    tokens = Tokens(text)
    covered = set()
    for i in range(len(tokens)):
        assert tokens.start[i] < tokens.end[i]
        assert i == 0 or tokens.end[i - 1] <= tokens.start[i]
        covered.update(range(tokens.start[i], tokens.end[i]))
    assert all(i in covered for i, c in enumerate(text) if c.isalpha() or c.isdecimal())
    assert len(tokens.word) == len(tokens.kind) == len(tokens.start) == len(tokens.end)


@given(st.text(alphabet=st.characters(categories=["L"])))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
