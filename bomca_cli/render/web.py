"""``html``: one self-contained page, readable without script, colour or network."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from bomca_cli.render.clean import cleaned
from bomca_cli.render.style import passage
from bomca_cli.report import Lines, Table

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.render.clean import Plain
    from bomca_cli.report import Cell, Chart, Column, Fragment, Report, Row

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1.2rem .3rem 0; font-weight: normal; }
tr { border-bottom: 1px solid #8884; }
thead th { font-weight: 600; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.keep { white-space: nowrap; }
p { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #fd06; color: inherit; }
.dim { opacity: .75; }
.warn { color: light-dark(#7a5200, #e5b567); }
.good { color: light-dark(#1a6b2f, #7bd88f); }
.bad { color: light-dark(#a01818, #ff8f8f); }
"""
POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """The report as a page of HTML: no script, nothing loaded, every word of a document escaped."""
    clean = cleaned(report)
    title = f"bomca {escape(clean.command)}"
    policy = POLICY.format(b64encode(sha256(STYLE.encode()).digest()).decode())
    parts = [part for block in clean.blocks for part in _block(block)]
    summary = [f"<p>{_cell(clean.summary)}</p>"] if clean.summary else []
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            *parts,
            *summary,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _block(block: Plain) -> list[str]:
    if isinstance(block, Table):
        return _table(block) if block.rows else []
    heading = [f"<h2>{escape(block.heading)}</h2>"] if block.heading else []
    if isinstance(block, Lines):
        return heading + [f"<p>{' ' * block.indent}{_cell(line)}</p>" for line in block.lines]
    return heading + (_chart(block) if block.bars else [])


def _table(table: Table) -> list[str]:
    lines = ['<div class="scroll">', "<table>"]
    if any(column.label for column in table.columns):
        heads = "".join(f'<th scope="col"{_kind(column)}>{escape(column.label)}</th>' for column in table.columns)
        lines.append(f"<thead><tr>{heads}</tr></thead>")
    return [*lines, "<tbody>", *(_row(row, table.columns) for row in table.rows), "</tbody>", "</table>", "</div>"]


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    first, *rest = columns
    cells = "".join(f"<td{_kind(column)}>{_cell(row.cells[column.name])}</td>" for column in rest)
    return f'<tr><th scope="row"{_kind(first)}>{_cell(row.cells[first.name])}</th>{cells}</tr>'


def _kind(column: Column) -> str:
    kind = "right" if column.align == "right" else "keep" if column.keep else ""
    return f' class="{kind}"' if kind else ""


def _cell(cell: Cell) -> str:
    return "".join(_fragment(fragment) for fragment in passage(cell))


def _fragment(fragment: Fragment) -> str:
    text = escape(fragment.text)
    match fragment.style:
        case "":
            return text
        case "hit":
            return f"<mark>{text}</mark>"
        case "strong":
            return f"<strong>{text}</strong>"
        case style:
            return f'<span class="{style}">{text}</span>'


def _chart(chart: Chart) -> list[str]:
    """The spans as a table: a picture made of characters means nothing to a screen reader."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("What", "From", "To", "Note"))
    lines = ['<div class="scroll">', "<table>", f"<thead><tr>{heads}</tr></thead>", "<tbody>"]
    for bar in chart.bars:
        years = "".join(f"<td>{'not stated' if year is None else year}</td>" for year in (bar.start, bar.end))
        lines.append(f'<tr><th scope="row">{escape(bar.label)}</th>{years}<td>{_cell(bar.note)}</td></tr>')
    return [*lines, "</tbody>", "</table>", "</div>"]
