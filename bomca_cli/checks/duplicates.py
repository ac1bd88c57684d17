"""X501: two releases that are most likely one. X502: a file that holds the same as another."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, Place
from bomca_cli.funding.likeness import alike, words
from bomca_cli.release import Span

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
            yield Finding("X502", "note", f"{entry.path} and {copies} hold the same.", (_head(entry),))
        for key in {entry.release.release_date, title.value.casefold() if title else None}:
            if key:
                near[key].append(entry)
    told: set[tuple[str, str]] = set()
    for entries in near.values():
        if len(entries) < 2:
            continue
        texts = {entry.id: words(entry.release.text) for entry in entries[:_MOST]}
        for one, other in combinations(entries[:_MOST], 2):
            if (one.id, other.id) not in told and alike(texts[one.id], texts[other.id], _SHARE):
                told.add((one.id, other.id))
                sentence = f"{one.id} and {other.id} say nearly the same."
                yield Finding("X501", "warning", sentence, (_head(one), _head(other)))


def _head(entry: Entry) -> Place:
    title = entry.release.title
    return Place(entry, title.span if title else Span(0, min(len(entry.release.text), 60)))
