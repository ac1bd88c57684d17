"""A query as an FTS5 expression over our own terms. Every term is quoted: nothing that is typed acts."""

from __future__ import annotations

from bomca_cli.search.columns import PIECE
from bomca_cli.search.expression import Any, Expression, Not, Unit


def match_string(expression: Expression) -> str | None:
    """The FTS5 expression that finds the same releases; None where there is none (``place:``, NOT alone)."""
    if isinstance(expression, Unit):
        return unit_string(expression) if expression.field in (None, "title") else None
    if isinstance(expression, Not):
        return None
    if isinstance(expression, Any):
        return _joined([match_string(part) for part in expression.parts], " OR ")
    wanted = _joined([match_string(part) for part in expression.parts if not isinstance(part, Not)], " AND ")
    unwanted = [match_string(part.part) for part in expression.parts if isinstance(part, Not)]
    if not wanted or None in unwanted:
        return None
    return "".join([f"({wanted})", *(f" NOT ({part})" for part in unwanted)])


def unit_string(unit: Unit) -> str:
    """One word or phrase, in any of its readings."""
    readings = [" AND ".join(_phrase(piece) for piece in _pieces(reading)) for reading in unit.readings]
    either = " OR ".join(f"({reading})" for reading in readings)
    return f"{{title}} : ({either})" if unit.field == "title" else f"({either})"


def term_string(term: str) -> str:
    """One term, as the index holds it."""
    return _phrase((term,))


def _pieces(reading: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A long phrase as overlapping pieces that a join cannot tear apart."""
    if len(reading) <= PIECE:
        return [reading]
    starts = [*range(0, len(reading) - PIECE, PIECE // 2), len(reading) - PIECE]
    return [reading[start : start + PIECE] for start in starts]


def _phrase(terms: tuple[str, ...]) -> str:
    return '"' + " ".join(terms) + '"'


def _joined(parts: list[str | None], operator: str) -> str | None:
    said = [part for part in parts if part is not None]
    if not said or len(said) < len(parts):
        return None
    return operator.join(f"({part})" for part in said)
