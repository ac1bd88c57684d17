"""The blocks of a page → the text that the page is about: from its title to the end of what holds its running text."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from bomca_cli.readers.web_blocks import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.readers.web_blocks import Block, Blocks

_RUNNING = 60  # characters of a line of running text
_MOST = 0.5  # of the text: what holds more is the text, whatever its names
_MAIN = 0.8  # of the text: what holds as much holds all of it
_LEAD = 160  # characters of day and author beside a title
_SITE = re.compile(r"\s+[|–—·•:«-]+\s+|\s*\|\s*")  # between the title of a page and the name of its site
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE_WORDS = 4
_TITLE_LINES = 8


def main_text(page: Blocks, title: str) -> str:
    """The text of a page.

    Args:
        page: its blocks.
        title: what its ``<title>`` says.
    """
    kept = _without_noise(page)
    chosen = _chosen(page, kept, title)
    parts: list[str] = []
    for block in chosen:
        if parts:
            parts.append("\t" if block.cell else "\n\n" if block.apart else "\n")
        parts.append(block.text)
    text = "".join(parts)
    missing = _missing_title(chosen, title)
    return f"{missing}\n\n{text}" if missing else text


def _sums(numbers: Sequence[int]) -> list[int]:
    return [0, *accumulate(numbers)]


def _without_noise(page: Blocks) -> list[bool]:
    """For each block whether it may be text."""
    size = _sums([len(block.text) - block.linked for block in page.blocks])
    titles = _sums([block.heading == 1 for block in page.blocks])
    behind = frozenset(vocabulary()["behind"])
    kept = [True] * len(page.blocks)
    for element in page.elements:
        if size[element.end] - size[element.start] > size[-1] * _MOST:
            continue  # a page in the class "widget" is still a page
        first = page.blocks[element.start].text.strip(" :.…").casefold()
        if first in behind or (element.noise and titles[element.end] == titles[element.start]):
            kept[element.start : element.end] = [False] * (element.end - element.start)
    return kept


def _chosen(page: Blocks, kept: Sequence[bool], title: str) -> list[Block]:
    """The blocks of the text: its title, what stands beside that, and what holds its running text."""
    blocks = page.blocks
    running = [keep and len(block.text) >= _RUNNING and block.linked * 2 < len(block.text)
               for block, keep in zip(blocks, kept, strict=True)]  # fmt: skip
    mass = _sums([len(block.text) * some for block, some in zip(blocks, running, strict=True)])
    holders = [item for item in page.elements if mass[item.end] - mass[item.start] >= max(1, mass[-1] * _MAIN)]
    if not holders:
        return [block for block, keep in zip(blocks, kept, strict=True) if keep]
    holder = min(holders, key=lambda item: item.end - item.start)
    first = holder.start
    heading = _title_at(blocks, kept, holder.end, title)
    if heading is not None and heading < holder.start:
        around = [item for item in page.elements if item.start <= heading < item.end <= holder.start]
        first = min((item.start for item in around), default=heading)
        if sum(len(block.text) for block in blocks[first:heading]) > _LEAD:
            first = heading
    elif heading is not None and sum(len(blocks[i].text) * kept[i] for i in range(first, heading)) > _LEAD:
        first = heading
    # Day and title may stand before what holds the text, as lines of their own.
    while first and kept[first - 1] and _is_line(blocks[first - 1], title):
        first -= 1
    return [
        blocks[i]
        for i in range(first, holder.end)
        if kept[i] and (i >= holder.start or i == heading or blocks[i].linked * 2 < len(blocks[i].text))
    ]


def _title_at(blocks: Sequence[Block], kept: Sequence[bool], end: int, title: str) -> int | None:
    """The block that is the title: a first heading, or what the title of the page says too."""
    told = _fold(title)
    same = [i for i in range(end) if kept[i] and len(blocks[i].text) >= _LEAD // 8 and _fold(blocks[i].text) in told]
    first = [i for i in range(end) if kept[i] and blocks[i].heading == 1]
    return next(iter([i for i in first if i in same] or first[-1:] or same[-1:]), None)


def _is_line(block: Block, title: str) -> bool:
    return len(block.text) <= _LEAD and not block.linked and (bool(_YEAR.search(block.text)) or block.text in title)


def _missing_title(chosen: Sequence[Block], title: str) -> str:
    """The title of the page without the name of its site, where the text does not begin with one."""
    parts = _SITE.split(title)
    longest = max(parts, key=len).strip()
    if len(longest.split()) < _TITLE_WORDS or not chosen:
        return ""
    opening = chosen[:_TITLE_LINES]
    if any(block.heading or _fold(longest) in _fold(block.text) for block in opening):
        return ""
    lines = [block.text for block in opening[:3] if not _YEAR.search(block.text)]
    titled = any(len(line) <= _LEAD and len(line.split()) >= _TITLE_WORDS and line[-1:] not in ".:;" for line in lines)
    return "" if titled else longest


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
