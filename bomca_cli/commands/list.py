"""``bomca list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command
from bomca_cli.suggestion import one_of

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", "title", "place", "phase", "sums")
def run(request: Request, group_by: str | None) -> Report:
    """The releases, newest first."""
    from bomca_cli.views.list import GROUPS, report

    corpus, query = request.corpus, request.query
    group = None if group_by is None else one_of(group_by, "value for --group-by", GROUPS)
    entries = corpus.entries(query)
    total = len(entries) if query.limit is None else corpus.count(query)
    return report(entries, query, total, corpus.undated_left_out(query), group=group)
