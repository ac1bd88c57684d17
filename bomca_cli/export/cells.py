"""Cells as writers need them: text that can be stored or shown, numbers that lose no digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.safe import visible

if TYPE_CHECKING:
    from decimal import Decimal

_EXACT = 15  # significant digits that a float keeps


def shown(text: str) -> str:
    """``text`` for somebody's eyes: line breaks and tabs stay, everything else that cannot be seen becomes visible."""
    return visible(text.replace("\r\n", "\n"), keep="\n\t")


def storable(text: str) -> str:
    """``text`` exactly, but for halves of characters, which no UTF-8 can hold: these become visible."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(visible(letter) if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def is_exact_float(number: Decimal) -> bool:
    """Whether a float holds every digit of ``number``."""
    return len(number.normalize().as_tuple().digits) <= _EXACT
