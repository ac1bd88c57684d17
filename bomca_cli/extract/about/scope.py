"""Which part of a sentence speaks about which sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.about.draft import LONGEST, Draft
from bomca_cli.extract.layout import Range
from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bomca_cli.extract.about.draft import Context
    from bomca_cli.extract.money import Sum

_GAP = 5  # tokens between a comma and the dash of a clause without its verb: "…, BOMCA — spare parts for"
_BRACKET = 10  # tokens
_NAME = 6  # tokens
_BREAKS = frozenset({";", "•", "·"})
_PRONOUNS = words("_clause_pronoun")
_RELATIVE = words("_part_relative")
_WHICH = words("_which_payer")


def drafts(context: Context, sums: Sequence[Sum]) -> list[Draft]:
    """A draft for each sum, with the part of its sentence that is its own."""
    found: list[Draft] = []
    for row in _rows(context, sums):
        number = context.layout.sentence_at(row[0].first)
        sentence = context.layout.sentences[number]
        first = _opening(context, max(sentence.first, row[0].first - LONGEST), row[0].opens)
        for n, item in enumerate(row):
            if n + 1 < len(row):
                broken = _boundary(context, item.last + 1, row[n + 1].opens)
                after = row[n + 1].opens if broken is None else broken
                following = item.last + 1 if broken is None else broken  # without a break both may have what is between
            else:
                after = _closing(context, item.last + 1, min(sentence.last, item.last + LONGEST)) + 1
                following = after
            around = Range(max(sentence.first, item.first - LONGEST), min(sentence.last, item.last + LONGEST))
            found.append(
                Draft(item, max(first, around.first), max(item.last, after - 1), around, number, per_unit=item.per_unit)
            )
            first = following
    return found


def _rows(context: Context, sums: Sequence[Sum]) -> Iterator[list[Sum]]:
    """The sums sentence by sentence."""
    row: list[Sum] = []
    for item in sums:
        if row and context.layout.sentence_at(item.first) != context.layout.sentence_at(row[0].first):
            yield row
            row = []
        row.append(item)
    if row:
        yield row


def _opening(context: Context, first: int, opens: int) -> int:
    """Where the part of the first sum of a sentence begins: behind the last semicolon before it."""
    words = context.layout.tokens.word
    for at in range(opens - 1, first - 1, -1):
        if words[at] in _BREAKS and words[at + 1] not in _PRONOUNS and not _bracketed(words, first, at):
            return at + 1
    return first


def _bracketed(words: Sequence[str], first: int, at: int) -> bool:
    """Whether a bracket that is open at token ``at`` begins a little before it: "(tenth phase; EUR 21.65 million)"."""
    for before in range(at - 1, max(first, at - _BRACKET) - 1, -1):
        if words[before] in {"(", ")"}:
            return words[before] == "("
    return False


def _closing(context: Context, first: int, last: int) -> int:
    """The last token of the part of the last sum of a sentence: before the next semicolon."""
    words = context.layout.tokens.word
    for at in range(first, last + 1):
        if words[at] in _BREAKS:
            return at - 1
    return last


def _boundary(context: Context, first: int, opens: int) -> int | None:
    """The token between two sums, the second at ``opens``, at which its part begins; None when nothing parts them."""
    layout, words = context.layout, context.layout.tokens.word
    first = max(first, opens - LONGEST)
    inside = {
        at
        for start, end in (
            *((date.first, date.last) for date in context.dates_in(first, opens)),
            *((ref.first, ref.last) for ref in context.phases_in(first, opens)),
        )
        for at in range(start, end + 1)
    }
    comma = clause = comma_clause = None
    for at in range(first, opens):
        if at in inside:
            continue
        if words[at] in _BREAKS:
            return at + 1
        if "part" in layout.classes[at] and not (at == first and _of_it(context, at)):
            return at
        gapped = words[at] in {"—", "–"} and comma is not None and at - comma <= _GAP
        if words[at] in {",", "(", "—", "–"} and not gapped and (words[at] == "," or at + 1 < opens):
            relative = words[at] == "," and words[at + 1] in _WHICH and comma is not None
            if not relative and (at + 1 < opens or comma is None or not _names(context, comma, at)):
                comma = at + 1
            if "clause" in layout.classes[at + 1]:
                comma_clause = at + 1
        elif "clause" in layout.classes[at]:
            mark = layout.mark("clause", at)
            if mark is None or mark.value != "weak" or comma is None:
                clause = at
    return next((at for at in (comma_clause, clause, comma) if at is not None), None)


def _names(context: Context, first: int, end: int) -> bool:
    """Whether the words between two commas name what a sum right behind them is: "…, the second lot, EUR 5,000"."""
    return end - first <= _NAME and not context.layout.marks.any_within("programme", first, end)


def _of_it(context: Context, at: int) -> bool:
    """Whether the words at token ``at`` right behind a sum call it a part: "EUR 6.1 million of it make up …"."""
    mark, words = context.layout.mark("part", at), context.layout.tokens.word
    return mark is not None and mark.value == "of" and words[mark.last] not in _RELATIVE
