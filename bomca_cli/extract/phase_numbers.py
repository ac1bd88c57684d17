"""The numbers of phases beside the word "phase" or the name of a programme: "9", "IX", "ninth", "10-й", "десятый".

Each is (first token, last token, number) or a part of that; see ``phases``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import NUMBER

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout

_HIGHEST = 20  # "BOMCA 2016" is a year
_LEAST_BARE = 5  # "3 фазы" counts, "10 фаза" cannot
_FILLERS = 3  # words between ordinal and noun
_MOST = 6  # ordinals of a list
_AND = words("_and") | {",", "&"}
_TO = words("_phase_to") | {"-", "–"}
_BOTH = words("_and") | {","}
_THE = words("_the")
_OF = words("_of")
_ITS = words("_its")
_PHASES = words("_phases")
_SINGULAR = words("_phase_singular")
_ROMAN = words("_roman")
_CARDINAL_ENDINGS = tuple(values("_cardinal_ending"))
_APART = frozenset(",(:–—")  # between "phase" and the ordinals that say which one
_CLOSING = frozenset(",.);–—:")


def after(layout: Layout, i: int) -> list[tuple[int, int, int]]:
    """Phase 9, phase nine, phases 8 and 9, phases 1-8: (first token, last token, number) of each."""
    tokens = layout.tokens
    number = _cardinal(layout, i + 1)
    if number is None or counts_something(layout, i + 1):
        return []
    found = [(i, i + 1, number)]
    joiner = i + 2
    while joiner + 1 < len(tokens) and tokens.word[joiner] in _AND | _TO:
        another = joiner + 1
        if tokens.word[joiner] == "," and tokens.word[another] in _AND:
            another += 1
        other = _cardinal(layout, another)
        if other is None or other <= found[-1][2] or counts_something(layout, another):
            break
        if tokens.word[joiner] in _TO:
            found += [(another, another, between) for between in range(found[-1][2] + 1, other)]
        found.append((another, another, other))
        joiner = another + 1
    if len(found) == 1 and tokens.word[i] in _PHASES and found[0][1] == i + 1:
        return []  # "under earlier phases 9 outposts were built" counts outposts
    return found


def before(layout: Layout, i: int) -> list[tuple[int, int]]:
    """9th implementation phase, eighth, ninth and tenth phases: (first token, number) of each before the noun."""
    words_, at = layout.tokens.word, i - 1
    if at >= 0 and words_[at].isdecimal() and words_[i] in _SINGULAR:  # "10 фаза"
        number = small(layout, at)
        return [(at, number)] if number is not None and number >= _LEAST_BARE else []
    if at > 0 and words_[at] in {",", ")", "-"}:  # "the previous, ninth, phase", "the new (10th) phase", "tenth-phase"
        at -= 1
    for _ in range(_FILLERS + 1):
        last = ordinal_ending_at(layout, at)
        if last is not None:
            return _listed_before(layout, last)
        if at <= 0 or layout.mark("phase_filler", at) is None:
            return []
        at -= 1
    return []


def _listed_before(layout: Layout, last: tuple[int, int]) -> list[tuple[int, int]]:
    """The ordinals of a list that ends with ``last``: "eighth, ninth and tenth", "the eighth to the tenth"."""
    words_, found = layout.tokens.word, [last]
    while len(found) < _MOST:
        joiner = found[0][0] - 1
        joiner -= joiner > 0 and words_[joiner] in _THE
        if joiner <= 0 or words_[joiner] not in _BOTH | _TO:
            break
        joiner -= words_[joiner] in _AND and words_[joiner - 1] == "," and joiner > 1
        other = ordinal_ending_at(layout, joiner - 1)
        if other is None:
            break
        found.insert(0, other)
    return found


def apposed(layout: Layout, i: int) -> list[tuple[int, int, int]]:
    """The ordinals that say behind the noun which phase is meant: "this phase, the tenth,", "этап (десятый)"."""
    tokens, at = layout.tokens, i + 1
    name = layout.mark("programme", at + (at < len(tokens) and tokens.word[at] in _OF))
    if name is not None:  # "the new phase of BOMCA, the eleventh,"
        at = name.last + 1
    if at + 1 >= len(tokens):
        return []
    apart = tokens.word[at] in _APART
    at += apart
    bracket = tokens.word[at - 1] == "("
    found: list[tuple[int, int, int]] = []
    while len(found) < _MOST and at < len(tokens):
        article = tokens.word[at] in _THE | _ITS
        at += article
        numbered = ordinal(layout, at)
        if numbered is None or (found and numbered[0] <= found[-1][2]):
            return []
        if tokens.word[at].isascii() and not (article or bracket or found):
            return []  # "In this phase, first, …"
        found.append((at, numbered[1], numbered[0]))
        at = numbered[1] + 1
        behind = at + (at < len(tokens) and tokens.word[at] == ",")
        if behind < len(tokens) and tokens.word[behind] in _AND:
            at = behind + 1
        elif behind > at and ordinal(layout, behind) is not None:
            at = behind
        else:
            break
    closed = at >= len(tokens) or tokens.word[at] in _CLOSING or "\n" in tokens.gap(at - 1)
    return found if closed and (apart or not tokens.word[found[-1][0]].isascii()) else []


def ordinal_ending_at(layout: Layout, at: int) -> tuple[int, int] | None:
    """The ordinal whose last token is ``at``: (first token, number)."""
    for first in (at, at - 1, at - 2):
        if first >= 0:
            found = ordinal(layout, first)
            if found is not None and found[1] == at:
                return first, found[0]
    return None


def ordinal(layout: Layout, i: int) -> tuple[int, int] | None:
    """The ordinal that begins at token ``i``: (number, last token)."""
    tokens = layout.tokens
    if i >= len(tokens):
        return None
    if tokens.kind[i] == NUMBER:
        number = small(layout, i)
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


def roman(layout: Layout, i: int) -> int | None:
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
        return small(layout, i)
    if tokens.word[i] in _ROMAN:
        return roman(layout, i)
    mark = layout.mark("phase_number", i)
    return int(mark.value) if mark else None


def small(layout: Layout, i: int) -> int | None:
    """A number in digits that can be a phase."""
    word = layout.tokens.word[i]
    if len(word) > 2:
        return None
    number = int(word)
    return number if 1 <= number <= _HIGHEST else None


def counts_something(layout: Layout, i: int) -> bool:
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
