"""Close spellings for a word that no release has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 3
_CLOSE = 0.75
SPREAD = 2  # letters that a close spelling may be longer or shorter


def close_terms(term: str, vocabulary: Iterable[str]) -> list[str]:
    """The terms of ``vocabulary`` that are written most like ``term``, the closest first."""
    if any(letter.isdigit() for letter in term):
        return []  # another number is no spelling of this one
    near = (known for known in vocabulary if abs(len(known) - len(term)) <= SPREAD and known.isalpha())
    return nearest(term, near, MOST, _CLOSE)
