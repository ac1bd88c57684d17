"""Which releases ``funding`` must read for some phases, where a hundred thousand repeat the same budgets.

Those that state a sum of these phases are read, and those whose sums are told apart by words and have to do with other
sums. All others only repeat budgets: of those that state the same ones, a few stand for the rest. What they rest on,
besides the figures, is who says them first and last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bomca_cli.release import BUDGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bomca_cli.release import Amount, Release

UNDATED = "~"  # stands behind every date
_NAMED = 2  # places of a statement that a calculation names

Figure = tuple[int | None, str | None, bool]
Told = tuple[str, str, int]  # telling, day, number of a release


def telling(release: Release) -> str | None:
    """The budgets that a release states, in few signs: equal for releases that differ in places and words alone."""
    ranks = {index: rank for rank, index in enumerate(_budgets(release))}
    if not ranks:
        return None
    from hashlib import sha256

    # An erratum is about the releases that call the figure one: it has no equal.
    alone = release.text if any(amount.superseded for amount in release.amounts) else ""
    found = [_abstract(release, index, ranks) for index in ranks]
    return sha256(f"{found} {alone}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _abstract(release: Release, index: int, ranks: Mapping[int, int]) -> tuple[Any, ...]:
    """A budget without its place; what it is linked to is named by its rank among the budgets."""
    own = release.amounts[index]
    figure = (own.kind, own.phase, own.period, own.currency, own.value, own.value_max, own.bound, own.step)
    links = (release.sum_at(own.part_of), release.sum_at(own.equivalent_of))
    return *map(str, figure), own.per_unit, own.joint, *(None if at is None else ranks.get(at, -1) for at in links)


def figures(release: Release) -> tuple[Figure, ...]:
    """What a release states sums about, each once.

    Returns:
        The phase; for all but budgets, what sums that may be of one thing have in common; whether it is linked to
        another sum.
    """
    linked: set[int] = set()
    for index, amount in enumerate(release.amounts):
        for other in (release.sum_at(amount.part_of), release.sum_at(amount.equivalent_of)):
            linked.update(() if other is None else (index, other))
    found = ((amount.phase, _figure(amount), index in linked) for index, amount in enumerate(release.amounts))
    return tuple(dict.fromkeys(found))


def _budgets(release: Release) -> list[int]:
    return [index for index, amount in enumerate(release.amounts) if amount.kind in BUDGETS]


def _figure(amount: Amount) -> str | None:
    return None if amount.kind in BUDGETS else f"{amount.kind} {amount.currency} {amount.value.normalize()}"


def standing(told: Iterable[Told], read: set[int]) -> Mapping[int, int]:
    """Releases that stand for others, each with how many it stands for.

    Args:
        told: the releases with budgets, in the order of these tuples.
        read: those that are read anyway and stand for themselves.
    """
    tellings = [list(rows) for _, rows in groupby(told, key=lambda row: row[0])]
    # The day on which a figure is said first: when an earlier one was said last before that is told.
    firsts = sorted({rows[0][1] for rows in tellings} - {UNDATED})
    found: dict[int, int] = {}
    for rows in tellings:
        same = [row for row in rows if row[2] not in read]
        chosen = _chosen([day for _, day, _ in same], firsts)
        found.update((same[index][2], 1) for index in chosen)
        if chosen:
            found[same[chosen[0]][2]] += len(same) - len(chosen)
    return found


def _chosen(days: Sequence[str], firsts: Sequence[str]) -> list[int]:
    """Which of the releases on these days are read: the first, the last, the last dated, and the last up to a day."""
    if not days:
        return []
    between = firsts[bisect_right(firsts, days[0]) : bisect_left(firsts, days[-1])]
    if len(between) >= len(days):
        return list(range(len(days)))
    until = [bisect_right(days, day) - 1 for day in between]
    ends = (len(days) - 1, bisect_left(days, UNDATED) - 1)
    return sorted({*range(min(_NAMED, len(days))), *(index for index in (*until, *ends) if index >= 0)})
