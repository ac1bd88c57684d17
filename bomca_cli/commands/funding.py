"""``bomca funding``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import USUAL, query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "sum", "for", "period", formats=(USUAL, "svg"))
def run(request: Request, quotes: bool, as_of: str | None, plot: bool) -> Report:
    """Stated sums, what changed between statements, whether they agree."""
    from bomca_cli.views.funding import report

    # The budget of a phase is checked against totals that other releases state, so phases choose statements here.
    by_then = request.last_day(as_of, "--as-of")
    until = min(filter(None, (request.query.until, by_then)), default=None)
    entries = request.corpus.stating(request.query._replace(phases=(), until=until), request.query.phases)
    return report(entries, request.query, quotes=quotes, as_of=by_then, plot=plot or request.is_picture)
