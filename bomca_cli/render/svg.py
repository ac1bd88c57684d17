"""``svg``: the pictures of a report — periods against each other, counts as bars — as one drawing.

Each picture has its words beside it as text, a title for screen readers, and colours that follow light and dark.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import UsageError
from bomca_cli.render.clean import one_line
from bomca_cli.report import Chart, Counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bomca_cli.render import Look
    from bomca_cli.report import Passage, Report

WIDTH = 720
ROW = 24  # pixels from one line to the next
LABEL = 240  # of the column before the bars, at most
NOTE = 200  # of the column behind them
TEXT = 8  # of a letter, about
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24; }
.axis { fill: #57606a; font-size: 11px; }
.bar { fill: #2f6db5; }
.grid { stroke: #d0d7de; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .axis { fill: #9da7b1; } .bar { fill: #6cb0ff; } .grid { stroke: #3d444d; }
}
"""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS = 8


class Drawing(NamedTuple):
    """Elements of a picture and how high it is."""

    parts: list[str]
    height: int


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """All pictures of the report below each other.

    Raises:
        UsageError: there is none.
    """
    top = 0
    body: list[str] = []
    for drawing in drawings(report):
        body.append(f'<g transform="translate(0 {top})">{"".join(drawing.parts)}</g>')
        top += drawing.height + ROW
    if not body:
        raise UsageError(f"this answer of {report.command} has no picture: nothing in it has years or counts to draw")
    name = escape(f"bomca {report.command}")
    inside = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}" width="{WIDTH}" height="{top}"'
        f' viewBox="0 0 {WIDTH} {top}">\n<title>{name}</title>\n<style>{STYLE}</style>\n{inside}\n</svg>\n'
    )


def drawings(report: Report) -> Iterator[Drawing]:
    """The pictures of a report, one by one."""
    for block in report.blocks:
        if isinstance(block, Chart) and any(bar.start or bar.end for bar in block.bars):
            yield chart(block)
        elif isinstance(block, Counts) and block.counts:
            yield counts(block, block.heading)


def inline(drawing: Drawing, label: str) -> str:
    """A picture as an element of a page, which styles it; ``label`` names it for screen readers."""
    return (
        f'<svg role="group" aria-label="{_text(label)}" viewBox="0 0 {WIDTH} {drawing.height}">'
        f"{''.join(drawing.parts)}</svg>"
    )


def counts(block: Counts, heading: str | None = None) -> Drawing:
    """A bar for each number, from nothing to the highest, below the heading."""
    most = max(count.number for count in block.counts) or 1
    parts, top = _heading(heading)
    label = _room(max(len(count.label) for count in block.counts))
    room = WIDTH - label - NOTE
    for count in block.counts:
        width = round(room * count.number / most)
        said = f"{count.number:,}" if count.number else "none"
        parts += [
            "<g>",
            f"<title>{_text(f'{count.label}: {said}')}</title>",
            _words(0, top, count.label),
            f'<rect class="bar" x="{label}" y="{top + 5}" width="{width}" height="{ROW - 8}" rx="2"/>',
            _words(label + width + 6, top, ", ".join(filter(None, [said, _plain(count.note)]))),
            "</g>",
        ]
        top += ROW
    return Drawing(parts, top)


def chart(block: Chart, links: Mapping[str, str] | None = None) -> Drawing:
    """A bar for each span on one scale of years; one with an end that is not stated is paler and goes to the edge.

    Args:
        block: the spans.
        links: where the reference of a bar leads to.
    """
    years = [year for bar in block.bars for year in (bar.start, bar.end) if year is not None]
    first, last = min(years), max(*years, min(years) + 1)
    label = _room(max(len(bar.label) for bar in block.bars))
    room = WIDTH - label - NOTE

    def place(year: int) -> int:
        return label + round((year - first) / (last - first) * room)

    parts, top = _heading(block.heading)
    bottom = top + ROW * (len(block.bars) + 1)
    for year in _ticks(first, last):
        x = place(year)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top + ROW - 4}" y2="{bottom}"/>')
        parts.append(f'<text class="axis" x="{x}" y="{top + 14}" text-anchor="middle">{year}</text>')
    for bar in block.bars:
        top += ROW
        left = place(bar.start) if bar.start is not None else label
        right = place(bar.end) if bar.end is not None else label + room
        told = f"{bar.start or 'start not stated'} – {bar.end or 'end not stated'}"
        title = f"{bar.label} {told}: {_plain(bar.note)}".strip()
        target = (links or {}).get(bar.reference)
        parts += [f'<a href="{_text(target)}">' if target else "<g>", f"<title>{_text(title)}</title>"]
        parts.append(_words(0, top, bar.label))
        if bar.start is not None or bar.end is not None:
            open_ends = ' opacity=".55"' if bar.start is None or bar.end is None else ""
            width = max(right - left, 3)
            parts.append(
                f'<rect class="bar"{open_ends} x="{left}" y="{top + 5}" width="{width}" height="{ROW - 8}" rx="2"/>'
            )
        else:
            told = "years not stated"
        note = _plain(bar.note) if bar.start and bar.end else f"{_plain(bar.note)} ({told})"
        parts += [_words(label + room + 10, top, note), "</a>" if target else "</g>"]
    return Drawing(parts, bottom)


def _heading(heading: str | None) -> tuple[list[str], int]:
    return ([_words(0, 0, heading)], ROW) if heading else ([], 0)


def _room(letters: int) -> int:
    return min(max(letters * TEXT + 16, 60), LABEL)


def _ticks(first: int, last: int) -> range:
    step = next((step for step in _STEPS if (last - first) / step <= _MOST_TICKS), last - first)
    return range(-(-first // step) * step, last + 1, step)


def _plain(passage: Passage) -> str:
    return " ".join("".join(fragment.text for fragment in passage).split())


def _words(x: int, top: int, text: str) -> str:
    return f'<text x="{x}" y="{top + 17}">{_text(text)}</text>' if text else ""


def _text(text: str) -> str:
    return escape(one_line(text))
