"""Where lines break: between words, never inside what is read as one (a phone, a sum, a date)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONG_WORD = 36  # a word of this length stays whole in a column
LONG_VALUE = 64  # so does a phone or an e-mail address
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"[+(]{0,2}\d[\d()]*(?:[ \u00a0–./-][(]?\d[\d()]*)+")  # +992 37 221-74-07, (+992 43) 377, 48 000


def fitted(text: str, kept: Iterable[tuple[int, int]], room: int, most: int) -> list[tuple[int, int]]:
    """The lines of ``text`` as half-open offsets, without the blanks between them.

    Args:
        text: one line.
        kept: stretches that are not broken where they fit into ``most`` columns; numbers with blanks never are.
        room: columns of a line.
        most: columns of a line that holds nothing but one word or stretch wider than ``room``. What is wider than
            this is folded.
    """
    lines: list[tuple[int, int]] = []
    start, end = 0, 0  # of the line so far; blanks before the first word belong to it
    for first, last in _units(text, kept, most):
        if cell_len(text[start:last]) <= room:
            end = last
            continue
        if end > start:
            lines.append((start, end))
        *whole, (start, end) = _folded(text, first, last, room, most)
        lines += whole
    return [*lines, (start, end)] if end > start else lines


def longest(text: str, kept: Iterable[tuple[int, int]]) -> int:
    """Columns that the longest word of ``text`` asks for; longer ones than are to stay whole ask for no more."""
    return max(
        (
            min(cell_len(text[first:last]), LONG_VALUE if _is_value(text[first:last]) else LONG_WORD)
            for first, last in _units(text, kept, LONG_VALUE)
        ),
        default=0,
    )


def _is_value(word: str) -> bool:
    return "@" in word or any(character.isspace() for character in word)


def _units(text: str, kept: Iterable[tuple[int, int]], most: int) -> Sequence[tuple[int, int]]:
    """Words and the stretches of words that stay together, as half-open offsets."""
    together = sorted([*kept, *(found.span() for found in _NUMBER.finditer(text))])
    units: list[tuple[int, int]] = []
    at = 0
    for word in _WORD.finditer(text):
        first, last = word.span()
        while at < len(together) and together[at][1] <= first:
            at += 1
        joined = units and at < len(together) and together[at][0] < units[-1][1] and first < together[at][1]
        if joined and cell_len(text[units[-1][0] : last]) <= most:
            units[-1] = units[-1][0], last
        else:
            units.append((first, last))
    return units


def _folded(text: str, first: int, last: int, room: int, most: int) -> list[tuple[int, int]]:
    """A unit on one line, or, where it is wider than ``most``, on as many as it takes."""
    if cell_len(text[first:last]) <= most:
        return [(first, last)]
    pieces: list[tuple[int, int]] = []
    width = 0
    for at in range(first, last):
        size = get_character_cell_size(text[at])
        if width + size > room and at > first:
            pieces.append((first, at))
            first, width = at, 0
        width += size
    return [*pieces, (first, last)]
