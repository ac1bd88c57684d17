"""Towns under all their spellings: who asks for Bishkek is shown Бишкек too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bomca_cli.search.fold import fold

_VOCABULARY = Path(__file__).parents[1] / "extract" / "vocabulary" / "places.toml"


def place_term(name: str) -> str:
    """The name of a place, folded, a blank before each word, so that the beginning of each word can be looked for."""
    return "".join(f" {term}" for term in fold(name).terms)


def spellings(typed: str) -> tuple[str, ...]:
    """``typed`` and every other spelling of the towns that it is the name of, or a part of the name, as place terms."""
    part = place_term(typed)
    same = (term for town in _towns() if any(part in term for term in town) for term in town)
    return tuple(dict.fromkeys((part, *same)))


@cache
def _towns() -> tuple[tuple[str, ...], ...]:
    """The place terms of each town."""
    import tomllib  # only now: an index is filled without it

    table = tomllib.loads(_VOCABULARY.read_text(encoding="utf-8"))["_same_town"]
    return tuple(tuple(map(place_term, (name, *others))) for name, others in table.items())
