"""Phases of programmes: "BOMCA 10", "its 9th implementation phase", "phase nine", "the next phase", "10-й этап"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import NUMBER, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout

HOME = "BOMCA"  # a phase belongs to this programme unless the text ties it to another
_HIGHEST = 20  # "BOMCA 2016" is a year
_FILLERS = 3  # words between ordinal and noun
_AND = words("_and") | {",", "&"}
_TO = words("_phase_to") | {"-", "–"}
_BOTH = words("_and") | {","}
_BREAKS = _BOTH | {";"}
_THE = words("_the")
_ONE = words("_phase_one")
_PHASES = words("_phases")
_ITS = words("_its")
_ROMAN = words("_roman")
_CARDINAL_ENDINGS = tuple(values("_cardinal_ending"))
_FARTHEST = 160  # tokens between a programme and a later phase of it in one sentence
_BACK = 2  # sentences
_REACH = 8  # tokens between "phase of" and the name of the programme


class PhaseRef(NamedTuple):
    """A phase named in the tokens ``first`` to ``last``, both included.

    ``number`` is None where only a ``relative`` ("this", "next", "previous") names it.
    """

    first: int
    last: int
    number: int | None
    programme: str
    relative: str | None = None


def find(layout: Layout) -> list[PhaseRef]:
    """Every mention of a phase of any programme, in the order of the text."""
    found = _named_by_programme(layout) + _named_by_noun(layout)
    found.sort(key=lambda ref: (ref.first, -ref.last))
    kept: list[PhaseRef] = []
    for ref in found:
        if not kept or ref.first > kept[-1].last or ref.number != kept[-1].number:
            kept.append(ref)
    return kept + _named_by_ordinal_alone(layout, kept) + _named_by_relative_alone(layout)


def _named_by_programme(layout: Layout) -> list[PhaseRef]:
    """BOMCA 9, BOMCA-9, BOMCA10, BOMCA- 10, БОМКА 10, CADAP 6."""
    tokens, found = layout.tokens, []
    for mark in layout.marks["programme"].values():
        at = mark.last + 1
        if at < len(tokens) and tokens.word[at] in "-–—" and at + 1 < len(tokens):
            at += 1
        if at >= len(tokens) or "\n" in tokens.text[tokens.end[mark.last] : tokens.start[at]]:
            continue
        number = _small(layout, at) if tokens.kind[at] == NUMBER else _roman(layout, at)
        if number is not None and not _counts_something(layout, at):
            found.append(PhaseRef(mark.first, at, number, mark.value))
    return found


def _named_by_noun(layout: Layout) -> list[PhaseRef]:
    """Every word for "phase" with the number or the relative word beside it."""
    tokens, found = layout.tokens, []
    for i in layout.marks.firsts("phase"):
        if tokens.glued(i) and tokens.word[i + 1] == "-" and tokens.glued(i + 1) and tokens.kind[i + 2] == WORD:
            continue  # "phase-out"
        numbers = _numbers_after(layout, i)
        if not numbers:
            ordinals = _ordinals_before(layout, i)
            numbers = [(first, i, number) for first, number in ordinals]
        if numbers:
            programme = _programme(layout, numbers[0][0], i)
            found += [PhaseRef(first, last, number, programme) for first, last, number in numbers]
            continue
        relative = layout.mark("phase_relative", i - 1) if i else None
        if relative is not None and tokens.kind[i] == WORD:
            found.append(PhaseRef(relative.first, i, None, _programme(layout, relative.first, i), relative.value))
    return found


def _named_by_ordinal_alone(layout: Layout, named: list[PhaseRef]) -> list[PhaseRef]:
    """The eighth, after a sentence about phases: "… through 8 phases. The eighth was announced"."""
    found = []
    taken = {ref.first for ref in named}
    for i in layout.marks.firsts("phase"):
        at = layout.sentence_at(i) + 1
        if at >= len(layout.sentences):
            continue
        first, last = layout.sentences[at]
        if layout.tokens.word[first] in _THE:
            first += 1
        ordinal = _ordinal(layout, first)
        if ordinal is None or first in taken:
            continue
        after = ordinal[1] + 1
        if after <= last and layout.mark("auxiliary", after) is not None:
            found.append(PhaseRef(first, ordinal[1], ordinal[0], HOME))
    return found


def _named_by_relative_alone(layout: Layout) -> list[PhaseRef]:
    """The current one, after a phase in the same sentence: "less for the next phase than for the current one"."""
    tokens, found = layout.tokens, []
    for mark in layout.marks["phase_relative"].values():
        after = mark.last + 1
        if after < len(tokens) and tokens.word[after] not in _ONE and tokens.kind[after] == WORD:
            continue
        sentence = layout.sentence(mark.first)
        if layout.marks.any_within("phase", sentence.first, mark.first - 1):
            last = after if after < len(tokens) and tokens.word[after] in _ONE else mark.last
            found.append(PhaseRef(mark.first, last, None, _programme(layout, mark.first, mark.first), mark.value))
    return found


def _numbers_after(layout: Layout, i: int) -> list[tuple[int, int, int]]:
    """Phase 9, phase nine, phases 8 and 9, phases 1-8: (first token, last token, number) of each."""
    tokens = layout.tokens
    number = _cardinal(layout, i + 1)
    if number is None or _counts_something(layout, i + 1):
        return []
    found = [(i, i + 1, number)]
    joiner = i + 2
    while joiner + 1 < len(tokens) and tokens.word[joiner] in _AND | _TO:
        another = joiner + 1
        if tokens.word[joiner] == "," and tokens.word[another] in _AND:
            another += 1
        other = _cardinal(layout, another)
        if other is None or other <= found[-1][2] or _counts_something(layout, another):
            break
        if tokens.word[joiner] in _TO:
            found += [(another, another, between) for between in range(found[-1][2] + 1, other)]
        found.append((another, another, other))
        joiner = another + 1
    if len(found) == 1 and tokens.word[i] in _PHASES and found[0][1] == i + 1:
        return []  # "under earlier phases 9 outposts were built" counts outposts
    return found


def _ordinals_before(layout: Layout, i: int) -> list[tuple[int, int]]:
    """9th implementation phase, eighth and ninth phases: (first token, number) of each ordinal before the noun."""
    at = i - 1
    if at > 0 and layout.tokens.word[at] == ",":  # "the previous, ninth, phase"
        at -= 1
    for _ in range(_FILLERS + 1):
        ordinal = _ordinal_ending_at(layout, at)
        if ordinal is not None:
            found = [ordinal]
            joiner = ordinal[0] - 1
            if joiner > 0 and layout.tokens.word[joiner] in _BOTH:
                other = _ordinal_ending_at(layout, joiner - 1)
                if other is not None:
                    found.insert(0, other)
            return found
        if at <= 0 or layout.mark("phase_filler", at) is None:
            return []
        at -= 1
    return []


def _ordinal_ending_at(layout: Layout, at: int) -> tuple[int, int] | None:
    """The ordinal whose last token is ``at``: (first token, number)."""
    for first in (at, at - 1, at - 2):
        if first >= 0:
            ordinal = _ordinal(layout, first)
            if ordinal is not None and ordinal[1] == at:
                return first, ordinal[0]
    return None


def _ordinal(layout: Layout, i: int) -> tuple[int, int] | None:
    """The ordinal that begins at token ``i``: (number, last token)."""
    tokens = layout.tokens
    if i >= len(tokens):
        return None
    if tokens.kind[i] == NUMBER:
        number = _small(layout, i)
        ending = i + 1
        if ending < len(tokens) and tokens.word[ending] in "-–‑" and tokens.glued(i):
            ending += 1
        if number is not None and ending < len(tokens) and layout.mark("ordinal_ending", ending) is not None:
            return number, ending
        return None
    mark = layout.mark("phase_ordinal", i)
    if (
        mark is None
        or tokens.word[i].endswith(_CARDINAL_ENDINGS)
        or (tokens.word[i] in _ROMAN and not tokens.form(i).isupper())
    ):
        return None
    return int(mark.value), mark.last


def _roman(layout: Layout, i: int) -> int | None:
    """A Roman numeral in capitals, of two letters or more: a single one may be an initial."""
    form = layout.tokens.form(i)
    if layout.tokens.word[i] not in _ROMAN or not form.isupper() or (len(form) == 1 and form not in "VX"):
        return None
    mark = layout.mark("phase_number", i)
    return int(mark.value) if mark else None


def _cardinal(layout: Layout, i: int) -> int | None:
    tokens = layout.tokens
    if i >= len(tokens):
        return None
    if tokens.kind[i] == NUMBER:
        return _small(layout, i)
    if tokens.word[i] in _ROMAN:
        return _roman(layout, i)
    mark = layout.mark("phase_number", i)
    return int(mark.value) if mark else None


def _small(layout: Layout, i: int) -> int | None:
    """A number in digits that can be a phase."""
    word = layout.tokens.word[i]
    if len(word) > 2:
        return None
    number = int(word)
    return number if 1 <= number <= _HIGHEST else None


def _counts_something(layout: Layout, i: int) -> bool:
    """Whether the number at ``i`` belongs to what follows: a decimal, a day of a month, a magnitude, a percentage."""
    tokens = layout.tokens
    after = i + 1
    if after >= len(tokens):
        return False
    if tokens.glued(i) and tokens.word[after] in ".,:/%" and after + 1 < len(tokens):
        if tokens.word[after] == "%":
            return True
        return tokens.kind[after + 1] == NUMBER and tokens.glued(after)
    return layout.mark("month", after) is not None or layout.mark("magnitude", after) is not None


def _programme(layout: Layout, first: int, noun: int) -> str:
    """The programme whose phase it is: "… phase of the X", else the X named last in the sentence, else the home one."""
    marks, tokens = layout.marks["programme"], layout.tokens
    sentence = layout.sentence(noun)
    for at in range(noun + 1, min(noun + 1 + _REACH, sentence.last + 1)):
        if at in marks:
            return marks[at].value
        if tokens.word[at] in _BREAKS or (tokens.word[at] == "(" and at > noun + 1):
            break
    before = layout.marks.within("programme", max(sentence.first, first - _FARTHEST), first - 1)
    if before:
        return before[-1].value
    return _owner_before(layout, first) if first and tokens.word[first - 1] in _ITS else HOME


def _owner_before(layout: Layout, first: int) -> str:
    """The programme that "its fifth phase" belongs to: the one that the sentences before speak about."""
    at = layout.sentence_at(first)
    for back in range(at - 1, max(-1, at - 1 - _BACK), -1):
        start, last = layout.sentences[back]
        if not layout.tokens.same_block(last, first):
            break
        named = [mark.value for mark in layout.marks.within("programme", max(start, last - _FARTHEST), last)]
        if named:
            return HOME if HOME in named else named[-1]
    return HOME
