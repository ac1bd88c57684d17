"""``csv``: the rows of the main table for a spreadsheet, guarded against cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from bomca_cli.render.flat import sheet
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report

_RISKY = frozenset("=+-@\t\r\n＝＋－＠")
# To a spreadsheet a plain negative number is nothing but a number, and a phone with blanks in it no sum: a country
# code, then groups of two digits or more, hyphens only between digits, seven digits at least.
_HARMLESS = re.compile(
    r"\+ ?(?=(?:\D*\d){7})\d{1,3}(?:[ \u00a0](?:\(\d{2,}\)|\d{2,}(?:-\d{2,})*))+|-\d+(?:\.\d+)?", re.ASCII
)


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """The columns as text (``flat.sheet``), header first."""
    if report.main is None:
        return ""
    header, rows = sheet(report.main)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(visible(cell.replace("\r\n", "\n"), keep="\n\t")) for cell in row] for row in rows)
    return out.getvalue()


def guarded(cell: str) -> str:
    """``cell`` with an apostrophe before it when a spreadsheet might run it (OWASP's list and its full-width forms).

    A cell that begins with apostrophes before such a character gets one more, so that taking one away always gives
    the original.
    """
    start = cell.lstrip("' \u00a0")[:1] or cell[:1]
    if start in _RISKY and not _HARMLESS.fullmatch(cell):
        return f"'{cell}"
    return cell
