"""X503: more than a year without a release."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context

_LONG = 366  # days
_FULL = len("2016-05-23")


def check(context: Context) -> Iterator[Finding]:
    """Two releases, one after the other, that lie more than a year apart; a month or year may be any day of it."""
    days = []
    for entry in context.entries:
        date = entry.release.released
        if date is not None and date.start[:4].isdigit():
            days.append((_day(date.start, "01-01"), _day(date.start, "12-31"), Place(entry, date.span)))
    days.sort(key=lambda item: item[:2])
    for (_, before, one), (after, _, other) in pairwise(days):
        if before and after and (after - before).days > _LONG:
            months = round((after - before).days / 30.44)
            yield Finding("X503", "note", f"No release for {months} months: {before} to {after}.", (one, other))


def _day(iso: str, rest: str) -> dt.date:
    """The day; of a month or year the first or last one."""
    missing = _FULL - len(iso)
    full = iso + f"-{rest}"[-missing:] if missing else iso
    try:
        return dt.date.fromisoformat(full)
    except ValueError:  # the last day of a month may be its 30th
        return dt.date(int(full[:4]), int(full[5:7]) if 1 <= int(full[5:7]) <= 12 else 1, 28)
