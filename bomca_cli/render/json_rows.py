"""``jsonl``: the bare rows, one JSON object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.render.json_text import dump

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """One line for each row of the main table."""
    return "".join(f"{dump(row.data)}\n" for row in report.main.rows) if report.main else ""
