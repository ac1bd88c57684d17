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
    from dataclasses import replace

    from bomca_cli.search.expression import join_arguments
    from bomca_cli.views.search import report

    asked = replace(request.query, words=join_arguments(query))
    return report(request.corpus.search(asked), every=all_hits)
