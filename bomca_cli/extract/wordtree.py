"""Phrases as a tree: what is known of the words that lead to a node, and which words may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_ENDING = 4  # letters of an inflected ending, which * stands for

# The class and the value of an item, and its words from some word on.
Phrase = tuple[str, str, tuple[str, ...]]


class Node(NamedTuple):
    """The words up to here make ``items`` and may go on."""

    items: Mapping[str, str]  # class → value; the first one that the data files give
    exact: dict[str, Node]
    stems: tuple[str, ...]  # of words that may be inflected
    loose: tuple[Node, ...]  # by ``stems``

    def inflected(self, word: str) -> list[Node]:
        """The nodes to which ``word`` leads as an inflected form."""
        return [
            node
            for stem, node in zip(self.stems, self.loose, strict=True)
            if word.startswith(stem) and len(word) - len(stem) <= LONGEST_ENDING
        ]


def tree(phrases: Iterable[Phrase]) -> Node:
    """The tree of some phrases; its first words are those that the phrases still hold."""
    items: dict[str, str] = {}
    following: dict[str, list[Phrase]] = {}
    for table, value, rest in phrases:
        if rest:
            following.setdefault(rest[0], []).append((table, value, rest[1:]))
        else:
            items.setdefault(table, value)
    exact = {word: tree(rest) for word, rest in following.items() if word[-1] != "*"}
    loose = {word[:-1]: tree(rest) for word, rest in following.items() if word[-1] == "*"}
    return Node(items, exact, tuple(loose), tuple(loose.values()))


NOTHING = tree(())
