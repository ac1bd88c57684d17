"""Rows of nested data as flat cells: how csv, tsv and ``--columns`` see a row (docs/formats.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.report import Cell, Row, Table

_NOTHING = object()


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


def has(row: dict[str, Any], name: str) -> bool:
    """Whether ``row`` has a field that goes by ``name``; ``sources.title.line`` goes as deep as objects do."""
    return _find(row, name) is not _NOTHING


def pick(row: dict[str, Any], name: str) -> Any:
    """The value of ``row`` that goes by the flat ``name``; None where the row has none."""
    found = _find(row, name)
    return None if found is _NOTHING else found


def text(value: Any) -> str:
    """One cell: nothing for null, ``a; b`` for a list, the quote for what stands in a text, JSON for other objects."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(text(item) for item in value)
    quote = _quote(value) if isinstance(value, dict) else None
    if quote is not None:
        return quote
    import json

    return json.dumps(value, ensure_ascii=False)


def sheet(table: Table) -> tuple[tuple[str, ...], Iterable[tuple[str, ...]]]:
    """Header and rows of text: the columns of ``table``, whatever its rows are, with their data, else their cells."""
    header = tuple(column.name for column in table.columns)
    return header, (tuple(_cell(row, name) for name in header) for row in table.rows)


def plain_text(cell: Cell) -> str:
    """The words of a cell without their styles."""
    return cell if isinstance(cell, str) else "".join(fragment.text for fragment in cell)


def _cell(row: Row, name: str) -> str:
    return text(pick(row.data, name)) if has(row.data, name) else plain_text(row.cells.get(name, ""))


def _find(row: Any, name: str) -> Any:
    if not isinstance(row, dict):
        return _NOTHING
    if name in row:
        return row[name]
    key, dot, inner = name.partition(".")
    return _find(row.get(key), inner) if dot else _NOTHING


def _quote(value: dict[str, Any]) -> str | None:
    """The words of a document that an object stands for."""
    source = value.get("source")
    found = value.get("quote", source.get("quote") if isinstance(source, dict) else None)
    return found if isinstance(found, str) else None
