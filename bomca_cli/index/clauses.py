"""What is asked → conditions of SQL: each filter of ``Query`` written once, and the orders.

Only fixed text stands in the SQL; everything that a user typed is a parameter.
"""

# ruff: noqa: S608 - the SQL is put together from the fixed pieces below
from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bomca_cli.query import Query
    from bomca_cli.search.expression import Expression

# Repeated boilerplate weighs next to nothing, so that it ranks below news however often it has the word.
_WEIGHTS = "10.0, 4.0, 0.1"  # title, news, boilerplate


class Clause(NamedTuple):
    """A condition over ``releases`` and its parameters."""

    sql: str
    values: tuple[Any, ...] = ()


class Selection(NamedTuple):
    """Which releases, in which order, how many."""

    source: Clause  # what stands behind FROM
    where: Clause
    order: str
    limit: int | None


def _contact(typed: str) -> Clause:
    from bomca_cli.search.facts import contact_wanted

    words, digits = contact_wanted(typed)
    column, part = ("digits", digits) if digits else ("words", words)
    return Clause(f"number IN (SELECT release FROM contacts WHERE instr({column}, ?))", (part,))


def _place(typed: str) -> Clause:
    from bomca_cli.search.facts import places_wanted

    return _join("OR", [Clause("instr(place_words, ?)", (place,)) for place in places_wanted(typed)])


def _country(code: str) -> Clause:
    return Clause("number IN (SELECT release FROM countries WHERE code = ?)", (code,))


def _phase(number: int) -> Clause:
    return Clause("number IN (SELECT release FROM phases WHERE phase = ?)", (number,))


def _any(each: Callable[[Any], Clause]) -> Callable[[Sequence[Any]], Clause]:
    return lambda values: _join("OR", [each(value) for value in values])


def _told(condition: str, day: date) -> Clause:
    """What tells of something by this condition, or of something in no known year."""
    by = f"SELECT release FROM told WHERE {condition} UNION ALL SELECT release FROM told WHERE last_day IS NULL"
    return Clause(f"number IN ({by})", (day.isoformat(),))


# A filter of the query → its condition. Of a release dated by month or year, any day of it will do.
_CLAUSES: dict[str, Callable[[Any], Clause]] = {
    "since": lambda day: Clause("last_day >= ?", (day.isoformat(),)),
    "until": lambda day: Clause("first_day <= ?", (day.isoformat(),)),
    "told_since": lambda day: _told("last_day >= ?", day),
    "told_until": lambda day: _told("first_day <= ?", day),
    "countries": _any(_country),
    "places": _any(_place),
    "phases": _any(_phase),
    "contacts": _any(_contact),
}
_OF_DATES = ("since", "until")

# A sort key → columns, each with whether it descends. Ties: newest first, then id.
_ORDERS: dict[str, tuple[tuple[str, bool], ...]] = {
    "date": (),
    "id": (("id", False),),
    "title": (("title_words", False),),
    "place": (("place_words", False),),
    "phase": (("(SELECT max(phase) FROM phases WHERE release = number)", True),),
    "sums": (("sums", True),),
    "rank": (("score", False),),
}
_TIES = (("first_day", True), ("length(id)", False), ("id", False))
_NEVER_NULL = ("id", "length(id)", "title_words", "sums")
SORTS = tuple(_ORDERS)


def select(query: Query, expression: Expression | None = None) -> Selection:
    """The selection that answers ``query`` and the search expression.

    Raises:
        UsageError: an unknown sort key, or a filter without a letter or digit.
    """
    source, condition = Clause("releases"), where(query, expression)
    key = query.sort or "date"
    if expression is not None:
        match, complete = _scored(expression)
        if match:
            scores = f"(SELECT rowid AS number, bm25(words, {_WEIGHTS}) AS score FROM words WHERE words MATCH ?)"
            source = Clause(f"releases {'' if complete else 'LEFT '}JOIN {scores} USING (number)", (match,))
            key = query.sort or "rank"
        if complete:  # the source holds nothing else
            condition = where(query)
    one_of(key, "sort key", SORTS)
    if key == "rank" and source.sql == "releases":
        key = "date"
    order = ", ".join(_ordered(column, down=down != query.reverse) for column, down in (*_ORDERS[key], *_TIES))
    return Selection(source, condition, order, query.limit)


def _ordered(column: str, *, down: bool) -> str:
    """A term of ORDER BY with NULL last, said only where it is not so anyway: saying it keeps an index from use."""
    if down:
        return f"{column} DESC"
    return column if column in _NEVER_NULL else f"{column} NULLS LAST"


def _scored(expression: Expression) -> tuple[str | None, bool]:
    """The full-text expression that scores, and whether it says all that ``expression`` does."""
    from bomca_cli.search.expression import units
    from bomca_cli.search.fts import match_string

    match = match_string(expression)
    if match is not None:
        return match, True
    return " OR ".join(part for part in map(match_string, units(expression)) if part is not None) or None, False


def where(query: Query, expression: Expression | None = None, *, undated: bool = False) -> Clause:
    """The conditions of ``query``; with ``undated``, those that its dates leave out for having none."""
    parts = [clause(getattr(query, name)) for name, clause in _CLAUSES.items() if _is_asked(query, name, undated)]
    if expression is not None:
        parts.append(_expression(expression))
    if undated:
        parts.append(Clause("first_day IS NULL"))
    return _join("AND", parts) if parts else Clause("1")


def has_dates(query: Query) -> bool:
    """Whether the query asks for dates, so that undated releases are left out."""
    return any(getattr(query, name) for name in _OF_DATES)


def _is_asked(query: Query, name: str, undated: bool) -> bool:
    return getattr(query, name) not in (None, ()) and not (undated and name in _OF_DATES)


def _join(operator: str, parts: Sequence[Clause]) -> Clause:
    return Clause(
        "(" + f" {operator} ".join(part.sql for part in parts) + ")",
        tuple(value for part in parts for value in part.values),
    )


def _expression(expression: Expression) -> Clause:
    """A search expression: full-text search as far as it can say it, SQL above."""
    from bomca_cli.search.expression import All, Not, Unit
    from bomca_cli.search.fts import match_string

    match = match_string(expression)
    if match is not None:
        return Clause("number IN (SELECT rowid FROM words WHERE words MATCH ?)", (match,))
    if isinstance(expression, Unit):
        return _contact(expression.typed) if expression.field == "contact" else _place(expression.typed)
    if isinstance(expression, Not):
        part = _expression(expression.part)
        return Clause(f"NOT coalesce({part.sql}, 0)", part.values)  # a release without a place is not at this place
    operator = "AND" if isinstance(expression, All) else "OR"
    return _join(operator, [_expression(part) for part in expression.parts])
