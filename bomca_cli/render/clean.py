"""Reports made safe to show: every text passes ``visible`` here, once, before any renderer for people sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.render.columns import shown
from bomca_cli.report import Chart, Column, Counts, Fragment, Lines, Quotes, Row, Section, Table
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.report import Block, Cell, Part, Passage, Quote, Report

Plain = Table | Lines | Chart
LONGEST = 12  # columns of the longest bar: a table of counts fits a screen of 40
_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x85\u2028\u2029", " "))


def one_line(text: str) -> str:
    """``text`` on one line with every character visible; line breaks and tabs become a space."""
    return visible(text if text.isprintable() else text.replace("\r\n", " ").translate(_BREAKS))


class Cleaned(NamedTuple):
    """A report as renderers for people take it: words safe to show, tables cut down to what is seen, counts drawn."""

    command: str
    blocks: tuple[Plain, ...]
    summary: Passage


def cleaned(report: Report) -> Cleaned:
    """``report`` for people, as lines, tables and charts only."""
    blocks = (plain for block in report.blocks for plain in _flat(block))
    return Cleaned(report.command, tuple(blocks), cleaned_passage(report.summary))


def cleaned_blocks(report: Report) -> tuple[Block, ...]:
    """The blocks of ``report``, each of the kind it is, with all words safe to show."""
    return tuple(map(_whole, report.blocks))


def cleaned_passage(passage: Passage) -> Passage:
    """A line with all its words safe to show."""
    return tuple(Fragment(one_line(fragment.text), fragment.style) for fragment in passage)


def _flat(block: Block) -> Iterator[Plain]:
    if isinstance(block, Section):
        yield Lines((), one_line(block.heading), opens=True)
        for part in block.blocks:
            yield from _flat(part)
        return
    clean = _whole(block)
    if isinstance(clean, Counts):
        yield _bars(clean)
    elif isinstance(clean, Quotes):
        yield Lines(tuple(map(_quote, clean.quotes)), clean.heading)
    elif not isinstance(clean, Section):
        yield clean


def _whole(block: Block) -> Block:
    if isinstance(block, Section):
        return Section(block.key, one_line(block.heading), tuple(map(_part, block.blocks)))
    return _part(block)


def _part(block: Part) -> Part:
    if isinstance(block, Table):
        columns = shown(block)
        rows = (
            Row({column.name: _cell(row.cells.get(column.name, "")) for column in columns}, {}) for row in block.rows
        )
        return Table(columns, tuple(rows) if columns else (), block.main)
    if isinstance(block, Counts):
        counts = (
            count._replace(label=one_line(count.label), note=cleaned_passage(count.note)) for count in block.counts
        )
        return Counts(tuple(counts), one_line(block.of), one_line(block.by))
    heading = None if block.heading is None else one_line(block.heading)
    if isinstance(block, Lines):
        return Lines(tuple(map(cleaned_passage, block.lines)), heading, block.indent)
    if isinstance(block, Chart):
        bars = (
            bar._replace(label=one_line(bar.label), note=cleaned_passage(bar.note), reference=one_line(bar.reference))
            for bar in block.bars
        )
        return Chart(tuple(bars), heading)
    quotes = (
        quote._replace(
            reference=one_line(quote.reference),
            path=one_line(quote.path),
            words=visible(quote.words.replace("\r\n", "\n"), keep="\n\t"),
        )
        for quote in block.quotes
    )
    return Quotes(tuple(quotes), heading)


def _quote(quote: Quote) -> Passage:
    """Reference, words and file on one line."""
    page = f", page {quote.page}" if quote.page else ""
    words = " ".join(quote.words.split())
    return (Fragment(quote.reference, "id"), Fragment(f"  “{words}”"), Fragment(f"  {quote.path}{page}", "dim"))


def _bars(counts: Counts) -> Table:
    """The numbers as a table with a bar in each row, the longest ``LONGEST`` columns wide."""
    most = max((count.number for count in counts.counts), default=0)
    notes = (Column("note", ""),) if any(count.note for count in counts.counts) else ()
    columns = (
        Column("label", counts.by),
        Column("number", counts.of, "right", keep=True),
        Column("bar", "", keep=True),
        *notes,
    )
    rows = (
        Row(
            {
                "label": count.label,
                "number": f"{count.number:,}" if count.number else (Fragment("none", "dim"),),
                "bar": (Fragment("█" * max(round(count.number / most * LONGEST), 1) if count.number else "", "dim"),),
                "note": count.note,
            },
            {},
        )
        for count in counts.counts
    )
    return Table(columns, tuple(rows))


def _cell(cell: Cell) -> Cell:
    return one_line(cell) if isinstance(cell, str) else cleaned_passage(cell)
