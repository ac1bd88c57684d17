"""What the files of a corpus gave trouble with, for people: lines by kind, few of each unless all are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bomca_cli.index import Found, Index

_MOST = 10  # lines of one kind
_BARE = "reads like no release: no date, place, country, phase, sum or contact in it"


class Notes(NamedTuple):
    """What there is to say of each kind, in order; paths as their user would name them."""

    unread: tuple[tuple[str, str], ...] = ()  # folders, links and the like that could not be looked into, and why
    problems: tuple[tuple[str, str], ...] = ()  # documents that could not be read, and why
    bare: tuple[str, ...] = ()  # lines on documents that read like no release
    odd: tuple[str, ...] = ()  # lines on those that were read, oddly

    @classmethod
    def of(cls, index: Index, unread: Iterable[tuple[str, str]], shown: Callable[[Found], str]) -> Notes:
        """What an index knows, and what was met before anything was read.

        Args:
            index: the index.
            unread: paths and what is wrong with them.
            shown: how a document is named.
        """
        troubles = [(shown(found), problem, note) for found, problem, note in index.troubles()]
        return cls(
            tuple(unread),
            tuple((path, problem) for path, problem, _ in troubles if problem is not None),
            tuple(f"{quoted(shown(found))} {_BARE}" for found in index.bare()),
            tuple(f"{quoted(path)}: {note}" for path, problem, note in troubles if problem is None),
        )

    def refused(self) -> list[str]:
        """Lines on what is an error for those who are strict."""
        return [*lines(self.unread), *lines(self.problems), *self.bare]

    def all(self) -> list[str]:
        """Every line."""
        return [line for kind in self._kinds() for line in kind]

    def some(self) -> list[str]:
        """The first lines of each kind, and how many there are besides."""
        said: list[str] = []
        for kind in self._kinds():
            more = len(kind) - _MOST
            said += kind if more <= 1 else kind[:_MOST]
            if more > 1:
                said.append(f"and {more:,} more like this; bomca index --status lists them")
        return said

    def _kinds(self) -> list[list[str]]:
        return [lines(self.unread), lines(self.problems), [*self.bare], [*self.odd]]


def lines(found: Iterable[tuple[str, str]]) -> list[str]:
    """Paths and what is wrong with them, a line each."""
    return [f"{quoted(path)}: {problem}" for path, problem in found]
