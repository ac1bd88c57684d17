"""``bomca timeline``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import USUAL, query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", formats=(USUAL, "ics"))
def run(request: Request) -> Report:
    """What happened, by day, and the stated periods against each other."""
    from bomca_cli.views.timeline import report

    # Happenings have one order, that of time. An event may lie years before its release, so days are compared with
    # happenings, not with releases.
    whole = request.query._replace(since=None, until=None, limit=None, sort=None, reverse=False)
    return report(request.corpus.entries(whole), request.query)
