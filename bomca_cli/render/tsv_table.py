"""``tsv``: the rows of the main table, one a line, cells between tabs, nothing quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.render.clean import one_line
from bomca_cli.render.csv_table import guarded
from bomca_cli.render.flat import sheet

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """The columns as text (``flat.sheet``), header first; tabs and line breaks in cells become a space."""
    if report.main is None:
        return ""
    header, rows = sheet(report.main)
    lines = [header, *([guarded(one_line(cell)) for cell in row] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)
