"""Lines of printed pages → running text in paragraphs.

A line break of a page is one of the text where the next word would still have fitted on the line.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.readers.hyphens import SOFT_HYPHEN, Hyphens
from bomca_cli.readers.printed import beside, body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.readers.printed import Line, Page

_SAME_SIZE = 1.15  # letters of one paragraph differ by no more
_APART = 1.35  # times the usual distance of two lines: a gap between paragraphs
_BLANK = 1.0  # a gap of as much as a line again stands for a blank line
_WIDEST_GAP = 2.2  # times the height of a line, from baseline to baseline, inside a paragraph
_CENTRED = 3.0  # points that a centred line may be off the middle
_LABEL = re.compile(r"[^\W\d_][\w-]{1,15}\.?\s?:(?:\s|\w)")
_TELLING = 4  # lines that show how wide their column is
_ENDS = tuple(".!?:;…")


class _Look(NamedTuple):
    """What a document does throughout."""

    steps: dict[int, float]  # how far apart lines are, by the size of their letters
    indents: bool  # paragraphs begin with an indented line


class _Column(NamedTuple):
    left: float
    right: float


def laid_out(pages: Sequence[Page]) -> tuple[str, tuple[int, ...], int]:
    """The text of pages.

    Returns:
        The text, where each page begins in it, and how many of its characters are not known.
    """
    kept = list(body(pages))
    lines = [(number, line) for number, page in enumerate(kept) for line in page]
    steps = _usual_steps([line for _, line in lines])
    columns = _columns(lines)
    look = _Look(steps, _indents(lines, columns))
    joints = [
        _joint(before, line, columns[at], look, new_page=number != earlier)
        for at, ((earlier, before), (number, line)) in enumerate(pairwise(lines))
    ]
    hyphens = Hyphens([line for _, line in lines], joints)
    parts: list[str] = []
    starts = [0] * len(kept)
    length = page = 0
    for at, (number, line) in enumerate(lines):
        if at:
            between = hyphens.between(lines[at - 1][1].text, line.text, joints[at - 1])
            if between == SOFT_HYPHEN:  # in place of the hyphen
                parts[-1] = parts[-1][:-1]
                length -= 1
            parts.append(between)
            length += len(between)
        while page < number:
            page += 1
            starts[page] = length
        parts.append(line.text)
        length += len(line.text)
    starts[page + 1 :] = [length] * (len(starts) - page - 1)
    text = "".join(parts)
    return text, tuple(starts), text.count("\ufffd")


def _columns(lines: Sequence[tuple[int, Line]]) -> list[_Column]:
    """For each line the column that it stands in: a page, or the part of it down to where its content goes up again."""
    parts: list[list[Line]] = []
    for at, (number, line) in enumerate(lines):
        if not at or number != lines[at - 1][0] or lines[at - 1][1].base - line.base <= -line.height:
            parts.append([])
        parts[-1].append(line)
    columns = [_column(part) for part in parts]
    # A few lines do not show how wide a column is: others that begin where they do may.
    wider: dict[int, float] = {}
    for column in columns:
        wider[round(column.left)] = max(column.right, wider.get(round(column.left), 0.0))
    return [
        column if len(part) >= _TELLING else column._replace(right=wider[round(column.left)])
        for part, column in zip(parts, columns, strict=True)
        for _ in part
    ]


def _column(lines: Sequence[Line]) -> _Column:
    """Between which edges running text stands: the outermost ones that more than one line comes near."""
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    near = max(line.height for line in lines) * 2
    left = next((one for one, other in pairwise(lefts) if other - one < 1), lefts[0])
    narrowest = left + (rights[0] - left) * 0.4
    pairs = ((one, other) for one, other in pairwise(rights) if one > narrowest)
    return _Column(left, next((one for one, other in pairs if one - other < near), rights[0]))


def _indents(lines: Sequence[tuple[int, Line]], columns: Sequence[_Column]) -> bool:
    """Whether the document begins its paragraphs with an indented line."""
    pairs = zip(lines, lines[1:], columns[1:], strict=False)
    found = sum(
        before.text.endswith(_ENDS) and _is_at(before.left, column.left) and _is_indented(line, column)
        for (_, before), (_, line), column in pairs
    )
    return found > 1


def _is_at(one: float, other: float) -> bool:
    return abs(one - other) < 1


def _is_indented(line: Line, column: _Column) -> bool:
    return line.height * 0.8 < line.left - column.left < line.height * 4


def _usual_steps(lines: Sequence[Line]) -> dict[int, float]:
    """How far apart lines usually are, by the size of their letters."""
    steps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        step = before.base - line.base
        if line.height * 0.5 < step < line.height * _WIDEST_GAP and _same_size(before, line):
            steps.setdefault(round(line.size), []).append(step)
    # The lower half: gaps between paragraphs are no usual steps, however many short paragraphs there are.
    return {size: median(sorted(found)[: len(found) // 2 + 1]) for size, found in steps.items()}


def _same_size(one: Line, other: Line) -> bool:
    """Whether two lines are set in letters of one size; fonts of one size differ in height, and some in size only."""
    return any(
        high <= low * _SAME_SIZE
        for low, high in (sorted((one.height, other.height)), sorted((one.size, other.size)))
        if low
    )


def _joint(before: Line, line: Line, column: _Column, look: _Look, *, new_page: bool) -> str:
    """What stands between two lines: a blank inside a paragraph, one or two line breaks."""
    step = before.base - line.base
    if new_page or step <= -line.height:  # the next page or column: only the words tell
        goes_on = line.text[:1].islower() or not before.text.endswith(_ENDS)
        return " " if goes_on and _same_size(before, line) and _is_full(before, line, column) else "\n\n"
    if beside(before, line):  # the cells of a row
        return "\t" if line.left >= before.right else "\n"
    usual = look.steps.get(round(line.size), line.height)
    if step > usual * _APART or not _same_size(before, line):
        return "\n\n" if step > max(usual, line.height) * (_APART if _same_size(before, line) else _BLANK) else "\n"
    if look.indents and _is_indented(line, column):
        return "\n"
    if line.text[0].islower() and not before.text.endswith(_ENDS) and _is_long(before, column):
        return " "
    heading = before.bold == (True, True) and line.bold == (False, False)
    indented = line.left > before.left + line.height * 0.8 and before.text.endswith(_ENDS)
    begins = indented or heading or _LABEL.match(line.text)
    return " " if _is_full(before, line, column) and not begins else "\n"


def _is_long(line: Line, column: _Column) -> bool:
    return line.right - line.left > (column.right - column.left) * 0.6


def _is_full(before: Line, line: Line, column: _Column) -> bool:
    """Whether the first word of ``line`` had no room behind ``before``."""
    if before.hyphen:
        return True
    word = line.text.split(None, 1)[0]
    piece = re.split(r"(?<=-)", word, maxsplit=1)[0]  # it may have been broken inside
    blank = (before.right - before.left) / max(1, len(before.text)) / 2
    needed = line.word * len(piece) / len(word) + blank
    middle = abs((before.left + before.right) / 2 - (column.left + column.right) / 2)
    centred = middle < _CENTRED and before.left > column.left + line.height
    width = before.right - before.left
    room = column.right - column.left - width if centred else column.right - before.right
    return room < needed
