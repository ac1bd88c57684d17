"""What was, and what will be: the tense of the clause of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.layout import Range
from bomca_cli.extract.lexicon import lines, words
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout

_VIEW = 80  # tokens of a sentence that are looked at on either side of a date
_CLAUSE_ENDS = frozenset(";,")
_COMMAS = frozenset(",:–—")
_IS = words("_is")
_TO = words("_to")
_TENSE_CLAUSE = words("_tense_clause")
_PAST = {language: tuple(endings) for language, endings in lines("_past_ending").items()}


def around(layout: Layout, item: Found) -> Range:
    """The sentence of a date, or as much of it around the date as a reader has in view."""
    first, last = layout.sentence(item.first)
    return Range(max(first, item.first - _VIEW), min(last, item.last + _VIEW))


def tense(layout: Layout, item: Found, *, narrow: bool = False) -> str | None:
    """Whether the sentence of a date tells what was ("past") or what will be ("future"); None when it does not say.

    With ``narrow`` only the words between the commas around the date are asked.
    """
    tokens = layout.tokens
    first, last = _between_commas(layout, item) if narrow else _clause(layout, item)
    past = False
    for i in range(first, last + 1):
        if tokens.kind[i] != WORD or item.first <= i <= item.last:
            continue
        word = tokens.word[i]
        if "role_future" in layout.classes[i] or (word in _IS and i < last and tokens.word[i + 1] in _TO):
            return "future"
        past = past or "role_past" in layout.classes[i] or past_form(word)
    return "past" if past else None


def _clause(layout: Layout, item: Found) -> Range:
    """The sentence of a date, without the clauses that a semicolon parts, or a conjunction before another month."""
    words_, (first, last) = layout.tokens.word, around(layout, item)
    for i in range(item.lead - 1, first - 1, -1):
        if words_[i] in _CLAUSE_ENDS and _parts(layout, i, Range(first, i)):
            first = i + 1
            break
    for i in range(item.last + 1, last):
        if words_[i] in _CLAUSE_ENDS and _parts(layout, i, Range(i, last)):
            return Range(first, i - 1)
    return Range(first, last)


def _parts(layout: Layout, i: int, beyond: Range) -> bool:
    """Whether the sign at token ``i`` parts clauses; ``beyond`` is what lies on its far side."""
    if layout.tokens.word[i] == ";":
        return True
    return layout.tokens.word[i + 1] in _TENSE_CLAUSE and layout.marks.any_within("month", *beyond)


def _between_commas(layout: Layout, item: Found) -> Range:
    """The words around a date up to the next commas; a comma right behind a date that opens its clause is none."""
    words_, (first, last) = layout.tokens.word, _clause(layout, item)
    first = next((i + 1 for i in range(item.lead - 1, first - 1, -1) if words_[i] in _COMMAS), first)
    opens = item.lead <= first + 1 and item.last < last and words_[item.last + 1] in _COMMAS
    last = next((i - 1 for i in range(item.last + 1 + opens, last) if words_[i] in _COMMAS), last)
    return Range(first, last)


def past_form(word: str) -> bool:
    """Whether a word has the regular ending of verbs that tell what is over."""
    if word.isascii():
        return len(word) > 3 and word.endswith(_PAST["en"])
    return len(word) > 4 and word.endswith(_PAST["ru"])
