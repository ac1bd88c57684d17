"""The quotes in an answer, wherever they stand in its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Data = dict[str, Any]


def quoted(value: Any, holder: Data | None = None) -> Iterator[tuple[Data, Data]]:
    """Every quote in nested JSON data that has a file.

    Args:
        value: what may hold quotes: dictionaries with ``start``, ``end`` and ``quote``.
        holder: what tells the file, for quotes that have nothing nearer.

    Yields:
        What tells the file (``path``, and where it is known ``sha256`` and ``id``), and the quote.
    """
    if isinstance(value, list):
        for item in value:
            yield from quoted(item, holder)
    elif isinstance(value, dict):
        if isinstance(value.get("path"), str):
            holder = value
        ends = type(value.get("start")) is int and type(value.get("end")) is int
        if holder is not None and ends and isinstance(value.get("quote"), str):
            yield holder, value
        for item in value.values():
            yield from quoted(item, holder)
