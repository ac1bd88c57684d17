"""``bomca search``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("rank", "date", "title", "place", "phase", "sums")
def run(request: Request, query: list[str], all_hits: bool) -> Report:
    """Releases that hold the words, with lines and snippets."""
    from bomca_cli.search.expression import join_arguments
    from bomca_cli.views.search import report

    asked = request.query._replace(words=join_arguments(query))
    return report(request.corpus.search(asked), asked, all_hits=all_hits)
