"""Phases of programmes: "BOMCA 10", "its 9th implementation phase", "phase nine", "the next phase", "10-й этап"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract import phase_numbers
from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout

HOME = "BOMCA"  # a phase belongs to this programme unless the text ties it to another
_AND = words("_and")
_BREAKS = _AND | {",", ";"}
_OF = words("_of")
_THE = words("_the")
_ONE = words("_phase_one")
_ITS = words("_its")
_ORDINAL_NAME = tuple(values("_ordinal_of_name"))
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
    found = _named_by_programme(layout) + _named_by_ordinal_of_programme(layout) + _named_by_noun(layout)
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
        number = _number(layout, at)
        if number is not None:
            found.append(PhaseRef(mark.first, at, number, mark.value))
            another = at + 2  # "BOMCA 8 and 9"
            if another < len(tokens) and tokens.word[at + 1] in _AND and _number(layout, another) == number + 1:
                behind = another + 1
                if behind >= len(tokens) or tokens.kind[behind] == SIGN or layout.mark("auxiliary", behind) is not None:
                    found.append(PhaseRef(another, another, number + 1, mark.value))
    return found


def _named_by_ordinal_of_programme(layout: Layout) -> list[PhaseRef]:
    """Десятая БОМКА; "CADAP's seventh phase and the tenth of BOMCA"."""
    tokens, found = layout.tokens, []
    for mark in layout.marks["programme"].values():
        at = mark.first - 1
        of = at > 0 and tokens.word[at] in _OF
        name = at >= 0 and tokens.word[at].endswith(_ORDINAL_NAME)
        if not (of or name) or (of and not layout.marks.any_within("phase", layout.sentence(at).first, at)):
            continue
        ordinal = phase_numbers.ordinal_ending_at(layout, at - of)
        if ordinal is not None:
            found.append(PhaseRef(ordinal[0], mark.last, ordinal[1], mark.value))
    return found


def _number(layout: Layout, at: int) -> int | None:
    """The number in digits or Roman figures at token ``at`` that counts nothing."""
    small = phase_numbers.small if layout.tokens.kind[at] == NUMBER else phase_numbers.roman
    number = small(layout, at)
    return None if number is None or phase_numbers.counts_something(layout, at) else number


def _named_by_noun(layout: Layout) -> list[PhaseRef]:
    """Every word for "phase" with the number or the relative word beside it."""
    tokens, found = layout.tokens, []
    for i in layout.marks.firsts("phase"):
        if tokens.glued(i) and tokens.word[i + 1] == "-" and tokens.glued(i + 1) and tokens.kind[i + 2] == WORD:
            continue  # "phase-out"
        numbers = phase_numbers.after(layout, i)
        if not numbers:
            ordinals = phase_numbers.before(layout, i)
            numbers = [(first, i, number) for first, number in ordinals]
        if not numbers:
            numbers = phase_numbers.apposed(layout, i)
        if numbers:
            if layout.mark("phase_of_other", max(i, numbers[-1][1]) + 1) is not None:
                continue  # "the second phase of the training"
            programme = _programme(layout, min(i, numbers[0][0]), i)
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
        ordinal = phase_numbers.ordinal(layout, first)
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
