"""``markdown``: tables and text for GitHub, an issue or a wiki; nothing in a document is Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bomca_cli.render.chart import draw
from bomca_cli.render.clean import cleaned
from bomca_cli.render.style import painted, passage
from bomca_cli.report import Lines, Table

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.render.clean import Plain
    from bomca_cli.report import Cell, Chart, Fragment, Passage, Report

CHART_WIDTH = 80

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#$]")
# Bare addresses become links, and :words: pictures, unless what begins them is escaped.
_COLON = re.compile(r":(?=[A-Za-z+/_-])")
_WWW = re.compile(r"(?i)\b(www)\.")
_LINE_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """The report as GitHub-flavoured Markdown."""
    clean = cleaned(report)
    parts = [_block(block) for block in (*clean.blocks, Lines((clean.summary,)))]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """``text`` so that Markdown shows each character of it."""
    text = _COLON.sub(r"\\:", _SPECIAL.sub(lambda found: f"\\{found[0]}", text))
    return _WWW.sub(r"\1\\.", text)


def _block(block: Plain) -> str:
    if isinstance(block, Table):
        return _table(block) if block.rows else ""
    level = "##" if isinstance(block, Lines) and block.opens else "###"
    heading = [f"{level} {escaped(block.heading)}"] if block.heading else []
    body = _lines(block.lines) if isinstance(block, Lines) else _fenced(block)
    return "\n\n".join(part for part in (*heading, body) if part)


def _lines(lines: tuple[Passage, ...]) -> str:
    """Lines of one paragraph end with a backslash, Markdown's visible line break; empty ones part paragraphs."""
    text = "\n".join(_line(line) for line in lines)
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\\\\\n", text).strip("\n")


def _line(line: Passage) -> str:
    return _LINE_START.sub(lambda found: _escaped_start(found[0]), _cell(line).strip())


def _escaped_start(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _table(table: Table) -> str:
    lines = [
        [escaped(column.label) or " " for column in table.columns],
        ["---:" if column.align == "right" else "---" for column in table.columns],
        *([_cell(row.cells[column.name]).strip() for column in table.columns] for row in table.rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Cell) -> str:
    return "".join(_fragment(fragment) for fragment in passage(cell))


def _fragment(fragment: Fragment) -> str:
    text = escaped(fragment.text)
    inner = text.strip()
    if fragment.style not in ("hit", "strong") or not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}**{inner}**{after}"


def _fenced(chart: Chart) -> str:
    drawn = "\n".join(painted(line, colour=False).rstrip() for line in draw(chart, CHART_WIDTH))
    longest = max((len(run) for run in re.findall("`+", drawn)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{drawn}\n{fence}"
