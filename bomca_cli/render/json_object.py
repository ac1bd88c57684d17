"""``json``: one object with the rows and what they answer (docs/formats.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.json_text import dump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.render import Look
    from bomca_cli.report import Report

SCHEMA = 1


def render(report: Report, look: Look) -> str:
    """The whole answer as one JSON object; each item of a list has a line of its own."""
    rows = [row.data for row in report.main.rows] if report.main else []
    answer = head(report.command, look.corpus, report.filters, look.warnings) | {"rows": rows} | report.extra
    members = (f"  {dump(key)}: {value(told)}" for key, told in answer.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def head(command: str, corpus: Any, filters: dict[str, Any], warnings: Sequence[str]) -> dict[str, Any]:
    """What the object says before its rows."""
    return {
        "schema": SCHEMA,
        "command": command,
        "corpus": corpus,
        "filters": filters,
        "warnings": list(warnings),
    }


def value(told: Any) -> str:
    """A member of the object; each item of a list has a line of its own."""
    if not isinstance(told, list) or not told:
        return dump(told)
    return "[\n" + ",\n".join(f"    {dump(item)}" for item in told) + "\n  ]"
