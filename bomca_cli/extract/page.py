"""The lines of a page that belong to no release: date lines, menus, labels, mastheads, credits of pictures."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bomca_cli.extract.layout import Layout, Range
    from bomca_cli.release import Span

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


def furniture(layout: Layout, line: Range, dates: Sequence[Span]) -> bool:
    """Whether a line holds nothing but dates, places, labels and signs: a date line, a picture, a menu, a ticker."""
    if _crumbs(layout, line):
        return True
    unknown: list[int] = []
    for i in uncovered(layout, line, dates):
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


def labelled(layout: Layout, line: Range) -> bool:
    """Whether a line is a label of the page with what it states: "Place: Osh", "Contact: …", "Photo: …"."""
    for table in ("bullet_label", "contact_lead", "mail_label", "furniture"):
        mark = layout.mark(table, line.first)
        if mark is not None and mark.last < line.last and layout.tokens.word[mark.last + 1] == ":":
            return table != "furniture" or mark.value == "picture"
    return False


def masthead(layout: Layout, block: list[Range], dates: Sequence[Span]) -> bool:
    """Whether a block only names who publishes; no title over paragraphs begins with it."""
    if layout.small(min(block[-1].last + 1, len(layout.tokens) - 1)):
        return False  # "… Programme (BOMCA)", "sums up the achievements"
    return all(names_bodies(layout, line) or furniture(layout, line, dates) for line in block)


def page_head(layout: Layout, line: Range) -> bool:
    """Whether a line names bodies left and right, as the head of a page does."""
    gap = layout.tokens.gap
    wide = any(len(gap(i)) >= _WIDE and "\n" not in gap(i) for i in range(line.first, line.last))
    return wide and names_bodies(layout, line)


def names_bodies(layout: Layout, line: Range) -> bool:
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
    home = "furniture" in layout.classes[line.first]  # "Home » News » Officers receive new devices"
    for i in range(line.first, line.last + 1):
        if tokens.word[i] in _CRUMBS and tokens.gap(i):
            signs, run = signs + 1, 0
        elif tokens.kind[i] == WORD:
            run += 1
            if run > _CRUMB_WORDS:
                return home and signs > 1
    return signs > 1 or (signs == 1 and layout.marks.any_within("furniture", line.last - run + 1, line.last))


def _address(layout: Layout, i: int) -> bool:
    """Whether a word is part of a web address: "eeas.europa.eu"."""
    tokens = layout.tokens
    after = tokens.glued(i) and tokens.word[i + 1] == "." and tokens.glued(i + 1) and tokens.kind[i + 2] == WORD
    before = i > 1 and tokens.glued(i - 1) and tokens.word[i - 1] == "." and tokens.glued(i - 2)
    return after or (before and tokens.kind[i - 2] == WORD)


def uncovered(layout: Layout, part: Range, dates: Sequence[Span]) -> Iterator[int]:
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
