"""``bomca check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("severity", "code", "date")
def run(request: Request, explain: str | None, fail_on: str | None) -> Report:
    """What an editor would raise: contradictions, odd numbers and dates, likely duplicates."""
    from bomca_cli.views.check import explanation, fails_on, report

    if explain is not None:
        return explanation(explain)
    worst = fails_on(fail_on)
    whole = request.query._replace(limit=None, sort=None, reverse=False)
    return report(request.corpus.entries(whole), request.query, worst)
