"""``plain`` and every other style of tabulate: whole rows, one a line, nothing cut.

tabulate escapes for LaTeX and for no other markup, so cells that go into a wiki, Markdown or reStructuredText are
escaped here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tabulate import tabulate, tabulate_formats

from bomca_cli.errors import UsageError
from bomca_cli.render.chart import draw
from bomca_cli.render.clean import cleaned
from bomca_cli.render.markdown import escaped as markdown
from bomca_cli.render.style import painted
from bomca_cli.report import Fragment, Lines, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from bomca_cli.render import Look
    from bomca_cli.render.clean import Plain
    from bomca_cli.report import Cell, Passage, Report

CHART_WIDTH = 80  # a pipe has no width; pictures need one

_LATEX = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\ensuremath{<}",
        ">": r"\ensuremath{>}",
    }
)


def _wiki(text: str) -> str:
    return re.sub(r"[^\w\s.,;()/€-]", lambda found: f"&#{ord(found[0])};", text)


def _backslash(text: str) -> str:
    return re.sub(r"([\\`*_|\[\]{}<>!~^#+])", r"\\\1", text)


def _org(text: str) -> str:
    return text.replace("|", r"\vert{}")


def _latex(text: str) -> str:
    return text.translate(_LATEX)


# style of tabulate → what makes words safe in it
_ESCAPES: dict[str, Callable[[str], str]] = {
    "github": markdown,
    "pipe": markdown,
    "mediawiki": _wiki,
    "moinmoin": _wiki,
    "textile": _wiki,
    "jira": _backslash,
    "youtrack": _backslash,
    "asciidoc": _backslash,
    "rst": _backslash,
    "orgtbl": _org,
}
_LATEX_STYLES = ("latex", "latex_booktabs", "latex_longtable")  # tabulate escapes their cells


def render(report: Report, look: Look) -> str:
    """The report with its tables in the style of tabulate that ``look.format`` names.

    Raises:
        UsageError: the installed tabulate has no such style.
    """
    if look.format not in tabulate_formats:
        raise UsageError(f"the installed tabulate has no style {look.format}: update it, or choose another format")
    if look.colour and (look.format in _ESCAPES or look.format in _LATEX_STYLES):
        look = look._replace(colour=False)  # escape codes mean nothing in a document
    clean = cleaned(report)
    parts = ["\n".join(_block(block, look)) for block in (*clean.blocks, Lines((clean.summary,)))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Plain, look: Look) -> list[str]:
    if isinstance(block, Table):
        return _table(block, look) if block.rows else []
    lines = block.lines if isinstance(block, Lines) else draw(block, CHART_WIDTH)
    indent = " " * block.indent if isinstance(block, Lines) else ""
    heading = [_line((Fragment(block.heading, "strong"),), look)] if block.heading else []
    return heading + [(indent + _line(line, look)).rstrip() for line in lines]


def _table(table: Table, look: Look) -> list[str]:
    escape = _ESCAPES.get(look.format, str)
    text = tabulate(
        [
            [escape(painted(row.cells[column.name], colour=look.colour)) for column in table.columns]
            for row in table.rows
        ],
        headers=[column.label for column in table.columns] if any(column.label for column in table.columns) else (),
        tablefmt=look.format,
        disable_numparse=True,
        colalign=[column.align for column in table.columns],
    )
    return [line.rstrip() for line in text.split("\n")]


def _line(line: Passage | Cell, look: Look) -> str:
    escape = _latex if look.format in _LATEX_STYLES else _ESCAPES.get(look.format, str)
    return escape(painted(line, colour=look.colour))
