"""``json``: one object with the rows and what they answer (docs/formats.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.json_text import dump

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report

SCHEMA = 1


def render(report: Report, look: Look) -> str:
    """The whole answer as one JSON object; each item of a list has a line of its own."""
    rows = [row.data for row in report.main.rows] if report.main else []
    answer: dict[str, Any] = {
        "schema": SCHEMA,
        "command": report.command,
        "corpus": look.corpus,
        "filters": report.filters,
        "warnings": list(look.warnings),
        "rows": rows,
    } | report.extra
    members = (f"  {dump(key)}: {_value(value)}" for key, value in answer.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return dump(value)
    return "[\n" + ",\n".join(f"    {dump(item)}" for item in value) + "\n  ]"
