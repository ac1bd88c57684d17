"""How many happenings there are in each year or month."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.report import Column, Count, Counts, Fragment, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bomca_cli.views.happenings import Happening

UNITS = {"year": 4, "month": 7}  # value of --by → letters of an ISO date
_MOST_EMPTY = 24  # months without a happening that are drawn one by one
_COLUMNS = tuple(
    Column(name, name.capitalize(), keep=True, shown=False) for name in ("period", "happenings", "stated", "releases")
)


def counted(happenings: Sequence[Happening], unit: str) -> tuple[Table, Counts]:
    """The happenings counted by the year or month in which they begin: for programs, and as bars.

    Those of which only a year is stated are no month's; they stand under their year.

    Args:
        happenings: what is counted.
        unit: a key of ``UNITS``.
    """
    found: defaultdict[str, list[Happening]] = defaultdict(list)
    for item in happenings:
        found["" if item.moment.year is None else item.moment.start[: UNITS[unit]]].append(item)
    rows, counts = [], []
    for period in _periods(found):
        items = found.get(period, [])
        stated = sum(item.stated for item in items)
        ids = sorted({source.id for item in items for source in item.sources})
        data = {"period": period or None, "happenings": len(items), "stated": stated, "releases": ids}
        rows.append(Row({}, data))
        said = f"{len(items) - stated:,} by day of release only"
        note = (Fragment(said, "dim"),) if len(items) > stated else ()
        counts.append(Count(period or "year not stated", len(items), note))
    return Table(_COLUMNS, tuple(rows), main=True), Counts(tuple(counts), "Happenings", unit.capitalize())


def _periods(found: dict[str, list[Happening]]) -> Iterator[str]:
    """The periods that have happenings, and those between two of them unless they are many; no year comes last."""
    named = sorted(filter(None, found))
    before = ""
    for period in named:
        between = list(_between(before, period)) if before else []
        if len(between) <= _MOST_EMPTY:
            yield from between
        yield period
        before = period
    if "" in found:
        yield ""


def _between(first: str, last: str) -> Iterator[str]:
    if len(first) == len(last) == UNITS["year"]:
        yield from (f"{year:04}" for year in range(int(first) + 1, int(last)))
    elif len(first) == len(last) == UNITS["month"]:
        start, end = (int(period[:4]) * 12 + int(period[5:]) - 1 for period in (first, last))
        yield from (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start + 1, end))
