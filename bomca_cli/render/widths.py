"""How wide each column of a table may be, so that none disappears."""

from __future__ import annotations

from typing import NamedTuple

GAP = 2  # blanks between columns
SHORT = 16  # a column of text is not made narrower than this
LONG_ENOUGH = 36  # text that has this much room may be cut with an ellipsis; with less it folds


class Need(NamedTuple):
    """What a column asks for: its widest cell, the least that serves, and how soon it gives way (lowest first)."""

    natural: int
    least: int
    weight: int


def need(natural: int, label: int, longest_word: int, *, keep: bool, weight: int) -> Need:
    """The need of a column.

    Args:
        natural: what its widest cell takes.
        label: what its heading takes.
        longest_word: what its longest word takes that is not to be broken.
        keep: whether its cells are never cut.
        weight: how soon it gives way, lowest first.
    """
    natural = max(natural, label)
    return Need(natural, natural if keep else min(natural, max(label, SHORT, longest_word)), weight)


def plan(needs: list[Need], space: int) -> list[int] | None:
    """A width for each column, together within ``space``; None when the least of all is too much.

    Columns give way in ascending order of weight; among equals the widest gives first.
    """
    space -= GAP * (len(needs) - 1)
    if sum(one.least for one in needs) > space:
        return None
    widths = [min(one.natural, space) for one in needs]
    for weight in sorted({one.weight for one in needs}):
        while (excess := sum(widths) - space) > 0:
            giving = [at for at, one in enumerate(needs) if one.weight == weight and widths[at] > one.least]
            if not giving:
                break
            widest = max(giving, key=lambda at: widths[at])
            # Down to the next widest in one step where it stands alone, so that a huge cell costs no time.
            floor = max((widths[at] for at in giving if at != widest), default=0)
            step = max(1, min(excess, widths[widest] - max(floor, needs[widest].least)))
            widths[widest] -= step
    return widths
