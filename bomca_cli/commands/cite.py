"""``bomca cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import USUAL, query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command(formats=(USUAL, "bibtex", "ris", "csl-json"))
def run(request: Request, places: list[str]) -> Report:
    """A release, or a line of it, as a reference."""
    from bomca_cli.values import id_and_line
    from bomca_cli.views.cite import report

    named = [id_and_line(place) for place in places]
    return report([(request.corpus.one(prefix), line) for prefix, line in named])
