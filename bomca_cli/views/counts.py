"""What is counted over releases: how many have each value of a kind, and the months without any."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.views.dates import point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bomca_cli.release import Entry

UNDATED = ""  # the year of a release without a date


class Gap(NamedTuple):
    """Whole months without a release, between two that have one: ``2016-12`` to ``2018-07``."""

    first: str
    last: str
    months: int


@dataclass
class Tally:
    """How many releases have a value, how many words they have, and on which days they lie."""

    releases: int = 0
    words: int = 0
    first: str | None = None
    last: str | None = None

    def add(self, words: int, day: str | None) -> None:
        """Count a release of ``day`` with so many words."""
        self.releases += 1
        self.words += words
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)


@dataclass
class Census:
    """The releases counted, by kind and value; no release is kept."""

    all: Tally = field(default_factory=Tally)
    by: dict[str, defaultdict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    files: int = 0
    months: set[int] = field(default_factory=set)  # counted from the year 0
    years_only: set[int] = field(default_factory=set)  # years of releases that state no month

    def read(self, entries: Iterable[Entry]) -> Census:
        """Count ``entries``."""
        for entry in entries:
            self._add(entry)
        return self

    def _add(self, entry: Entry) -> None:
        release, day = entry.release, entry.release.release_date
        words = len(release.text.split())
        stated = point(day) if day else None
        self.all.add(words, day)
        files = (entry.path, *entry.duplicates)
        self.files += len(files)
        values = {
            "type": [PurePath(path).suffix.lower() for path in files],
            "language": [release.language],
            "year": [f"{stated.year:04}" if stated and stated.year else UNDATED],
            "country": [country.value for country in release.countries],
            "phase": [str(phase.number) for phase in release.phases],
            "component": [component.value for component in release.components],
        }
        for kind, found in values.items():
            for value in dict.fromkeys(found):
                self.by[kind][value].add(words, day)
        if stated and stated.year:
            if stated.month:
                self.months.add(stated.year * 12 + stated.month - 1)
            else:
                self.years_only.add(stated.year)

    def gaps(self) -> list[Gap]:
        """The runs of whole months without a release, the longest first.

        A release that states only its year may be of any month of it, so no month of that year counts as without one.
        """
        known = {*self.months, *(year * 12 + month for year in self.years_only for month in range(12))}
        found = [Gap(_month(one + 1), _month(other - 1), other - one - 1) for one, other in pairwise(sorted(known))]
        return sorted((gap for gap in found if gap.months), key=lambda gap: (-gap.months, gap.first))

    def years(self) -> Iterator[str]:
        """Every year from that of the first release to that of the last."""
        named = sorted(int(year) for year in self.by["year"] if year)
        if named:
            yield from (f"{year:04}" for year in range(named[0], named[-1] + 1))

    def phases(self) -> Iterator[str]:
        """Every phase from the lowest that is named to the highest."""
        named = sorted(int(number) for number in self.by["phase"])
        if named:
            yield from (str(number) for number in range(named[0], named[-1] + 1))


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
