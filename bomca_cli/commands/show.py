"""``bomca show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.errors import UsageError
from bomca_cli.options import query_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.release import Entry
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "title", "place", "phase", "sums")
def run(request: Request, ids: list[str], full: bool) -> Report:
    """Facts and text of one or more releases."""
    from bomca_cli.views.show import report

    return report(chosen(request, ids), full=full)


def chosen(request: Request, ids: list[str]) -> Sequence[Entry]:
    """The releases named by ``ids``, or those that the filters find.

    Raises:
        UsageError: neither ids nor filters are given, or both.
    """
    if ids and request.filters:
        raise UsageError(f"give ids or filters, not both: {' '.join(ids)} names what to show")
    if not ids and not request.filters:
        raise UsageError("which release? bomca list shows the ids; filters such as --phase 9 work too")
    if ids:
        return [request.corpus.one(prefix) for prefix in ids]
    found = request.corpus.entries(request.query)
    if not found:
        request.note("no release fits the filters")
    return found
