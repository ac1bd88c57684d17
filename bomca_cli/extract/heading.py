"""The title of a release, its language, and the lines above it that belong to the page, not to the release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bomca_cli.extract import page
from bomca_cli.extract.layout import Range
from bomca_cli.extract.tokens import NUMBER, WORD
from bomca_cli.release import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.tokens import Tokens
    from bomca_cli.release import Span

_ESCAPE = re.compile("\x1b\\[[0-9;]*[A-Za-z]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028\u2029\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NOT_CYRILLIC, _NOT_LATIN = re.compile(r"[^\u0400-\u04ff]+"), re.compile("[^a-z]+")
_LONGEST_TITLE = 300  # characters
_MOST_LINES = 3
_SHORT = 120  # characters of a line that a title may go on in


def language(tokens: Tokens) -> str:
    """The language of a text by its script: ``ru`` when most words are Cyrillic, else ``en``."""
    initials = "".join([word[0] for word in tokens.word])
    if _CYRILLIC.search(initials) is None:
        return "en"
    return "ru" if len(_NOT_CYRILLIC.sub("", initials)) > len(_NOT_LATIN.sub("", initials)) else "en"


def clean(text: str) -> str:
    """Words as one line: white space collapsed, escape codes, soft hyphens and unseen characters removed."""
    return " ".join(_UNSEEN.sub("", _ESCAPE.sub("", text)).split())


def title_lines(layout: Layout, dates: Sequence[Span]) -> Range | None:
    """The tokens of the title: the first line that is no furniture, with the lines that go on with it.

    Lines that only name who publishes are passed over when a title follows them.
    """
    return _title_lines(layout, dates, passing=True) or _title_lines(layout, dates, passing=False)


def _title_lines(layout: Layout, dates: Sequence[Span], *, passing: bool) -> Range | None:
    """The title; with ``passing`` lines that only name who publishes are none."""
    tokens = layout.tokens
    for at, block in enumerate(layout.blocks):
        if passing and page.masthead(layout, block, dates):
            continue
        for number, line in enumerate(block):
            if layout.bullet(line) or page.furniture(layout, line, dates) or page.labelled(layout, line):
                continue
            if passing and page.page_head(layout, line):
                continue
            first, last = line
            while first < last and tokens.word[first] == "#":  # a heading in Markdown
                first += 1
            label = layout.mark("title_label", first)
            if label is not None and label.last < last and tokens.word[label.last + 1] == ":":
                first = label.last + 2
            if first > last or not _may_be_title(layout, Range(first, last), dates):
                return None
            rest = block[number + 1 :]
            last = _continued(layout, Range(first, last), rest, dates)
            if last == block[-1].last and at + 1 < len(layout.blocks):
                last = _next_paragraph(layout, Range(first, last), layout.blocks[at + 1], dates)
            return _without_site(layout, _without_date(layout, Range(first, last), dates), dates)
    return None


def title(layout: Layout, lines: Range | None) -> Value | None:
    """The title that stands in ``lines`` (see ``title_lines``), or None when the text begins with running text."""
    if lines is None:
        return None
    span = layout.tokens.span(*lines)
    text = clean(layout.tokens.text[span.start : span.end])
    return Value(text, span) if text else None


def _may_be_title(layout: Layout, line: Range, dates: Sequence[Span]) -> bool:
    """Whether a line reads as a heading: not too long, one sentence, no dateline before running text."""
    tokens = layout.tokens
    span = tokens.span(*line)
    if span.end - span.start > _LONGEST_TITLE or all(tokens.kind[i] != WORD for i in range(line.first, line.last + 1)):
        return False
    first, last = layout.sentence_at(line.first), layout.sentence_at(line.last)
    if last > first + 1:
        return False
    opens_with_date = any(date.start <= tokens.start[line.first] < date.end for date in dates)
    town = layout.mark("city", line.first)
    if town is not None and town.last < line.last:
        after = town.last + 1
        dated = any(0 <= date.start - tokens.end[town.last] <= 4 for date in dates)
        return not dated and tokens.word[after] not in {"(", "—", "–"}
    return not opens_with_date or tokens.word[line.last] != "."


def _continued(layout: Layout, title: Range, rest: list[Range], dates: Sequence[Span]) -> int:
    """The last token of a title that is broken over lines of one block.

    Lines that begin with a small letter, or are in capitals as the title is, surely go on with it; others do when
    they are short and a date line or the end of the block closes them.
    """
    tokens = layout.tokens
    sure = last = title.last
    if tokens.word[last] in ".!":
        return last
    lines = 1
    for line in rest:
        words = tokens.word[line.first : line.last + 1]
        if page.furniture(layout, line, dates) or words == tokens.word[title.first : title.last + 1]:
            break
        if not _plain(layout, line) or (_capitals(layout, title) and not _capitals(layout, line)):
            return sure
        goes_on = layout.small(line.first) or (_capitals(layout, title) and _capitals(layout, line))
        if (goes_on or layout.mark("dangling", last) is not None) and sure == last:
            sure = line.last
        last = line.last
        lines += 1
    return last if lines <= _MOST_LINES else sure


def _plain(layout: Layout, line: Range) -> bool:
    """Whether a line may be part of a title: short, no bullet, no sentence."""
    tokens = layout.tokens
    return (
        tokens.end[line.last] - tokens.start[line.first] <= _SHORT
        and tokens.word[line.last] not in ".:!"
        and not layout.bullet(line)
        and tokens.kind[line.first] == WORD
    )


def _capitals(layout: Layout, line: Range) -> bool:
    span = layout.tokens.span(*line)
    return layout.tokens.text[span.start : span.end].isupper()


def _next_paragraph(layout: Layout, title: Range, block: list[Range], dates: Sequence[Span]) -> int:
    """The last token of a title that goes on after a blank line: the next paragraph begins with a small letter."""
    tokens = layout.tokens
    line = block[0]
    if (
        len(block) == 1
        and layout.small(line.first)
        and layout.mark("press_agency", line.first) is None  # "nCa Report"
        and tokens.word[title.last] not in ".!?:"
        and tokens.end[line.last] - tokens.start[line.first] <= _LONGEST_TITLE
        and not page.furniture(layout, line, dates)
    ):
        return line.last
    return title.last


def _without_date(layout: Layout, title: Range, dates: Sequence[Span]) -> Range:
    """The title without the page's date in brackets behind it: "… in Kyrgyzstan (23/05/2011)"."""
    tokens = layout.tokens
    first, last = title
    if tokens.word[last] == ")":
        opening = next((i for i in range(last - 1, max(first, last - 12), -1) if tokens.word[i] == "("), None)
        if opening is not None and opening > first:
            inside = Range(opening + 1, last - 1)
            dated = any(tokens.kind[i] == NUMBER for i in range(*inside))
            if dated and all(tokens.kind[i] not in {WORD, NUMBER} for i in page.uncovered(layout, inside, dates)):
                last = opening - 1
    return Range(first, last)


def _without_site(layout: Layout, title: Range, dates: Sequence[Span]) -> Range:
    """The title without the name of the site behind it: "Officers receive scanners | BOMCA"."""
    tokens = layout.tokens
    first, last = title
    bar = next((i for i in range(last - 1, first, -1) if tokens.word[i] == "|"), None)
    if bar is None:
        return title
    site = Range(bar + 1, last)
    return Range(first, bar - 1) if page.names_bodies(layout, site) or page.furniture(layout, site, dates) else title
