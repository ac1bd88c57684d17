"""``bomca timeline``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.options import USUAL, query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command("date", formats=(USUAL, "ics", "svg"))
def run(request: Request, by: str | None, plot: bool) -> Report:
    """What happened, by day, and the stated periods against each other."""
    from bomca_cli.suggestion import one_of
    from bomca_cli.views.timeline import UNITS, report

    # Happenings have one order, that of time. An event may lie years before its release, so days are compared with
    # happenings, not with releases.
    query, corpus = request.query, request.corpus
    whole = query._replace(since=None, until=None, limit=None, sort=None, reverse=False)
    told = whole._replace(told_since=query.since, told_until=query.until)
    unit = None if by is None else one_of(by, "value for --by", UNITS)
    return report(corpus.each(told), query, corpus.years(whole), by=unit, plot=plot)
