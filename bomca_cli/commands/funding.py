"""``bomca funding``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "sum", "for", "period")
def run(request: Request, quotes: bool) -> Report:
    """Stated sums, what changed between statements, whether they agree."""
    from bomca_cli.views.funding import report

    # The budget of a phase is checked against totals that other releases state, so phases choose statements here.
    whole = request.query._replace(phases=(), limit=None, sort=None, reverse=False)
    return report(request.corpus.entries(whole), request.query, quotes=quotes)
