"""``ris``: references for Zotero, EndNote, Mendeley and their like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.citation import GENRE, date, key, note, rows
from bomca_cli.render.clean import one_line

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """One record for each reference; a tag, two blanks, a hyphen, a blank, the value, a line each."""
    return "\n".join(_record(row) for row in rows(report))


def _record(row: dict[str, Any]) -> str:
    year, month, day = (*date(row), None, None, None)[:3]
    fields = [
        ("TY", "GEN"),
        ("ID", key(row)),
        ("TI", row["title"]),
        ("M3", GENRE),
        ("PY", year and f"{year:04}"),
        ("DA", year and "/".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])),
        ("CY", row["place"]),
        ("LA", row["language"]),
        ("N1", note(row)),
    ]
    told = [f"{tag}  - {one_line(str(value))}" for tag, value in fields if value]
    return "\n".join([*told, "ER  - ", ""])
