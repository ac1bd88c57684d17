"""``html``: one self-contained page, readable without script, colour or network.

The template escapes every word; what leads from a figure to its quote are links inside the page.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bomca_cli.render import svg
from bomca_cli.render.clean import cleaned_blocks, cleaned_passage
from bomca_cli.render.style import passage
from bomca_cli.report import Chart, Counts, Quotes, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import Environment

    from bomca_cli.render import Look
    from bomca_cli.report import Block, Fragment, Quote, Report, Row

_PIECES = 200  # of the template, written at a time
_REFERENCE = re.compile(r"([^\s,]+)")
POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def render(report: Report, look: Look) -> Iterable[str]:  # noqa: ARG001
    """The report as a page of HTML in parts: no script, nothing loaded, every word of a document escaped."""
    blocks = cleaned_blocks(report)
    style = _style()
    links = _links(blocks)
    page = _environment().overlay()
    page.filters |= {
        "linked": lambda fragment: _linked(fragment, links),
        "anchor": lambda row: _anchor(row, links),
        "picture": lambda block: _picture(block, links),
    }
    parts = page.get_template("page.html").stream(
        title=report.title or f"bomca {report.command}",
        policy=POLICY.format(b64encode(sha256(style.encode()).digest()).decode()),
        style=style,
        blocks=blocks,
        sections=[block for block in blocks if isinstance(block, Section)],
        summary=cleaned_passage(report.summary),
    )
    parts.enable_buffering(_PIECES)
    return parts


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("bomca_cli.render"), autoescape=True, trim_blocks=False, keep_trailing_newline=True
    )
    environment.filters |= {
        "passage": passage,
        "kind_of": lambda block: type(block).__name__,
        "by_reference": _by_reference,
    }
    return environment


@cache
def _style() -> str:
    from importlib.resources import files

    return files("bomca_cli.render").joinpath("templates/page.css").read_text(encoding="utf-8")


def _links(blocks: Sequence[Block]) -> dict[str, str]:
    """Where words of style ``id`` lead to: references to their quotes, ids to the row of the release."""
    found: dict[str, str] = {}
    for block in _parts(blocks):
        if isinstance(block, Quotes):
            found |= {quote.reference: f"#{quote.reference}" for quote in block.quotes}
    for section in blocks:
        if isinstance(section, Section) and section.key == "releases":
            rows = (row for part in section.blocks if isinstance(part, Table) for row in part.rows)
            found |= {name: f"#release-{name}" for name in map(_id, rows) if name}
    return found


def _parts(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from block.blocks if isinstance(block, Section) else (block,)


def _id(row: Row) -> str:
    return "".join(fragment.text for fragment in passage(row.cells.get("id", "")))


def _anchor(row: Row, links: dict[str, str]) -> str:
    """The name of a row that a link leads to."""
    return links.get(_id(row), "").removeprefix("#")


def _linked(fragment: Fragment, links: dict[str, str]) -> list[tuple[str, str | None]]:
    """The words of a fragment of references, each with where it leads to; empty when it is no reference."""
    if fragment.style != "id":
        return []
    return [(word, links.get(word)) for word in _REFERENCE.split(fragment.text) if word]


def _picture(block: Chart | Counts, links: dict[str, str]) -> Any:
    from markupsafe import Markup

    if isinstance(block, Counts):
        return Markup(svg.inline(svg.counts(block), block.heading))  # noqa: S704 - drawn from numbers and escaped words
    if not any(bar.start or bar.end for bar in block.bars):
        return ""
    return Markup(svg.inline(svg.chart(block._replace(heading=None), links), "Periods"))  # noqa: S704 - as above


def _by_reference(block: Quotes) -> Iterator[tuple[str, list[Quote]]]:
    for reference, quotes in groupby(block.quotes, key=lambda quote: quote.reference):
        yield reference, list(quotes)
