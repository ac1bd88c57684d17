"""Whether "today" means the day of the release or nowadays: "Today, BOMCA is one of …", "Today 26 handlers teach".

What is the case today is no happening: a verb of state or of lasting work in the present tense, and nothing in its
clause that happens, is over or is still to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tenses import past_form
from bomca_cli.extract.tokens import SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout, Range

_STATIVE = words("_stative")
_BE = words("_be_present")
_ING = tuple(words("_progressive_ending"))
_SO_FAR = words("_so_far")
_NEGATION = words("_negation")
_SPEECH = 200  # tokens of direct speech that are looked back over
_BARE = 5  # tokens of a sentence without a verb that tells what happens
_PARTING = frozenset(";,:")
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")
_DASHES, _STOPS = frozenset("–—-"), frozenset(",.!?")


def meant(layout: Layout, item: Found, sentence: Range) -> bool:
    """Whether a date that reads "today" tells a state.

    Args:
        layout: the text.
        item: the date.
        sentence: the tokens of its sentence.
    """
    if item.rule is None or item.rule.kind != "day" or item.rule.n != 0:
        return False
    tokens = layout.tokens
    if item.first and tokens.word[item.first - 1] in _SO_FAR:
        return True
    first = _clause(layout, item, sentence)
    contrast = first > 0 and tokens.word[first - 1] == ";" and first == item.first
    said = spoken(layout, item.first)
    copula = lasting = happens = False
    for i in range(first, sentence.last + 1):
        word, here, behind = tokens.word[i], layout.classes[i], i > item.last
        if said and behind and (word in _CLOSING or word == '"' or (word in _DASHES and tokens.word[i - 1] in _STOPS)):
            break
        if behind and ("role_relative" in here or (word == "," and (copula or lasting))):
            break
        if tokens.kind[i] != WORD:
            continue
        if "role_past" in here or "role_future" in here or (said and not behind and past_form(word)):
            return False
        if "happens_now" in here and not (said and _NEGATION.intersection(tokens.word[max(first, i - 2) : i])):
            return False
        if behind and past_form(word):
            if "lasting_passive" not in here or not _BE.intersection(tokens.word[i - 2 : i]):
                return False
            lasting = True
        happens = happens or "role_happening" in here
        lasting = lasting or "lasting" in here
        copula = copula or (behind and word in _STATIVE and not _progresses(layout, i))
    bare = sentence.last - first < _BARE and not happens  # "Today there are forty."
    return copula or contrast or (lasting and not happens) or (said and not happens) or bare


def spoken(layout: Layout, i: int) -> bool:
    """Whether token ``i`` stands in quotation marks, or behind the dash that opens direct speech."""
    words, kinds = layout.tokens.word, layout.tokens.kind
    line = layout.line_at(i)
    for at in range(i - 1, max(line.first, i - _SPEECH) - 1, -1):
        if kinds[at] != SIGN:
            continue
        if words[at] in _OPENING:
            return True
        if words[at] in _CLOSING:
            return False
        if words[at] == '"':
            return layout.tokens.glued(at) and not (at and layout.tokens.glued(at - 1))
    return words[line.first] in _DASHES and not any(
        words[at] in _DASHES and words[at - 1] in _STOPS for at in range(line.first + 1, min(i, line.first + _SPEECH))
    )


def _clause(layout: Layout, item: Found, sentence: Range) -> int:
    """The first token of the clause of a date: behind a sign, or a word such as "which"."""
    words, classes = layout.tokens.word, layout.classes
    before = range(sentence.first, item.first)
    signs = (i + 1 for i in before if words[i] in _PARTING or "role_relative" in classes[i])
    return max(signs, default=sentence.first)


def _progresses(layout: Layout, i: int) -> bool:
    """Whether a form of "be" goes on with a verb that tells what happens: "experts are meeting"."""
    after = i + 1
    if layout.tokens.word[i] not in _BE or after >= len(layout.tokens):
        return False
    word = layout.tokens.word[after]
    return word.endswith(_ING) and layout.mark("lasting", after) is None
