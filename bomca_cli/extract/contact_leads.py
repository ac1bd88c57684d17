"""Lead-ins of contacts: "For more information please contact", "Media contact:", "Information prepared by:".

find(layout) -> dict[int, Lead]     the first token of each lead-in → the lead-in
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import SIGN

if TYPE_CHECKING:
    from collections.abc import Container

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark

_LABEL_WORDS = 8  # tokens of a label before its colon: "Contact for applicants:"


class Lead(NamedTuple):
    """A lead-in. ``label`` is the token range of the role that it states itself ("Contact for applicants")."""

    mark: Mark
    label: tuple[int, int] | None
    colon: bool

    @property
    def last(self) -> int:
        """Its last token."""
        return self.mark.last if self.label is None else max(self.mark.last, self.label[1])

    @property
    def byline(self) -> bool:
        """Whether it tells who wrote the text."""
        return self.mark.value == "byline"


def find(layout: Layout, data: Container[int]) -> dict[int, Lead]:
    """The lead-ins of a text, by their first tokens; none overlaps another or a datum.

    Args:
        layout: the text.
        data: the first tokens of its numbers and addresses.
    """
    leads: dict[int, Lead] = {}
    covered = -1
    for first, mark in sorted(layout.marks["contact_lead"].items()):
        lead = _lead(layout, mark, data) if first > covered else None
        if lead is not None:
            leads[first] = lead
            covered = lead.last
    return leads


def _lead(layout: Layout, mark: Mark, data: Container[int]) -> Lead | None:
    """The lead-in at ``mark``; None when the words are used otherwise."""
    tokens = layout.tokens
    end = mark.last + 1
    while end < len(tokens) and end - mark.last <= _LABEL_WORDS and tokens.word[end] not in ":.,;–—(":
        if "\n" in tokens.gap(end - 1) or end in data:
            break
        end += 1
    colon = end < len(tokens) and tokens.word[end] == ":" and "\n" not in tokens.gap(end - 1)
    begins = _begins_line(layout, mark.first)
    if mark.last == mark.first and not (colon or begins):
        return None  # the bare words "contact", "questions", "author" in a sentence
    direct = end == mark.last + 1
    if mark.value == "byline":
        return Lead(mark, None, colon) if begins or (colon and direct) else None
    if mark.value == "office":  # an office by itself before a colon; with more words it is read as any office is
        return Lead(mark, (mark.first, mark.last), colon) if begins and colon and direct else None
    if mark.value == "generic":
        return Lead(mark, None, colon and direct)
    if not colon and not begins:
        return None
    return Lead(mark, (mark.first, end - 1 if colon else mark.last), colon)


def _begins_line(layout: Layout, i: int) -> bool:
    """Whether token ``i`` begins a line or a sentence, bullets and brackets aside."""
    tokens = layout.tokens
    if i == 0 or "\n" in tokens.gap(i - 1):
        return True
    return tokens.kind[i - 1] == SIGN and layout.sentence(i).first >= i - 1
