"""Text as an office document writes it: paragraphs, tables, boxes beside them and notes below, each to its place.

A paragraph is a line and an empty paragraph a blank one, so that a document reads as its text file would. A row of a
table is a line with a tab between cells, unless it lays out a page: a row with one cell, or with cells of several
paragraphs, gives its paragraphs cell by cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Flow:
    """What is written so far; starts and ends come in pairs, in the order of the document."""

    def __init__(self) -> None:
        self._outs: list[list[str]] = [[]]  # finished lines, the innermost box or cell last
        self._rows: list[list[list[str]]] = []
        self._paragraphs: list[_Paragraph] = []
        self._carried = ""

    @property
    def lines(self) -> list[str]:
        """The lines that are finished."""
        return self._outs[0]

    def write(self, text: str) -> None:
        """Text of the open paragraph; between paragraphs there is none."""
        if self._paragraphs:
            self._paragraphs[-1].parts.append(text)

    def start_paragraph(self) -> None:
        """A paragraph; those of a box stand inside the one that holds the box."""
        self._paragraphs.append(_Paragraph())

    def end_paragraph(self, *, joined: bool = False) -> None:
        """Its end, or, where its end was deleted, the beginning of the next one."""
        paragraph = self._paragraphs.pop()
        text = self._carried + "".join(paragraph.parts)
        self._carried = text if joined else ""
        if not joined and (text.strip() or not paragraph.boxes):
            self._outs[-1] += text.split("\n")
        self._outs[-1] += paragraph.boxes

    def start_box(self) -> None:
        """Something with lines of its own: they come behind the open paragraph."""
        self._outs.append([])

    def end_box(self) -> None:
        """Its end."""
        lines = self._outs.pop()
        (self._paragraphs[-1].boxes if self._paragraphs else self._outs[-1]).extend(lines)

    def start_row(self) -> None:
        """A row of a table."""
        self._rows.append([])

    def start_cell(self) -> None:
        """A cell of a row."""
        self._outs.append([])

    def end_cell(self) -> None:
        """Its end."""
        lines = self._outs.pop()
        if self._rows:
            self._rows[-1].append(lines)
        else:
            self._outs[-1] += lines

    def end_row(self) -> None:
        """Its end."""
        self._outs[-1] += row_lines(self._rows.pop())


class _Paragraph:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.boxes: list[str] = []


def row_lines(cells: Iterable[list[str]]) -> list[str]:
    """The lines of a row, from the lines of its cells."""
    filled = [[line for line in cell if line.strip()] for cell in cells]
    if sum(map(bool, filled)) > 1 and max(map(len, filled)) == 1:
        return ["\t".join("".join(cell).strip() for cell in filled).rstrip("\t")]
    return [line for cell in filled for line in cell]


def text_of(headers: Iterable[list[str]], *bodies: list[str], footers: Iterable[list[str]]) -> str:
    """One text of all parts, a blank line between them; headers and footers that repeat come once."""
    parts = [*_once(headers), *bodies, *_once(footers)]
    texts = ["\n".join(part).strip("\n") for part in parts]
    return "\n\n".join(text for text in texts if text.strip()) + "\n"


def _once(parts: Iterable[list[str]]) -> list[list[str]]:
    found = {tuple(line for line in part if line.strip()): None for part in parts}
    return [list(part) for part in found]
