"""``bomca list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "title", "place", "phase", "sums")
def run(request: Request) -> Report:
    """The releases, newest first."""
    from bomca_cli.views.list import report

    corpus, query = request.corpus, request.query
    entries = corpus.entries(query)
    total = len(entries) if query.limit is None else corpus.count(query)
    return report(entries, query, total, corpus.undated_left_out(query))
