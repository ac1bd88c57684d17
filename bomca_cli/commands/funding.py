"""``bomca funding``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date")
def run(request: Request, quotes: bool) -> Report:
    """Stated sums, what changed between statements, whether they agree."""
    from bomca_cli.views.funding import report

    return report(request.corpus.entries(request.query), quotes=quotes)
