"""The phase of the home programme that a sum belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.about.draft import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.phases import PhaseRef

_PARTNER = 10  # tokens between a partner that gives money of its own and the sum
_PHASES = 20  # phases whose years a text tells
_BACK = 3  # sentences


def settle(context: Context, draft: Draft) -> None:
    """Set ``phase`` of a sum whose kind and period are known."""
    if draft.kind in {"programme_total", "other_programme"} or draft.joint:
        return
    refs = context.refs_of(draft)
    if context.layout.mark("difference", draft.sum.last + 1) is not None:  # "EUR 4 million less than phase 10 had"
        refs = context.refs(draft.sentence.first, draft.sum.first)
    numbers = [context.number(ref) for ref in sorted(refs, key=lambda ref: _distance(draft, ref))]
    named = next((number for number in numbers if number is not None), None)
    if named is None:
        named = _of_budget(context, draft) if draft.kind in {"phase_budget", "extension"} else _of_goods(context, draft)
    draft.phase = named


def _of_budget(context: Context, draft: Draft) -> int | None:
    """The phase named last in the sentences before, else the one that the text is about."""
    start = max(context.layout.sentences[max(0, draft.number - _BACK)].first, draft.first - 2 * LONGEST)
    for ref in reversed(context.refs(start, draft.first, than=True)):
        found = context.number(ref)
        if found is not None:
            return found
    return context.current_phase


def _of_goods(context: Context, draft: Draft) -> int | None:
    """The phase that the text is about, unless the goods are of another time or the money of trade."""
    sentence = context.refs(*draft.sentence)
    if sentence:
        return context.number(sentence[-1])
    elsewhere = draft.period is not None and draft.period[1] is not None and draft.kind == "equipment"
    if elsewhere and not context.has("same_programme", draft.first, draft.last):
        return None
    if draft.kind == "other" and context.has("partner", max(draft.first, draft.sum.first - _PARTNER), draft.sum.first):
        return None
    return context.phase_of_goods


def settle_by_period(drafts: Sequence[Draft]) -> None:
    """Goods of years that lie inside those of one phase only, as its budget states them, are of that phase."""
    budgets = (draft for draft in drafts if draft.kind == "phase_budget" and draft.phase)
    spans = {(draft.phase, *draft.period) for draft in budgets if draft.period is not None}
    if len(spans) > _PHASES:
        return
    for draft in drafts:
        start, end = draft.period or (None, None)
        if draft.kind != "equipment" or draft.phase is not None or draft.joint or start is None or end is None:
            continue
        holding = {phase for phase, first, last in spans if first and last and first <= start and end <= last}
        if len(holding) == 1:
            draft.phase = next(iter(holding))


def _distance(draft: Draft, ref: PhaseRef) -> int:
    return draft.sum.first - ref.last if ref.last < draft.sum.first else ref.first - draft.sum.last
