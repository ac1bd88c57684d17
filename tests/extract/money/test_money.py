"""Sums of money, read from tables of phrases (english.txt, russian.txt)."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from reading import layout_of

from bomca_cli.extract import money

_ESCAPES = {r"\n": "\n", r"\u00a0": "\u00a0", r"\u2009": "\u2009", r"\u202f": "\u202f"}
_ESCAPE = re.compile(r"\\n|\\u[0-9a-f]{4}")
_QUOTE = re.compile("⟦(.*?)⟧", re.DOTALL)
_SUM = re.compile(
    r"(?P<low>[\d.]+?)(?:\.\.(?P<high>[\d.]+))? (?P<currency>[A-Z]{3})(?: \((?P<qualifier>.*)\))?(?P<each> each)?"
)


def cases(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read(text: str) -> list[tuple[str, Decimal, Decimal | None, str, str | None, bool]]:
    found = layout_of(text)
    return [
        (text[span.start : span.end], item.value, item.value_max, item.currency, item.qualifier, item.per_unit)
        for item in money.find(found)
        for span in [found.tokens.span(item.first, item.last)]
    ]


def stated(line: str) -> tuple[str, list[tuple[str, Decimal, Decimal | None, str, str | None, bool]]]:
    """The marked phrase of a line and the sums that it states, as ``read`` tells them."""
    phrase, _, expected = _ESCAPE.sub(lambda match: _ESCAPES[match[0]], line).partition(" => ")
    sums = [match for part in expected.split("; ") if (match := _SUM.fullmatch(part))]
    quotes = _QUOTE.findall(phrase) if sums else []
    return phrase, [
        (
            quote,
            Decimal(match["low"]),
            Decimal(match["high"]) if match["high"] else None,
            match["currency"],
            match["qualifier"],
            bool(match["each"]),
        )
        for quote, match in zip(quotes, sums, strict=True)
    ]


@pytest.mark.parametrize("line", cases("english.txt") + cases("russian.txt"))
def test_phrase(line: str) -> None:
    phrase, wanted = stated(line)
    assert read(phrase.replace("⟦", "").replace("⟧", "")) == wanted
