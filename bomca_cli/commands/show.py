"""``bomca show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date")
def run(request: Request, ids: list[str], full: bool) -> Report:
    """Facts and text of one or more releases."""
    from bomca_cli.views.show import report

    return report([request.corpus.one(prefix) for prefix in ids], full=full)
