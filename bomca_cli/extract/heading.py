"""The title of a release, its language, and the lines above it that belong to the page, not to the release."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract.layout import Range
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, WORD
from bomca_cli.release import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_COVERING = ("furniture", "city", "country_name", "weekday", "currency_code")
_NAMING = frozenset(["masthead", "delegation", "programme", "agency", "partner", "press_agency"])  # who publishes
_NAMES = _NAMING | frozenset(_COVERING)
_MASTHEAD_WORDS = 16  # tokens
_WIDE = 3  # blanks between the names that stand left and right in the head of a page
_DATELINE_WORDS = 5  # capitalised words of a place that no vocabulary knows
_SMALL = words("_masthead_filler")
_OF = words("_of_pages")
_TOWN_SHORT = words("_town_short")
_CRUMBS = frozenset("/|>»›·•")
_CRUMB_WORDS = 3


def language(tokens: Tokens) -> str:
    """The language of a text by its script: ``ru`` when most words are Cyrillic, else ``en``."""
    initials = "".join([word[0] for word in tokens.word])
    if _CYRILLIC.search(initials) is None:
        return "en"
    return "ru" if len(_NOT_CYRILLIC.sub("", initials)) > len(_NOT_LATIN.sub("", initials)) else "en"


def clean(text: str) -> str:
    """Words as one line: white space collapsed, escape codes, soft hyphens and unseen characters removed."""
    return " ".join(_UNSEEN.sub("", _ESCAPE.sub("", text)).split())


def furniture(layout: Layout, line: Range, dates: Sequence[Span]) -> bool:
    """Whether a line holds nothing but dates, places, labels and signs: a date line, a picture, a menu, a ticker."""
    if _crumbs(layout, line):
        return True
    unknown: list[int] = []
    for i in _uncovered(layout, line, dates):
        if layout.tokens.kind[i] == WORD and not _slight(layout, i):
            if len(unknown) == _DATELINE_WORDS or not _in_place(layout, i):
                return False
            unknown.append(i)
    return not unknown or _dateline(layout, line, unknown, dates)


def _slight(layout: Layout, i: int) -> bool:
    """Whether a word does not count: a letter, a part of a web address, the "of" of "Page 1 of 2"."""
    tokens = layout.tokens
    if tokens.end[i] - tokens.start[i] == 1 or _address(layout, i):
        return True
    return tokens.word[i] in _OF and 0 < i < len(tokens) - 1 and tokens.kind[i - 1] == tokens.kind[i + 1] == NUMBER


def _dateline(layout: Layout, line: Range, rest: Sequence[int], dates: Sequence[Span]) -> bool:
    """Whether a line is a place that no vocabulary knows, a comma and a date: "Kant, Chuy oblast, 1 June 2022"."""
    tokens = layout.tokens
    n = bisect_right(dates, (tokens.end[line.last],)) - 1
    if n < 0 or dates[n].start <= tokens.start[line.first]:
        return False
    at = tokens.at(dates[n].start)
    behind = range(tokens.at(dates[n].end - 1) + 1, line.last + 1)
    return rest[-1] < at and tokens.word[at - 1] == "," and all(tokens.kind[i] not in {WORD, NUMBER} for i in behind)


def _in_place(layout: Layout, i: int) -> bool:
    """Whether a word may be part of the name of a place: a capital, "г.", "область"."""
    return layout.tokens.capital(i) or layout.tokens.word[i] in _TOWN_SHORT or layout.mark("not_town", i) is not None


def _label(layout: Layout, line: Range) -> bool:
    """Whether a line is a label of the page with what it states: "Place: Osh", "Contact: …", "Photo: …"."""
    for table in ("bullet_label", "contact_lead", "mail_label", "furniture"):
        mark = layout.mark(table, line.first)
        if mark is not None and mark.last < line.last and layout.tokens.word[mark.last + 1] == ":":
            return table != "furniture" or mark.value == "picture"
    return False


def _masthead(layout: Layout, block: list[Range], dates: Sequence[Span]) -> bool:
    """Whether a block only names who publishes; no title over paragraphs begins with it."""
    if layout.small(min(block[-1].last + 1, len(layout.tokens) - 1)):
        return False  # "… Programme (BOMCA)", "sums up the achievements"
    return all(_names(layout, line) or furniture(layout, line, dates) for line in block)


def _page_head(layout: Layout, line: Range) -> bool:
    """Whether a line names bodies left and right, as the head of a page does."""
    gap = layout.tokens.gap
    wide = any(len(gap(i)) >= _WIDE and "\n" not in gap(i) for i in range(line.first, line.last))
    return wide and _names(layout, line)


def _names(layout: Layout, line: Range) -> bool:
    """Whether a line consists of names of bodies, with places and dates, and begins with one."""
    tokens = layout.tokens
    if line.last - line.first > _MASTHEAD_WORDS or _NAMING.isdisjoint(layout.classes[line.first]):
        return False
    i = line.first
    while i <= line.last:
        ends = [mark.last for table in _NAMES.intersection(layout.classes[i]) if (mark := layout.mark(table, i))]
        if not ends and tokens.kind[i] == WORD and tokens.word[i] not in _SMALL:
            return False
        i = max(ends, default=i) + 1
    return True


def _crumbs(layout: Layout, line: Range) -> bool:
    """Whether a line is a menu: "Home / News / Security", "UZ | RU | EN", "UzDaily | Society"."""
    tokens, signs, run = layout.tokens, 0, 0
    for i in range(line.first, line.last + 1):
        if tokens.word[i] in _CRUMBS and tokens.gap(i):
            signs, run = signs + 1, 0
        elif tokens.kind[i] == WORD:
            run += 1
            if run > _CRUMB_WORDS:
                return False
    return signs > 1 or (signs == 1 and layout.marks.any_within("furniture", line.last - run + 1, line.last))


def _address(layout: Layout, i: int) -> bool:
    """Whether a word is part of a web address: "eeas.europa.eu"."""
    tokens = layout.tokens
    after = tokens.glued(i) and tokens.word[i + 1] == "." and tokens.glued(i + 1) and tokens.kind[i + 2] == WORD
    before = i > 1 and tokens.glued(i - 1) and tokens.word[i - 1] == "." and tokens.glued(i - 2)
    return after or (before and tokens.kind[i - 2] == WORD)


def title_lines(layout: Layout, dates: Sequence[Span]) -> Range | None:
    """The tokens of the title: the first line that is no furniture, with the lines that go on with it.

    Lines that only name who publishes are passed over when a title follows them.
    """
    return _title_lines(layout, dates, passing=True) or _title_lines(layout, dates, passing=False)


def _title_lines(layout: Layout, dates: Sequence[Span], *, passing: bool) -> Range | None:
    """The title; with ``passing`` lines that only name who publishes are none."""
    tokens = layout.tokens
    for at, block in enumerate(layout.blocks):
        if passing and _masthead(layout, block, dates):
            continue
        for number, line in enumerate(block):
            if layout.bullet(line) or furniture(layout, line, dates) or _label(layout, line):
                continue
            if passing and _page_head(layout, line):
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


def _uncovered(layout: Layout, part: Range, dates: Sequence[Span]) -> Iterator[int]:
    """The tokens of a part of the text that no date, place or label covers."""
    tokens = layout.tokens
    i = part.first
    while i <= part.last:
        n = bisect_right(dates, (tokens.end[i],)) - 1  # the last date that begins before the token ends
        if n >= 0 and tokens.start[i] < dates[n].end:
            i = tokens.at(dates[n].end)
            continue
        table = next((table for table in _COVERING if table in layout.classes[i]), None)
        if table is None:
            yield i
        i = layout.marks[table][i].last + 1 if table else i + 1


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
        if furniture(layout, line, dates) or words == tokens.word[title.first : title.last + 1]:
            break
        if not _plain(layout, line):
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
        and not furniture(layout, line, dates)
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
            if dated and all(tokens.kind[i] not in {WORD, NUMBER} for i in _uncovered(layout, inside, dates)):
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
    return Range(first, bar - 1) if _names(layout, site) or furniture(layout, site, dates) else title
