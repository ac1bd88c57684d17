"""``bomca list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "place", "title", "phase")
def run(request: Request) -> Report:
    """The releases, newest first."""
    from bomca_cli.views.list import report

    return report(request.corpus.entries(request.query))
