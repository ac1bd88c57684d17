"""``bomca stats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command
from bomca_cli.values import countries

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("value", "releases")
def run(request: Request) -> Report:
    """What there is and what is missing: counts by year, country and phase, gaps."""
    from bomca_cli.views.stats import report

    corpus, query = request.corpus, request.query
    # A limit cuts the rows of each kind, not the releases that are counted.
    counted = corpus.each(query._replace(limit=None, sort=None, reverse=False))
    return report(counted, query, countries(), corpus.unread)
