"""F105: the beginning or the end of a phase is said in several ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.funding.statements import Statement

_WAYS = ("", "one way", "two ways", "three ways", "four ways")


def check(context: Context) -> Iterator[Finding]:
    """The years that are stated with the budget of each phase."""
    for at, what in enumerate(("beginning", "end")):
        by_phase: defaultdict[int, defaultdict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        for item in context.statements:
            year = item.period[at] if item.period else None
            if item.kind == "phase_budget" and item.phase is not None and year is not None and not item.superseded:
                by_phase[item.phase][year].append(item)
        for phase, years in sorted(by_phase.items()):
            if len(years) > 1:
                ways = _WAYS[len(years)] if len(years) < len(_WAYS) else f"{len(years)} ways"
                told = " and ".join(f"{year} ({_releases(found)})" for year, found in sorted(years.items()))
                places = context.said([item for _, found in sorted(years.items()) for item in found])
                yield Finding("F105", "warning", f"The {what} of phase {phase} is said {ways}: {told}.", places)


def _releases(found: list[Statement]) -> str:
    count = len({release for item in found for release in item.releases})
    return f"in {count:,} release{'' if count == 1 else 's'}"
