"""``csl-json``: references for Zotero, pandoc and every processor of the Citation Style Language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.citation import GENRE, date, key, note, rows
from bomca_cli.render.json_text import dump

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """A list of items of CSL 1.0.2."""
    return "[\n" + ",\n".join(dump(_item(row)) for row in rows(report)) + "\n]\n"


def _item(row: dict[str, Any]) -> dict[str, Any]:
    item = {
        "id": key(row),
        "type": "document",
        "genre": GENRE,
        "title": row["title"],
        "issued": {"date-parts": [date(row)]} if date(row) else None,
        "publisher-place": row["place"],
        "language": row["language"],
        "note": note(row),
    }
    return {name: value for name, value in item.items() if value is not None}
