"""Whether two passages clearly speak of the same thing: shared words, with doubt counted as no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")

_WORD = re.compile(r"\w+")
_SHORT = 3  # "of", "in", "на": words below this length tell nothing, unless they are numbers
_MOST = 300  # more candidates than this are not compared one by one


def words(text: str) -> frozenset[str]:
    """The telling words and numbers of ``text``, folded."""
    found = _WORD.findall(text.replace("\N{SOFT HYPHEN}", "").casefold())
    return frozenset(word for word in found if len(word) >= _SHORT or _counts(word))


def alike(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether at least ``share`` of all their words is common to both, and every number too.

    Nothing is alike to no words at all.
    """
    both = one & other
    if not both or len(both) < share * len(one | other):
        return False
    return not any(map(_counts, one ^ other))


def _counts(word: str) -> bool:
    """Whether a word is a number or has one in it: ``70``, ``9th``."""
    return any(character.isdigit() for character in word)


def groups(items: Sequence[Item], same: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Sort ``items`` into groups: two that are the same, directly or through others, share one.

    Where there are too many to compare each with each, every item stays alone: not merging loses nothing.
    """
    if len(items) > _MOST:
        return [[item] for item in items]
    found: list[list[Item]] = []
    for item in items:
        merged, apart = [item], []
        for group in found:
            if any(same(item, other) for other in group):
                merged += group
            else:
                apart.append(group)
        found = [*apart, merged]
    return found
