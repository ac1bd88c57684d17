"""``bomca verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.report import Report
    from bomca_cli.request import Request


@query_command(without=("strict",))
def run(request: Request, answer: str, all_quotes: bool) -> Report:
    """Whether the quotes of a saved answer still stand in their sources."""
    from bomca_cli.evidence.claims import claims
    from bomca_cli.evidence.standing import verdicts
    from bomca_cli.views.verify import report

    return report(list(verdicts(claims(Path(answer)), request.folders)), everything=all_quotes)
