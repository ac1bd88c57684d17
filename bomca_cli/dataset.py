"""The data set that ``bomca export`` hands over, before it has a format: tables, and the releases that fill them.

Releases are met once, one after another, so that a writer needs no more memory for a hundred thousand than for one.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bomca_cli.release import Entry

# "phone" is a telephone number in E.164, a text that no document can write into.
Kind = Literal["text", "integer", "decimal", "date", "boolean", "phone"]
Cell = str | int | Decimal | date | bool | None
Cells = tuple[Cell, ...]  # one for each field of the table


class Field(NamedTuple):
    """A column: its name, what its cells are, what they mean, and how many characters a sheet shows of them."""

    name: str
    kind: Kind
    about: str
    width: int


class Item(NamedTuple):
    """A release and its record (``record.entry_record``), which tables take their rows from."""

    entry: Entry
    record: dict[str, Any]


class Table(NamedTuple):
    """A table: ``key`` names the fields that tell its rows apart, ``rows`` gives those of one release."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: Callable[[Item], Iterable[Cells]]


class Dataset(NamedTuple):
    """Everything that an export holds. ``items`` may be read once."""

    tables: tuple[Table, ...]
    items: Iterable[Item]
    without: tuple[str, ...] = ()  # names of the tables that were left out on demand
    filters: dict[str, Any] = {}  # noqa: RUF012 - what was left out on demand, echoed in JSON
