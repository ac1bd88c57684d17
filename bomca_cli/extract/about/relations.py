"""How sums belong together: parts of a whole, one sum in two currencies."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bomca_cli.extract.about.draft import PROGRAMME_LEVEL
from bomca_cli.extract.lexicon import values, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Context, Draft

_APART = 8  # tokens between a sum and the same in a second currency
_FAR_APART = 14  # the same, where words of converting stand right before the second one
_UP_TO = words("_up_to")
_BUT = words("_but")
_OUT = words("_head_of_whole", "en", "ru")
_OUT_OF = 5  # tokens of "out of the" between a part and its whole
_TOTALS = 20  # totals of the programme in one text
_LOCAL = frozenset(values("_local_currency"))
_OPENERS = frozenset({"(", "[", ",", "/", "=", "≈", "~", ")", ":"})


def settle_twins(context: Context, drafts: Sequence[Draft]) -> None:
    """Set ``equivalent_of`` of all sums of a text."""
    for before, draft in pairwise(drafts):
        if _is_equivalent(context, before, draft):
            draft.equivalent_of = before.equivalent_of or before
            draft.twin = draft.equivalent_of.twin = True


# ---- one sum in two currencies


def _is_equivalent(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum says the one before it again in another currency: "USD 123,000 (EUR 95,000)"."""
    layout, one, other = context.layout, before.sum, draft.sum
    if _converted(context, before, draft):
        return True
    if one.currency == other.currency or other.opens - one.last > _APART:
        return False
    at = one.last + 1
    signs = 0
    while at < other.opens:
        mark = layout.mark("equivalent", at)
        if mark is None and layout.tokens.word[at] not in _OPENERS:
            return False
        signs += 1
        at = mark.last + 1 if mark else at + 1
    if signs == 1 and layout.tokens.word[one.last + 1] == ",":
        return False
    return signs > 0


def _converted(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether words right before a sum of local money convert the one before: "…, which is about 3 million soms"."""
    one, other = before.sum, draft.sum
    if other.currency not in _LOCAL or one.currency in _LOCAL or other.opens - one.last > _FAR_APART:
        return False
    if not context.layout.tokens.same_block(one.first, other.first):
        return False
    if _BUT & set(context.layout.tokens.word[one.last + 1 : other.opens]):
        return False  # "41 200 евро, а корма на год, это 380 тысяч сомов"
    return any(
        mark.last >= other.opens - 1 for mark in context.marks("equivalent", other.opens - _APART, other.opens - 1)
    )


# ---- wholes and what their parts tell them


def settle_top_ups(drafts: Sequence[Draft]) -> None:
    """A top-up is part of the raised budget when the text states the old and the new one."""
    budgets = {draft.value: draft for draft in drafts[:_TOTALS] if draft.kind == "phase_budget"}
    for draft in drafts[:_TOTALS]:
        if draft.kind == "extension" and draft.part_of is None:
            for value in budgets:
                raised = budgets.get(value + draft.value)
                if raised is not None and raised.sum.currency == draft.sum.currency:
                    draft.part_of = raised


def settle_wholes(context: Context, drafts: Sequence[Draft]) -> None:
    """Let wholes learn from their parts: a total of phases is the programme's, a total of goods is of their kind."""
    for neighbour, draft in pairwise(drafts):
        before = neighbour.equivalent_of or neighbour
        if _compared(context, before, draft):
            draft.kind, draft.phase = "phase_budget", before.phase and before.phase - 1
        if _totals(context, before, draft) or _changed(context, before, draft):
            draft.kind, draft.phase, draft.period = before.kind, before.phase, before.period
    for draft in drafts:
        if draft.part_of is not None and not (draft.part_of.named or draft.part_of.joint):
            _out_of_budget(context, draft, draft.part_of)
    wholes = {id(draft.part_of): draft.part_of for draft in drafts if draft.part_of is not None}
    parts: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.part_of is not None:
            parts.setdefault(id(draft.part_of), []).append(draft)
    for key, whole in wholes.items():
        if whole is not None:
            _learn(context, whole, parts[key])


def _learn(context: Context, whole: Draft, parts: list[Draft]) -> None:
    kinds = {part.kind for part in parts}
    if not (whole.named or whole.joint) and whole.kind in {"phase_budget", "other"}:
        if "extension" in kinds and whole.kind == "phase_budget":
            whole.phase = whole.phase or next(part.phase for part in parts if part.kind == "extension")
        elif kinds & {"phase_budget", "programme_total"} and not _one_phase(whole, parts):
            whole.kind, whole.phase = "programme_total", None
        elif whole.kind == "other" and "equipment" in kinds and not _used(context, parts):
            part = next(part for part in parts if part.kind == "equipment")
            whole.kind, whole.phase = part.kind, whole.phase or part.phase
    if whole.kind == "equipment":
        for part in parts:
            if part.kind == "other" and not _used(context, [part]):
                part.kind, part.phase = whole.kind, part.phase or whole.phase


def _out_of_budget(context: Context, draft: Draft, whole: Draft) -> None:
    """Give the phase to the whole where the sentence names it before: "of phase 5 EUR 6.1 million out of EUR 6.2"."""
    between = context.layout.tokens.word[draft.sum.last + 1 : whole.sum.opens]
    if not 0 < len(between) <= _OUT_OF or between[0] not in _OUT:
        return
    if whole.value < PROGRAMME_LEVEL or whole.kind == "equipment" or whole.owner != draft.owner:
        return
    if draft.kind == "phase_budget" and whole.kind in {"programme_total", "other"}:
        whole.kind, whole.phase, whole.period = draft.kind, draft.phase, draft.period
        draft.kind, draft.period = "other", None
    elif whole.kind == "other" and draft.phase is not None and context.refs(draft.sentence.first, draft.sum.first):
        whole.kind, whole.phase = "phase_budget", draft.phase


def _one_phase(whole: Draft, parts: list[Draft]) -> bool:
    """Whether parts that make up a budget are shares of one phase: the contribution of the EU, that of the partners."""
    budgets = [part.phase for part in parts if part.kind in {"phase_budget", "programme_total"}]
    whole_told = sum(part.sum.value for part in parts) == whole.sum.value
    return whole.kind == "phase_budget" and whole_told and budgets == [whole.phase]


def _used(context: Context, parts: list[Draft]) -> bool:
    """Whether a part goes into grants, training and the like."""
    return any(context.has("other_use", part.first, part.last) for part in parts if part.kind == "other")


def _changed(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum is what another one became: "raised from EUR 5 million to EUR 6.6 million", «его увеличили до»."""
    between = range(before.sum.last + 1, draft.sum.opens)
    words = context.layout.tokens.word
    if draft.kind != "other" or draft.joint or not between or words[between[-1]] not in _UP_TO:
        return False
    if len(between) == 1:
        return True
    near = draft.number - before.number <= 1 and before.kind == "phase_budget" and draft.value >= PROGRAMME_LEVEL
    return near and context.has("top_up", between[0], between[-1], "by")


def _compared(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum is the budget of the phase before: "BOMCA 11 has EUR 14.5 million after EUR 21.65 million"."""
    budgets = before.kind == "phase_budget" and draft.kind == "other" and not draft.joint
    large = draft.value >= PROGRAMME_LEVEL and draft.sum.currency == before.sum.currency
    if not budgets or not large or context.refs(before.sum.last + 1, draft.last):
        return False
    at = before.sum.last + 1
    mark = context.layout.mark("budget_before", at + (context.layout.tokens.word[at] == ","))
    return mark is not None and mark.last == draft.sum.opens - 1


def _totals(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum is the total of goods whose prices stand before it: "EUR 900 each (EUR 1,800 in total)"."""
    if draft.kind != "other" or draft.joint or before.kind != "equipment" or before.number != draft.number:
        return False
    larger = before.sum.currency == draft.sum.currency and before.value < draft.value
    return larger and context.has("in_total", draft.first, draft.last)


# ---- phases inside the whole programme


def settle_by_period(drafts: Sequence[Draft]) -> None:
    """A phase that ran inside the years of a programme's total is part of it, where no more is said."""
    totals = [draft for draft in drafts if draft.kind == "programme_total" and draft.period][:_TOTALS]
    for draft in drafts:
        if draft.kind != "phase_budget" or draft.part_of is not None:
            continue
        for total in totals:
            apart = total.number != draft.number  # in one sentence only words make a part: "of which"
            if (
                apart
                and total.sum.currency == draft.sum.currency
                and total.value > draft.value
                and _holds(total, draft)
            ):
                draft.part_of = total
                break


def _holds(total: Draft, draft: Draft) -> bool:
    """Whether the years of a total hold those told of a phase that has no period of its own."""
    start, end = total.period or (None, None)
    if start is None or end is None or not draft.told or draft.period is not None:
        return False
    return all(start <= year <= end for year in draft.told)
