"""Rows of nested data as flat cells: how csv, tsv and ``--columns`` see a row (docs/formats.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def names(rows: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The flat column names of ``rows``, in the order in which they are first met.

    An object becomes one column for each of its keys (``source.line``); an object that is null in some row adds no
    column of its own.
    """
    found: dict[str, None] = {}
    nested: set[str] = set()
    for row in rows:
        for key, value in row.items():
            if isinstance(value, dict):
                nested.add(key)
                found.update(dict.fromkeys(f"{key}.{inner}" for inner in value))
            else:
                found.setdefault(key)
    return tuple(name for name in found if name not in nested)


def pick(row: dict[str, Any], name: str) -> Any:
    """The value of ``row`` that goes by the flat ``name``; None where the row has none."""
    if name in row:
        return row[name]
    key, _, inner = name.partition(".")
    nested = row.get(key)
    return nested.get(inner) if isinstance(nested, dict) else None


def text(value: Any) -> str:
    """One cell: nothing for null, ``a; b`` for a list of plain values, JSON for anything deeper."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return "; ".join(text(item) for item in value)
    import json

    return json.dumps(value, ensure_ascii=False)


def sheet(
    rows: Sequence[dict[str, Any]], fallback: Sequence[str] = ()
) -> tuple[tuple[str, ...], Iterable[tuple[str, ...]]]:
    """Header and rows of text; ``fallback`` is the header when there is no row to tell it."""
    header = names(rows) or tuple(fallback)
    return header, (tuple(text(pick(row, name)) for name in header) for row in rows)
