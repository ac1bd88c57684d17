"""D302: a date that does not exist or has another weekday. D303: a release without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, Place, head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context


def check(context: Context) -> Iterator[Finding]:
    """Dates with a problem, and releases that state no day of their own."""
    for entry in context.entries:
        release = entry.release
        for date in release.dates:
            if date.problem:
                words = " ".join(release.quote(date.span).split())
                yield Finding("D302", "warning", f"“{words}”: {date.problem}.", (Place(entry, date.span),))
        if release.released is None:
            yield Finding("D303", "warning", "The release states no date of its own.", (head(entry),))
