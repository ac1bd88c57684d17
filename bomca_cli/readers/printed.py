"""Lines of printed pages: put together from their pieces, without what printing adds to each page.

Running heads and feet, page numbers and what browsers print around a page are told by their place.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDGE = 0.12  # of the height of a page: where running heads and feet stand
_HEAD_LINES = 3  # as many lines at the top and the bottom may repeat
_NUMBER = (
    r"(?:page|p\.|стр\.?|страница|с\.|seite)?\s*[-–—|\[(]?\s*{}\s*(?:(?:/|of|из|\|)\s*{})?"
    r"\s*[-–—|\])]?\s*(?:page|стр\.?)?"
)
_DIGITS = re.compile(r"\d+")
_PRINTED_ON = re.compile(r"^\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?|file|about|data|chrome):\S+")
_SLACK = 2.0  # points by which what is meant to be in the same place may be apart
_OVERLAP = 0.15  # of the height of a line: the gap between two letters of a word


class Line(NamedTuple):
    """A line of a page and where it stands, in points from the lower left corner."""

    text: str
    left: float
    right: float
    base: float  # what the letters stand on
    height: float  # of the tallest letters of its font
    word: float  # how wide its first word is
    size: float = 0.0  # of the font, as the document calls it; some call every size 1
    bold: tuple[bool, bool] = (False, False)  # its first and its last letter
    hyphen: bool = False  # it ends in what the document marks as the hyphen of a broken line


class Page(NamedTuple):
    """The lines of a page in the order of its content."""

    lines: tuple[Line, ...]
    height: float


def body(pages: Sequence[Page]) -> Iterator[tuple[Line, ...]]:
    """The lines of each page; running heads and feet stand once, behind the last page that has them."""
    pages = [Page(tuple(_whole(page.lines)), page.height) for page in pages]
    count = len(pages)
    edges = [_edge(page) for page in pages]
    keys = [{i: _key(page, i) for i in edge} for page, edge in zip(pages, edges, strict=True)]
    repeated = Counter(key for found in keys for key in set(found.values()))
    last = {key: number for number, found in enumerate(keys) for key in found.values()}
    for number, (page, found) in enumerate(zip(pages, keys, strict=True)):
        dropped = set(_printed_by_browser(page, number + 1, count))
        dropped |= {i for i in found if _is_number(page.lines[i].text, number + 1, count)}
        running = {i for i, key in found.items() if repeated[key] > 1} - dropped
        body = [line for i, line in enumerate(page.lines) if i not in dropped | running]
        yield (*body, *(page.lines[i] for i in sorted(running) if last[found[i]] == number))


def _edge(page: Page) -> list[int]:
    """The lines at the top and the bottom of a page that may be its running head and foot."""
    order = sorted(range(len(page.lines)), key=lambda i: -page.lines[i].base)
    top = [i for i in order[:_HEAD_LINES] if page.lines[i].base > page.height * (1 - _EDGE)]
    bottom = [i for i in order[-_HEAD_LINES:] if page.lines[i].base < page.height * _EDGE]
    return list(dict.fromkeys(top + bottom))


def _key(page: Page, i: int) -> tuple[str, int]:
    """What a running line has in common on all pages: its words but for numbers, and its height on the page."""
    line = page.lines[i]
    return _DIGITS.sub("#", line.text), round(line.base / 4)


def _is_number(text: str, number: int, count: int) -> bool:
    return re.fullmatch(_NUMBER.format(number, count), text.strip(), re.IGNORECASE) is not None


def _printed_by_browser(page: Page, number: int, count: int) -> Iterator[int]:
    """The lines that a browser prints around a page: its address and number, the day and the title."""
    heights = [page.lines[i].base for i in _edge(page)]
    outermost = [
        i
        for i in _edge(page)
        if min(page.lines[i].base - min(heights), max(heights) - page.lines[i].base) < page.lines[i].height / 4
    ]
    said = [page.lines[i].text for i in outermost]
    ends = f"{number}/{count}", f"{number} of {count}", f"{number} из {count}"
    if any(map(_ADDRESS.match, said)) and any(text.endswith(ends) for text in said):
        yield from (i for i in outermost if _ADDRESS.match(page.lines[i].text) or page.lines[i].text in ends)
        for i in outermost:
            if _PRINTED_ON.match(page.lines[i].text):
                # Its title may be a piece of its own on the same height.
                base = page.lines[i].base
                yield from (j for j in outermost if abs(page.lines[j].base - base) < _SLACK)


def _whole(pieces: Sequence[Line]) -> Iterator[Line]:
    """Lines put together from pieces that stand side by side, as justified text comes, down to single letters."""
    line: Line | None = None
    for piece in pieces:
        gap = piece.left - line.right if line else 0.0
        if line and beside(line, piece) and -_OVERLAP * line.height < gap < line.height and not line.hyphen:
            line = line._replace(
                text=line.text + (" " if gap > _OVERLAP * line.height else "") + piece.text,
                right=piece.right,
                word=line.word if " " in line.text else max(line.word, piece.left + piece.word - line.left),
                bold=(line.bold[0], piece.bold[1]),
                hyphen=piece.hyphen,
            )
            continue
        if line:
            yield line
        line = piece
    if line:
        yield line


def beside(one: Line, other: Line) -> bool:
    """Whether two pieces stand on the same line."""
    return abs(one.base - other.base) < max(one.height, other.height) * 0.4
