"""Phases that other words stand for beside one that is named: "… for the tenth", "its predecessor", «предыдущая»."""

from __future__ import annotations

from bisect import bisect_left, insort
from operator import attrgetter
from typing import TYPE_CHECKING

from bomca_cli.extract.about.draft import LONGEST
from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.phases import PhaseRef
from bomca_cli.extract.tokens import NUMBER, SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark

_FIRST = attrgetter("first")
_BACK = 2  # sentences between a phase and "its predecessor"
_APART = 3  # phases between one that is named and one that its ordinal alone stands for
_STEPS = values("_phase_step")  # from the phase named before to the one that a word means
_BEFORE = words("_before_ordinal")
_OF = words("_ordinal_of")
_POINTING = words("_this_thing")
_WITH = words("_ordinal_with")
_THE = words("_the")
_SUM = frozenset({"currency_code", "currency_sign", "qualifier"})
_COMMAS = frozenset(",;")
_DASHES = (["—"], ["–"])  # "…, девятая — 6,6 млн евро"
_MONEY = frozenset({"budget_word", "worth"})


def with_ellipses(layout: Layout, phases: Sequence[PhaseRef]) -> list[PhaseRef]:
    """The phases of a text and those that other words stand for, in its order."""
    found = sorted(phases, key=_FIRST)
    if not found:
        return []
    tables = ("phase_ordinal", "phase_relative", "phase_kin")
    marks = [(mark, table) for table in tables for mark in layout.marks[table].values()]
    for mark, table in sorted(marks):
        before = _before(layout, found, mark)
        if before is None:
            continue
        if table == "phase_kin" or _heads(layout, mark):
            other: PhaseRef | None = _kin(before, mark)
        else:
            other = _in_a_row(layout, before, mark) or _of_programme(layout, before, mark)
        if other is not None:
            insort(found, other, key=_FIRST)
    return found


def _before(layout: Layout, found: Sequence[PhaseRef], mark: Mark) -> PhaseRef | None:
    """The phase named last in the sentences before some words."""
    n = bisect_left(found, mark.first, key=_FIRST) - 1
    start = layout.sentences[max(0, layout.sentence_at(mark.first) - _BACK)].first
    if n < 0 or mark.first <= found[n].last or found[n].first < max(start, mark.first - LONGEST):
        return None
    return found[n]


def _in_a_row(layout: Layout, before: PhaseRef, mark: Mark) -> PhaseRef | None:
    """In the seventh phase it had EUR 6.4 million, in the eighth EUR 8.69 million; «бюджет десятой был»."""
    tokens, after = layout.tokens, mark.last + 1
    number, relative = (int(mark.value), None) if mark.value.isdigit() else (None, mark.value)
    if number is not None and before.number is not None and abs(number - before.number) > _APART:
        return None
    here = layout.classes[after]
    ends = after >= len(tokens) or tokens.kind[after] == SIGN or _is_verb(layout, after)
    gapped = tokens.word[mark.first - 1] in _COMMAS and tokens.word[after : after + 1] in _DASHES
    same = layout.sentence_at(mark.first) == layout.sentence_at(before.first)
    opens = layout.sentence(mark.first).first == mark.first - (tokens.word[mark.first - 1] in _THE)
    row = (same and (gapped or tokens.word[mark.first - 1] in _BEFORE)) or (opens and number is not None)
    if row and not ends and number is not None:
        ends = tokens.kind[after] == NUMBER or not _SUM.isdisjoint(here)
    budget = "budget_word" in layout.classes[mark.first - 1]
    comes = after < len(tokens) and tokens.word[after] in _WITH and not _MONEY.isdisjoint(layout.classes[after + 1])
    if not ((ends and (row or budget)) or comes):
        return None
    programmes = layout.marks.within("programme", before.last + 1, mark.first)
    return PhaseRef(mark.first, mark.last, number, programmes[-1].value if programmes else before.programme, relative)


def _of_programme(layout: Layout, before: PhaseRef, mark: Mark) -> PhaseRef | None:
    """The sixth phase of CADAP and the ninth of BOMCA."""
    after = mark.last + 1
    after += layout.tokens.word[after : after + 1] != [] and layout.tokens.word[after] in _OF
    programme = layout.mark("programme", after)
    if programme is None or not mark.value.isdigit() or layout.tokens.word[mark.first - 1] not in _BEFORE:
        return None
    same = layout.sentence_at(mark.first) == layout.sentence_at(before.first)
    return PhaseRef(mark.first, programme.last, int(mark.value), programme.value) if same else None


def _kin(before: PhaseRef, mark: Mark) -> PhaseRef:
    """The phase that stands in a row with the one named before: its predecessor or successor."""
    step = _STEPS.get(mark.value)
    number = before.number + int(step) if before.number is not None and step is not None else None
    return PhaseRef(mark.first, mark.last, number, before.programme, mark.value)


def _heads(layout: Layout, mark: Mark) -> bool:
    """Whether an adjective of order stands for a phase: it opens a clause, and a verb follows: «Предыдущая стоила»."""
    words, after = layout.tokens.word, mark.last + 1
    if mark.value.isdigit() or words[mark.first] in _POINTING:
        return False
    before = mark.first - 1 if words[mark.first - 1] not in _THE else mark.first - 2
    opens = before < 0 or layout.tokens.kind[before] == SIGN or "clause" in layout.classes[before]
    return opens and _is_verb(layout, after)


def _is_verb(layout: Layout, at: int) -> bool:
    """Whether a verb stands at token ``at`` with which a text tells of phases and money."""
    spends = layout.mark("budget_word", at)
    if spends is not None:
        return spends.value == "verb"
    return not {"auxiliary", "worth"}.isdisjoint(layout.classes[at])
