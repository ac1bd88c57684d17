"""A release as the columns of the full-text index: folded terms of title, news and repeated boilerplate.

A place that can be read in two ways stands in the column twice: as written in its running text, and again, joined,
with the terms around it, behind a gap that no phrase crosses. A phrase of up to ``PIECE`` terms is so found whichever
way it is read; longer ones are asked for in overlapping pieces (``fts.py``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.search.sums import fold_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.release import Release
    from bomca_cli.search.fold import Join, Terms

PIECE = 6  # terms of a phrase that are surely found together
GAP = "¶"  # a term that no query has


class Columns(NamedTuple):
    """Terms with spaces between."""

    title: str
    news: str
    boilerplate: str


def columns(release: Release) -> Columns:
    """The columns of a release."""
    folded = fold_release(release)
    parts: dict[str, list[str]] = {name: [] for name in Columns._fields}
    runs = _runs(release, folded)
    numbers = {join.first: join for join in folded.joins if join.number}
    # A phrase may run from one part into the next; there it weighs what repeated text weighs.
    edges = parts["boilerplate"]
    for name, first, after in runs:
        parts[name].append(" ".join(folded.terms[first:after]))
        if first:
            edges.append(" ".join(folded.terms[max(0, first - PIECE + 1) : first + PIECE - 1]))
    for name, first, after in runs:
        for join in folded.joins[bisect_left(folded.joins, (first,)) : bisect_left(folded.joins, (after,))]:
            low, high = max(0, join.first - PIECE + 1), min(len(folded.terms), join.after + PIECE - 1)
            within = max(low, first), max(min(high, after), join.after)
            parts[name].append(" ".join(_joined(folded, numbers, join, *within)))
            if within != (low, high):
                edges.append(" ".join(_joined(folded, numbers, join, low, high)))
    return Columns(**{name: f" {GAP} ".join(texts) for name, texts in parts.items()})


def _runs(release: Release, folded: Terms) -> list[tuple[str, int, int]]:
    """Stretches of terms that belong to one column: its name, first term, term after the last."""
    stretches: list[tuple[str, int, int]] = []
    at, end = 0, len(release.text)
    title = release.title.span if release.title else None
    marked = [("boilerplate", *span) for span in release.boilerplate] + ([("title", *title)] if title else [])
    for name, low, high in sorted(marked, key=lambda mark: mark[1:]):
        if low > at:
            stretches.append(("news", at, low))
        if high > at:
            stretches.append((name, max(low, at), high))
            at = high
    stretches.append(("news", at, end))
    runs = ((name, bisect_left(folded.starts, low), bisect_left(folded.starts, high)) for name, low, high in stretches)
    return [(name, first, after) for name, first, after in runs if first < after]


def _joined(folded: Terms, numbers: dict[int, Join], wanted: Join, low: int, high: int) -> Iterator[str]:
    """The terms from ``low`` to ``high`` with ``wanted`` joined, and every number that is written with spaces."""
    at = low
    while at < high:
        join = wanted if at == wanted.first else numbers.get(at)
        if join is not None and join is not wanted and join.first < wanted.after and wanted.first < join.after:
            join = None
        yield join.term if join else folded.terms[at]
        at = join.after if join else at + 1
