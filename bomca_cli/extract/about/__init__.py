"""What the sums of a text are about: kind, phase, period, whole, correction, purpose.

    assign(layout, sums, dates, phases) -> list[Amount]

Each sum is read from the part of its sentence that speaks about it and no other sum, then from the sentences before.
Mentions of one figure in one text tell about the same money, so what one of them lacks it takes from the others.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bomca_cli.extract.about import errata, kind, owner, parts, period, phase, purpose, relations, repeats, scope
from bomca_cli.extract.about.draft import Context, dated
from bomca_cli.extract.about.ellipses import with_ellipses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.money import Sum
    from bomca_cli.extract.phases import PhaseRef
    from bomca_cli.release import Amount, DateExpression

__all__ = ["assign"]


def assign(
    layout: Layout, sums: Sequence[Sum], dates: Sequence[DateExpression], phases: Sequence[PhaseRef]
) -> list[Amount]:
    """Tell what each sum is about.

    Args:
        layout: the text cut up.
        sums: its sums in the order of the text.
        dates: its date expressions with their roles.
        phases: the phases that it names, of any programme.

    Returns:
        An amount for each sum, in the same order.
    """
    if not sums:
        return []
    context = Context(layout, dated(layout, dates), with_ellipses(layout, phases))
    context.drafts = scope.drafts(context, sums)
    relations.settle_twins(context, context.drafts)
    for _, row in groupby(context.drafts, key=lambda draft: draft.number):
        same = list(row)
        for n, draft in enumerate(same):
            owner.settle(context, draft, same[n - 1] if n else None)
        owner.in_order(context, same)
    for draft in context.drafts:
        draft.period = period.stated(context, draft)
        kind.settle(context, draft)
        draft.period = draft.period or period.single(context, draft)
        phase.settle(context, draft)
        draft.period = draft.period or period.pointed_at(context, draft)
        if draft.kind == "equipment" and draft.period is None:
            draft.period = period.opened_before(context, draft)
        if draft.kind == "phase_budget" and draft.period is None:
            draft.period = period.of_phase(context, draft)
        draft.told = period.told(context, draft)
        draft.purpose = purpose.find(context, draft)
    errata.settle(context, context.drafts)
    parts.settle(context, context.drafts)
    relations.settle_wholes(context, context.drafts)
    relations.settle_top_ups(context.drafts)
    for draft in context.drafts:
        if draft.kind == "phase_budget" and draft.period is None and draft.phase is not None:
            draft.period = period.elsewhere(context, draft)
    repeats.settle(context.drafts)
    relations.settle_by_period(context.drafts)
    phase.settle_by_period(context.drafts)
    return [draft.amount(context) for draft in context.drafts]
