"""What kind of money a sum is: see KINDS of the data model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract import numbers
from bomca_cli.extract.about import matter, parts
from bomca_cli.extract.about.draft import PROGRAMME_LEVEL
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.phases import HOME
from bomca_cli.extract.tokens import NUMBER

if TYPE_CHECKING:
    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.phases import PhaseRef

_NEAR = 4  # tokens between "worth" or "additional" and its sum
_GOODS_BEFORE = 10  # tokens between goods and the sum that they cost
_GOODS_AFTER = 7
_USE_BEFORE, _USE_AFTER = 6, 6
_BUDGETS = frozenset(("phase_budget", "programme_total"))
_SMALL_TOP_UP = PROGRAMME_LEVEL / 10
_LONGEST_PHASE = 6  # years; what covers more is the programme as a whole
_PLURAL = words("_phase_plural", "sure")
_MAYBE_PLURAL = words("_phase_plural", "maybe")
_JOINERS = frozenset("-–—") | words("_phase_joiner")
_NOT_GIVING = words("_not_giving")
_UP_TO = words("_up_to")
_OUT_OF = words("_out_of_whole")
_AND = words("_and")
_THE = words("_the")
_FOR = words("_goods_for")
_ANOTHER = words("_another")
_BY = words("_by_how_much")
_OUR = words("_our")
_ADDED_TO = words("_added_to", "to")
_ADDED_WHOLE = words("_added_to", "whole")
_DEFINITE = words("_the_budget", "definite")
_BUDGET = words("_the_budget", "budget")
_SHARED = 6  # tokens from "of" to "budget": "EUR 220,000 of the tenth-phase budget"
_TO_COUNTRY = words("_to_country")
_YEARS = words("_years_unit")
_DECADES = words("_years_unit", "decades")
_WHICH = words("_by_which")


def settle(context: Context, draft: Draft) -> None:
    """Set ``kind`` of a sum whose owner and span of years are known."""
    if draft.owner != HOME:
        draft.kind = "other_programme"
    elif not draft.joint:
        refs = context.refs_of(draft)
        draft.named = any(not _several(context, ref) for ref in refs)
        draft.kind = _kind(context, draft, refs)


def _kind(context: Context, draft: Draft, refs: list[PhaseRef]) -> str:
    if _is_difference(context, draft) or _by_partner(context, draft):
        return "other"
    if _is_share(context, draft):
        goods = matter.find(context, draft, worth=False) == matter.GOODS and _goods_near(context, draft)
        return "equipment" if goods else "other"
    worth = _worth(context, draft)
    small = draft.value < PROGRAMME_LEVEL
    if _tops_up(context, draft) and not worth and not (draft.value < _SMALL_TOP_UP and not refs):
        return "extension"
    if context.has("other_use", draft.sum.first - _USE_BEFORE, draft.sum.last + _USE_AFTER, "prize"):
        return "other"
    paid_for = matter.find(context, draft, worth=worth)
    goods, service = paid_for == matter.GOODS, paid_for == matter.SERVICE
    if small:
        return "equipment" if goods or (worth and not service) else "other"
    near = goods and _goods_near(context, draft)
    if _for_country(context, draft):
        return "equipment" if near else "other"
    service = context.has("other_use", draft.sum.first - _USE_BEFORE, draft.sum.last + _USE_AFTER)
    if worth and near:
        return "equipment"
    if not (service and not refs) and _programme_level(context, draft, refs, goods=near):
        return _whole_or_phase(context, draft, refs)
    if goods:
        return "equipment"
    if (worth or context.has("correction", *draft.sentence)) and context.home_named and not service:
        return "phase_budget"
    return "other"


def _is_difference(context: Context, draft: Draft) -> bool:
    """Whether a sum is only how far two others are apart: "EUR 4 million less than"."""
    return context.layout.mark("difference", draft.sum.last + 1) is not None


def _is_share(context: Context, draft: Draft) -> bool:
    """Whether a sum is some of a budget: "EUR 2 million of the money of the eleventh phase", "within this envelope"."""
    if context.layout.mark("share", draft.sum.last + 1) is not None or parts.inside(context, draft):
        return True
    words, at = context.layout.tokens.word, draft.sum.last + 1
    of_the = at + 1 <= draft.last and words[at] in _OUT_OF and words[at + 1] in _DEFINITE
    return of_the and not _BUDGET.isdisjoint(words[at + 2 : min(at + _SHARED, draft.last) + 1])


def _by_partner(context: Context, draft: Draft) -> bool:
    """Whether one of those who carry the programme out adds money of its own: "UNDP put another USD 500,000"."""
    partners = context.marks("partner", max(draft.first, draft.sum.first - _GOODS_BEFORE), draft.sum.first)
    item = draft.sum
    if context.has(
        "own_share", max(draft.first, item.first - _GOODS_BEFORE), min(draft.last, item.last + _GOODS_BEFORE)
    ):
        return True
    words = context.layout.tokens.word
    return any(
        context.has("budget_word", mark.last + 1, mark.last + 2, "verb") and words[mark.first - 1] not in _NOT_GIVING
        for mark in partners
    )


def _worth(context: Context, draft: Draft) -> bool:
    """Whether "worth", "стоимостью" or goods and "for" stand right before the sum, past its qualifier."""
    opens = draft.sum.opens
    if opens > 1 and context.layout.tokens.word[opens - 1] in _FOR and context.mark_ending("goods", opens - 1):
        return True
    return any(mark.last < opens for mark in context.marks("worth", max(draft.first, opens - _NEAR), opens - 1))


def _goods_near(context: Context, draft: Draft) -> bool:
    """Whether goods or works stand beside the sum, or behind it as "EUR 10 million worth of equipment"."""
    item = draft.sum
    before = context.has("goods", max(draft.first, item.opens - _GOODS_BEFORE), item.opens - 1)
    after = context.has("goods", item.last + 1, min(draft.last, item.last + _GOODS_AFTER))
    return before or after or (context.has("worth", item.last + 1, min(draft.last, item.last + 1)))


def _tops_up(context: Context, draft: Draft) -> bool:
    """Whether the sum comes on top of earlier money: "an extra EUR 1.6 million", "ещё в 1,6 млн", "the extension"."""
    words, item = context.layout.tokens.word, draft.sum
    if item.opens > 0 and words[item.opens - 1] in _UP_TO:
        return False
    for mark in context.marks("top_up", max(draft.first, item.opens - _NEAR), item.opens - 1):
        between = range(mark.last + 1, item.opens)
        plain = all(context.layout.mark("goods", at) is None and words[at] != "," for at in between)
        plain = plain and not (words[item.opens - 2] in _ADDED_TO and words[item.opens - 1] in _ADDED_WHOLE)
        again = words[mark.first] in _ANOTHER and (_another_phase(context, draft) or _goes_on(context, draft))
        before = mark.value == "before" or (mark.value == "by" and mark.last == item.opens - 1)
        if before and plain and not again and not _is_whole(context, mark):
            return True
    if item.opens and words[item.opens - 1] in _BY and context.has("top_up", draft.first, item.opens - 1, "by"):
        return True
    after = context.layout.mark("top_up", item.last + 1)
    if after is not None and after.value in {"after", "noun"}:  # "EUR 1.6 million more", "the EUR 1.6 million top-up"
        return True
    by = item.last + 1 + (words[item.last + 1 : item.last + 2] == [","])
    if words[by : by + 1] and words[by] in _BY and words[by + 1] in _WHICH:  # "by which Brussels topped up the phase"
        return context.has("top_up", by, draft.sentence.last, "by")
    noun = any(
        mark.value == "noun" and not _is_whole(context, mark)
        for mark in context.marks("top_up", draft.first, draft.last)
    )
    noun = noun and not context.has("goods", draft.first, draft.last)
    return noun and item.value >= _SMALL_TOP_UP and context.has("budget_word", draft.first, draft.last)


def _goes_on(context: Context, draft: Draft) -> bool:
    """Whether a sum goes on a list of what money was spent on: "EUR 2 million for goods, another EUR 300,000 for"."""
    before = context.before(draft)
    return before is not None and before.number == draft.number and before.kind in {"equipment", "other"}


def _another_phase(context: Context, draft: Draft) -> bool:
    """Whether a sum is named for a phase, and the budget told before it is that of another one."""
    numbers = {context.number(ref) for ref in context.refs(draft.first, draft.last)} - {None}
    before = context.before(draft)
    return bool(numbers) and before is not None and before.kind in _BUDGETS and before.phase not in numbers


def _is_whole(context: Context, mark: Mark) -> bool:
    """Whether the sum is only some of the additional money: "a sixth of the additional money"."""
    words = context.layout.tokens.word
    opener = mark.first - 2 if mark.first and words[mark.first - 1] in _THE else mark.first - 1
    return opener >= 0 and words[opener] in _OUT_OF


def _programme_level(context: Context, draft: Draft, refs: list[PhaseRef], *, goods: bool) -> bool:
    """Whether the words around a large sum make it the money of a programme or a phase."""
    first, last = draft.first, draft.last
    phase = any(context.layout.mark("phase", at) is not None for ref in refs for at in range(ref.first, ref.last + 1))
    if phase or context.has("whole_programme", first, last) or context.has("duration", first, last):
        return True
    noun = context.has("budget_word", first, last, "noun") or context.layout.tokens.word[draft.sum.opens - 1] in _OUR
    if goods and not noun and draft.period is None:
        return False
    if not context.home_named:
        return False
    if _subject(context, first, last) or _goes_on_about_phase(context, draft):
        return True
    return noun or bool(refs) or draft.period is not None or context.has("budget_word", first, last)


def _goes_on_about_phase(context: Context, draft: Draft) -> bool:
    """Whether a pronoun opens what is told of the phase of the sentence before: "It has EUR 21.65 million"."""
    before = context.before(draft)
    if not draft.number or not context.points_back(draft) or (before and before.number == draft.number):
        return False
    first, last = context.layout.sentences[draft.number - 1]
    return context.layout.tokens.same_block(last, draft.sum.first) and bool(context.refs(first, last))


def _subject(context: Context, first: int, last: int) -> bool:
    """Whether the programme or its phase is what the words speak about: "BOMCA has swallowed", "the phase had"."""
    home = any(mark.value == HOME for mark in context.marks("programme", first, last))
    return home or context.has("phase", first, last)


def _speaks_of_programme(context: Context, draft: Draft, refs: list[PhaseRef]) -> bool:
    """Whether a programme itself is worth the sum: "the programme, worth EUR 21.65 million"."""
    first, last = draft.first, draft.last
    home = any(mark.value == HOME for mark in context.marks("programme", first, last))
    return home or bool(refs) or context.has("the_programme", first, last)


def _for_country(context: Context, draft: Draft) -> bool:
    """Whether a sum is what falls to one country: «на Таджикистан приходится 4,1 млн евро»."""
    words = context.layout.tokens.word
    if not context.has("falls_to", draft.first, draft.last):
        return False
    named = context.marks("country", draft.first, draft.last)
    return len(named) == 1 and words[named[0].first - 1] in _TO_COUNTRY


def _many_years(context: Context, draft: Draft) -> bool:
    """Whether the words tell of more years than a phase lasts: "in seventeen years", «за два десятилетия»."""
    tokens = context.layout.tokens
    for at in range(draft.first + 1, draft.last + 1):
        if tokens.word[at] in _YEARS:
            number = numbers.ending_at(context.layout, at - 1)
            if tokens.word[at] in _DECADES or (number is not None and number.value > _LONGEST_PHASE):
                return True
    return False


def _several(context: Context, ref: PhaseRef) -> bool:
    """Whether a reference is one of several phases: "phases 1-8", "фазы 1–8", "eighth and ninth phases"."""
    tokens, after = context.layout.tokens, ref.last + 1
    words = tokens.word[ref.first : ref.last + 1]
    if _PLURAL & set(words) or (len(words) == 1 and tokens.kind[ref.first] == NUMBER):
        return True
    around = context.refs(max(0, ref.first - _NEAR), ref.last)
    if any(one.number != ref.number and one.last >= ref.first for one in around):
        return True  # "the sixth and seventh phase"
    beside = [one for one in context.refs(after + 1, after + 1) if tokens.word[after] in _AND]
    if tokens.word[ref.first - 1] in _AND:
        beside += [one for one in context.refs(ref.first - _NEAR, ref.first - 2) if one.last == ref.first - 2]
    if any(one.number != ref.number for one in beside):
        return True  # "BOMCA 8 and BOMCA 9"
    joined = after + 1 < len(tokens) and tokens.word[after] in _JOINERS and tokens.kind[after + 1] == NUMBER
    return joined and words[0] in _MAYBE_PLURAL


def _whole_or_phase(context: Context, draft: Draft, refs: list[PhaseRef]) -> str:
    start, end = draft.period or (None, None)
    if start is not None and end is not None and end - start > _LONGEST_PHASE:
        return "programme_total"
    if draft.named:
        return "phase_budget"
    if refs or _many_years(context, draft) or context.has("whole_programme", draft.first, draft.last):
        return "programme_total"
    if context.current_phase is not None:
        return "phase_budget"
    return "programme_total"
