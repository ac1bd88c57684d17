"""X503: more than a year without a release."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bomca_cli.checks.days import days
from bomca_cli.checks.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context

_LONG = 366  # days


def check(context: Context) -> Iterator[Finding]:
    """Two releases, one after the other, that lie more than a year apart; a month or year may be any day of it."""
    released = []
    for entry in context.entries:
        date = entry.release.released
        possible = date and days(date.start)
        if date and possible:
            released.append((*possible, Place(entry, date.span)))
    released.sort(key=lambda item: item[:2])
    for (_, before, one), (after, _, other) in pairwise(released):
        if (after - before).days > _LONG:
            months = round((after - before).days / 30.44)
            yield Finding("X503", "note", f"No release for {months} months: {before} to {after}.", (one, other))
