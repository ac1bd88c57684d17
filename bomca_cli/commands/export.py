"""``bomca export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "title", "place", "phase", "sums", formats=("jsonl", "json"))
def run(request: Request) -> Report:
    """The full records, for other tools."""
    from bomca_cli.views.export import report

    return report(request.corpus.entries(request.query))
