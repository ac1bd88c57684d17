"""X501: two releases that are most likely one. X502: a file that holds the same as another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, head
from bomca_cli.funding.likeness import alike, groups, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.release import Entry

_SHARE = 0.9  # of the words of two texts must be common, and every number
_MOST = 100  # releases of one day or title are not compared beyond


def check(context: Context) -> Iterator[Finding]:
    """Releases of one day or one title with nearly the same words, and files with the same bytes."""
    near: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in context.entries:
        title = entry.release.title
        if entry.duplicates:
            copies = ", ".join(entry.duplicates)
            yield Finding("X502", "note", f"{entry.path} and {copies} hold the same.", (head(entry),))
        for key in {entry.release.release_date, title.value.casefold() if title else None}:
            if key:
                near[key].append(entry)
    told: set[frozenset[str]] = set()
    for entries in near.values():
        for group in groups(entries[:_MOST], _Texts(entries[:_MOST]).alike) if len(entries) > 1 else ():
            ids = frozenset(entry.id for entry in group)
            if len(group) > 1 and ids not in told:
                told.add(ids)
                yield Finding("X501", "warning", f"{_named(group)} say nearly the same.", (*map(head, group),))


class _Texts:
    """The words of some releases."""

    def __init__(self, entries: list[Entry]) -> None:
        self._words = {entry.id: words(entry.release.text) for entry in entries}

    def alike(self, one: Entry, other: Entry) -> bool:
        """Whether two of them say nearly the same."""
        return alike(self._words[one.id], self._words[other.id], _SHARE)


def _named(group: list[Entry]) -> str:
    """``a and b``, ``a, b and 3 more``."""
    names = [entry.id for entry in group[:2]]
    more = len(group) - len(names)
    return f"{', '.join(names)} and {more:,} more" if more else " and ".join(names)
