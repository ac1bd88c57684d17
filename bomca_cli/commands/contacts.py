"""``bomca contacts``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import USUAL, query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("last", "first", "name", "releases", formats=(USUAL, "vcf"))
def run(request: Request, on: str | None) -> Report:
    """Whom to ask, then and now."""
    from bomca_cli.views.contacts import report

    # One person may be named in two ways: who is meant by --contact is known when all mentions are merged.
    whole = request.query._replace(contacts=(), limit=None, sort=None, reverse=False)
    return report(request.corpus.entries(whole), request.query, on=request.last_day(on, "--on"))
