"""What a sum pays for: goods and works, or services such as courses, journeys, studies and grants.

A careful reader looks at what follows "for" behind the sum, then at the nearest noun phrase before it, then at the rest
of the clause and of the sentence, and at last at what the sentences before were about. Of a phrase of several nouns its
head decides: a course on scanners is a course, a scanner for a course is a scanner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.about.draft import LONGEST
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.about.draft import Context, Draft

GOODS = "goods"
SERVICE = "service"

_TABLES = {"goods": GOODS, "other_use": SERVICE}
_BEFORE, _AFTER = 22, 8  # tokens of a clause that are looked at on either side of a sum
_OPENER = 3  # tokens between a sum and "for"
_CHAIN = 4  # tokens between the nouns of one phrase
_LISTED = 3  # tokens between the items of an enumeration
_BACK = 2  # sentences
_INTO = words("_matter_for")
_TIES = words("_matter_tie")
_COUNTS = words("_matter_no_goods")
_PLURAL = tuple(words("_matter_plural"))
_BREAKS = frozenset(";")  # what stands behind one is told of something else
_LIST = frozenset(",") | words("_and")


class Thing(NamedTuple):
    """A noun or a verb that tells goods from services, in the tokens ``first`` to ``last``."""

    first: int
    last: int
    side: str
    verb: bool


def find(context: Context, draft: Draft, *, worth: bool) -> str | None:
    """``GOODS``, ``SERVICE``, or None when neither the sentence nor those before it tell.

    Args:
        context: the text around the sums.
        draft: the sum.
        worth: whether "worth" or the like ties the sum to what stands before it.
    """
    item = draft.sum
    before = max(draft.first, item.opens - _BEFORE), item.opens - 1
    after = item.last + 1, min(draft.last, item.last + _AFTER)
    first_look, second_look = (_head_before, before), (_head_after, after)
    if not worth and _opened(context, draft):
        first_look, second_look = second_look, first_look
    for look, part in (first_look, second_look):
        found = look(context, *part)
        if found is not None:
            return found.side
    return _by_verb(context, draft.first, draft.last) or _around(context, draft) or _earlier(context, draft)


def _opened(context: Context, draft: Draft) -> bool:
    """Whether "for" or the like stands right behind the sum: "EUR 12,000 was spent on"."""
    words = context.layout.tokens.word
    here = range(draft.sum.last + 1, min(draft.last, draft.sum.last + _OPENER) + 1)
    return any(words[at] in _INTO for at in here)


def _things(context: Context, first: int, last: int, *, verbs: bool = False) -> list[Thing]:
    """The goods and services named in a part of the text, in order; of those that overlap the longest."""
    found: list[Thing] = []
    for table, side in _TABLES.items():
        end = -1
        for mark in context.marks(table, first, last):
            if mark.first > end:
                end = mark.last
                if mark.value != "neither":
                    found.append(Thing(mark.first, mark.last, side, mark.value == "verb"))
    found.sort(key=lambda thing: (thing.first, -thing.last))
    plain: list[Thing] = []
    for thing in found:
        if plain and thing.first <= plain[-1].last:
            if thing.last > plain[-1].last and thing.verb == plain[-1].verb:
                plain[-1] = thing
            continue
        plain.append(thing)
    return [thing for thing in plain if thing.verb == verbs]


def _head_after(context: Context, first: int, last: int) -> Thing | None:
    """The head of the first phrase of a part of the text."""
    things = _things(context, first, last)
    return _head(context, things, 0) if things else None


def _head_before(context: Context, first: int, last: int) -> Thing | None:
    """The head of the last phrase of a part of the text; of an enumeration that of the first goods in it."""
    things = _things(context, first, last)
    n = len(things) - 1
    head: Thing | None = None
    while n >= 0:
        while n > 0 and _tied(context, things[n - 1], things[n]):
            n -= 1
        here = _head(context, things, n)
        head = head if head is not None and here.side == SERVICE else here
        if n == 0 or head.side == GOODS or not _listed(context, things[n - 1], things[n]):
            break
        n -= 1
    return head


def _head(context: Context, things: list[Thing], n: int) -> Thing:
    """The head of the phrase that begins with the ``n``-th thing: the last of an English compound, else the first."""
    tokens = context.layout.tokens
    while n + 1 < len(things) and things[n + 1].first == things[n].last + 1 and tokens.word[things[n].first].isascii():
        n += 1
    return things[n]


def _tied(context: Context, one: Thing, other: Thing) -> bool:
    """Whether two things are nouns of one phrase: "a course on scanners", "аудит закупок"."""
    tokens = context.layout.tokens
    between = range(one.last + 1, other.first)
    if len(between) > _CHAIN or any(tokens.kind[at] == SIGN and tokens.word[at] != "-" for at in between):
        return False
    if not between:
        return True
    if not tokens.word[one.first].isascii():
        breaks = ("clause", "worth", "handover", "pays", "budget_word")
        return not any(context.layout.mark(table, at) for table in breaks for at in between)
    return tokens.word[between[0]] in _TIES


def _listed(context: Context, one: Thing, other: Thing) -> bool:
    """Whether two things stand side by side in an enumeration: "lamps and handbooks"."""
    words = context.layout.tokens.word
    between = words[one.last + 1 : other.first]
    return 0 < len(between) <= _LISTED and between[0] in _LIST


def _by_verb(context: Context, first: int, last: int) -> str | None:
    """What the verbs of a part of the text tell."""
    verbs = _things(context, first, last, verbs=True)
    return verbs[0].side if verbs else None


def _around(context: Context, draft: Draft) -> str | None:
    """What the rest of the sentence tells: the thing nearest to the sum, else counted nouns, else verbs."""
    item, (first, last) = draft.sum, draft.sentence
    words = context.layout.tokens.word
    last = next((at for at in range(item.last + 1, last + 1) if words[at] in _BREAKS), last)
    things = _things(context, first, last)
    if things:
        return min(things, key=lambda thing: max(item.first - thing.last, thing.first - item.last)).side
    if _counted(context, first, item.opens - 1):
        return GOODS
    return _by_verb(context, first, last)


def _earlier(context: Context, draft: Draft) -> str | None:
    """What the sentences before in the same paragraph are about; the subject of each stands first."""
    sentences = context.layout.sentences
    for number in range(draft.number - 1, max(-1, draft.number - 1 - _BACK), -1):
        first, last = sentences[number]
        first = max(first, last - LONGEST)
        if not context.layout.tokens.same_block(first, draft.sum.first):
            return None
        things = _things(context, first, last)
        handed = context.has("handover", first, last)
        if things:
            return GOODS if handed and any(thing.side == GOODS for thing in things) else things[0].side
        if handed and _counted(context, first, last):
            return GOODS
        done = _by_verb(context, first, last)
        if done is not None:
            return done
    return None


def _counted(context: Context, first: int, last: int) -> bool:
    """Whether a number counts something that is no person, time or measure: "48 dosimeters"."""
    layout, tokens = context.layout, context.layout.tokens
    for at in range(first, last):
        if tokens.kind[at] != NUMBER or not tokens.text[tokens.start[at] : tokens.end[at]].isdigit():
            continue
        noun = at + 1
        plural = tokens.kind[noun] == WORD and tokens.word[noun].endswith(_PLURAL)
        if not plural or context.dated(at) or tokens.word[noun] in _COUNTS:
            continue
        if any(at <= ref.last for ref in context.phases_in(max(first, at - _CHAIN), at)):
            continue  # "BOMCA 10 has"
        if not any(layout.mark(table, noun) for table in ("counted", "month", "country", "magnitude", "currency_name")):
            return True
    return False
