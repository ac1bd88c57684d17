"""What holds for any text at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from exploring import examples
from hypothesis import given
from hypothesis import strategies as st
from reading import layout_of

from bomca_cli.extract import about, money, phases

if TYPE_CHECKING:
    from bomca_cli.release import Amount

_WORDS = (
    "EUR € $ US$ million млн. тыс of which",
    "instead of 5 40 1 000 9,986 1.234,50 , . - – ( ) and и до from to between half a",
    "полтора сто five hundred each по cents 2003-2014 BOMCA 10 CADAP phase рублей сом should read not",
)
_PIECES = st.sampled_from([*" ".join(_WORDS).split(), "\n", "\n\n", "\u00a0"])


def amounts_of(text: str) -> list[Amount]:
    layout = layout_of(text)
    return about.assign(layout, money.find(layout), [], phases.find(layout))


def check(text: str) -> None:
    found = amounts_of(text)
    for amount in found:
        assert 0 <= amount.span.start < amount.span.end <= len(text)
        assert amount.value >= 0
        assert amount.value_max is None or amount.value_max > amount.value
        assert amount.span != amount.part_of
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@examples(300)
@given(st.lists(_PIECES, max_size=40))
def test_any_mixture_of_its_words(pieces: list[str]) -> None:
    check(" ".join(pieces))


@pytest.mark.parametrize(
    "unit",
    ["1", "12 345 ", "1,", "1.", "EUR ", "EUR 5 ", "5 EUR ", "five ", "million ", "млн 5 ", "(5", "EUR 5-", "не €5 а "],
)
def test_long_runs(unit: str) -> None:
    check(unit * 3000)


@given(st.lists(st.sampled_from(["EUR 5 million", "48,000 euros", "5 млн сомов", "€1.2-1.5 million"]), max_size=6))
def test_texts_joined_keep_their_sums(sums: list[str]) -> None:
    text = "\n\n".join(f"It cost {item}." for item in sums)
    assert [text[a.span.start : a.span.end] for a in amounts_of(text)] == sums
