"""A parsed page → its blocks of text in order, and which elements they stand in; what is hidden is left out."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PIECES = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_MAIN_ROLES = {"main", "article"}
_NOISE_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "alert", "dialog", "menu", "menubar"}


class Block(NamedTuple):
    """A line of text on the page."""

    text: str
    linked: int  # how many of its characters are links
    heading: int  # its level, 0 for none
    apart: bool  # a blank line stands before it
    cell: bool = False  # it goes on the line of the block before it, as the next cell of a row


class Element(NamedTuple):
    """An element that holds blocks: those from ``start`` up to ``end``."""

    tag: str
    start: int
    end: int
    noise: bool  # its tag, role or names are those of what stands around a text
    main: bool  # its tag or names are those of a text


class Blocks(NamedTuple):
    """A page."""

    blocks: list[Block]
    elements: list[Element]  # outer ones behind those inside


@cache
def vocabulary() -> dict[str, Any]:
    """The words of web.toml."""
    return tomllib.loads(files("bomca_cli.readers").joinpath("web.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of web.toml."""
    return frozenset(vocabulary()[name].split())


def blocks(root: LexborNode) -> Blocks:
    """The blocks of the page below ``root``."""
    walk = _Walk()
    walk.through(root)
    return Blocks(walk.blocks, walk.elements)


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._pre = 0
        self._heading = 0
        self._apart = False
        self._rows: list[bool] = []  # of each open table: whether its cells go on one line
        self._cell = False

    def through(self, root: LexborNode) -> None:
        """Visit every element without recursion: pages may be nested deep."""
        stack: list[tuple[LexborNode, int, dict[str, str | None]]] = []
        node: LexborNode | None = root
        while node is not None or stack:
            if node is None:
                node, start, attributes = stack.pop()
                self._leave(node, start, attributes)
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._write(node.text_content or "")
            elif tag == "br":
                self._end()
            elif not tag.startswith("-") and tag not in words("never") and not tag.startswith("!"):
                attributes = node.attributes
                if not _is_hidden(attributes):
                    start = self._enter(node, tag)
                    stack.append((node, start, attributes))
                    node = node.child
                    continue
            node = node.next if node is not root or stack else None
        self._end()

    def _enter(self, node: LexborNode, tag: str) -> int:
        if tag == "a":
            self._links += 1
        elif tag == "pre":
            self._pre += 1
        if tag not in words("inline") and not (tag in ("td", "th") and self._is_cell(node)):
            self._end()
            self._apart |= tag in words("paragraphs")
        if _is_heading(tag):
            self._heading = int(tag[1])
        return len(self.blocks)

    def _leave(self, node: LexborNode, start: int, attributes: dict[str, str | None]) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._links -= 1
        elif tag == "pre":
            self._pre -= 1
        if tag in ("td", "th") and self._is_cell(node):
            self._end()
            self._cell = node.next is not None
        elif tag not in words("inline"):
            self._end()
            self._apart |= tag in words("paragraphs")
        if tag == "tr":
            self._cell = False
        if _is_heading(tag):
            self._heading = 0
        if tag not in words("inline") and len(self.blocks) > start:
            names = _names(attributes)
            role = (attributes.get("role") or "").lower()
            main = tag in ("main", "article") or role in _MAIN_ROLES or attributes.get("itemprop") == "articleBody"
            noise = tag in words("around") or role in _NOISE_ROLES or bool(names & words("noise"))
            self.elements.append(Element(tag, start, len(self.blocks), noise and not main, main))

    @staticmethod
    def _is_cell(node: LexborNode) -> bool:
        """Whether a table cell holds one line of text, so that its row is one."""
        row = node.parent
        if row is None:
            return False
        child = row.child
        cells = 0
        while child is not None:
            if child.tag in ("td", "th"):
                cells += 1
                inner = child.child
                while inner is not None:
                    if inner.tag not in words("inline"):
                        return False
                    inner = inner.next
            child = child.next
        return cells > 1

    def _write(self, text: str) -> None:
        if self._pre:
            first, *others = text.split("\n")
            self._add(first)
            for line in others:
                self._end()
                self._add(line)
        else:
            self._add(_BLANKS.sub(" ", text))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._links:
            self._linked += len(text)

    def _end(self) -> None:
        """End the line."""
        text = re.sub(" {2,}", " ", "".join(self._parts)).strip(" \t\r\n\f")
        linked, self._parts, self._linked = self._linked, [], 0
        if text:
            self.blocks.append(Block(text, min(linked, len(text)), self._heading, self._apart, self._cell))
            self._apart = self._cell = False


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if _UNSEEN.search(attributes.get("style") or ""):
        return True
    return not words("hidden").isdisjoint((attributes.get("class") or "").lower().split())


def _names(attributes: dict[str, str | None]) -> set[str]:
    if not attributes:
        return set()
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return {piece.lower() for piece in _PIECES.split(named[:1000])}
