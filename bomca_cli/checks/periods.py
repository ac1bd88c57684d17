"""F105: the beginning or the end of a phase is said in several ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding
from bomca_cli.funding.passage import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context, Place
    from bomca_cli.funding.statements import Period, Statement

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
                places = (
                    _period(place, item.period)
                    for _, found in sorted(years.items())
                    for item in found
                    for place in context.said([item])
                )
                said = f"The {what} of phase {phase} is said {ways}: {told}."
                yield Finding("F105", "warning", said, tuple(dict.fromkeys(places)))


def _period(place: Place, period: Period | None) -> Place:
    """The words of the period in the sentence of a sum; the sum itself where they are not there as one."""
    release = place.entry.release
    around = sentence(release, place.span)
    stated = [
        date.span
        for date in release.dates
        if (_year(date.start), _year(date.end)) == period and around.start <= date.span.start < around.end
    ]
    return place._replace(span=min(stated, key=lambda span: abs(span.start - place.span.start), default=place.span))


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day and day[:4].isdigit() else None


def _releases(found: list[Statement]) -> str:
    count = len({release for item in found for release in item.releases})
    return f"in {count:,} release{'' if count == 1 else 's'}"
