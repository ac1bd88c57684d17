"""What may have been meant by a name that nothing goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.errors import UsageError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE = 0.6  # as difflib measures likeness, from 0 to 1


def nearest(text: str, known: Iterable[str], most: int = 1, cutoff: float = _CLOSE) -> list[str]:
    """The entries of ``known`` that are spelt most like ``text``, the closest first; case does not matter.

    Args:
        text: what was typed.
        known: what there is.
        most: how many at most.
        cutoff: how alike they must be, from 0 to 1.
    """
    from difflib import get_close_matches

    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    return [by_fold[near] for near in get_close_matches(text.strip().casefold(), by_fold, n=most, cutoff=cutoff)]


def hint(text: str, known: Iterable[str], otherwise: str, most: int = 1, cutoff: float = _CLOSE) -> str:
    """``"; did you mean X?"`` as the end of a message, or ``otherwise`` where nothing known is near."""
    near = nearest(text, known, most, cutoff)
    return f"; did you mean {' or '.join(near)}?" if near else otherwise


def unknown(text: str, what: str, known: Iterable[str]) -> UsageError:
    """The error for a name that is not among ``known``: it suggests the nearest, or lists all when none is near.

    Args:
        text: what was typed.
        what: what it should be ("command", "sort key").
        known: what there is.
    """
    names = list(known)
    every = f"the only one is {names[0]}" if len(names) == 1 else f"known are {', '.join(names)}"
    return UsageError(f"unknown {what} {quoted(text)}{hint(text, names, f': {every}')}")


def one_of(text: str, what: str, known: Iterable[str]) -> str:
    """``text``, when it is among ``known``; ``what`` it is, for the message.

    Raises:
        UsageError: it is not (``unknown``).
    """
    names = list(known)
    if text not in names:
        raise unknown(text, what, names)
    return text
