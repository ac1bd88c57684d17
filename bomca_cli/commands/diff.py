"""``bomca diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command()
def run(request: Request, old: str, new: str, all_passages: bool) -> Report:
    """What two releases share, and which of its words changed."""
    from bomca_cli.views.diff import report

    return report(request.corpus.one(old), request.corpus.one(new), everything=all_passages)
