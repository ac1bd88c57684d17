"""``bomca index``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.errors import UsageError
from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command()
def run(
    request: Request,
    *,
    rebuild: bool,
    status: bool,
    scheduler: str | None,
    max_size: str,
    max_seconds: str,
    max_memory: str,
) -> Report:
    """Bring the index up to date, or tell its state; every other command does the first by itself."""
    from bomca_cli.views.index import report

    if rebuild and status:
        raise UsageError("--status reads nothing and --rebuild reads everything: give one")
    if scheduler is not None and status:
        raise UsageError("--status reads nothing and --scheduler says who reads: give one")
    corpus = request.open_corpus({"size": max_size, "seconds": max_seconds, "memory": max_memory}, scheduler)
    if not status:
        corpus.build(anew=rebuild)
    return report(corpus.status())
