"""``bomca report``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command
from bomca_cli.values import countries

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "title", "place", "phase", "sums", formats=("html", "markdown"))
def run(request: Request, contacts: bool) -> Report:
    """Everything on one page, to pass on: HTML or Markdown."""
    from bomca_cli.views.report import report

    corpus, query = request.corpus, request.query
    return report(
        lambda: corpus.each(query),
        today=request.today,
        countries=countries(),
        unread=corpus.unread,
        people=contacts,
    )
