"""``sqlite``: one database with a table for each kind of fact, views, and a full-text index of the texts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bomca_cli.export.cells import is_exact_float, storable

if TYPE_CHECKING:
    from pathlib import Path

    from bomca_cli.dataset import Cell, Dataset, Field, Table
    from bomca_cli.render import Output

VERSION = 1  # of the tables, in user_version
# A decimal column has no type: with one, SQLite would make a float of a text of many digits.
_TYPES = {"text": "TEXT", "phone": "TEXT", "integer": "INTEGER", "decimal": "", "date": "TEXT", "boolean": "INTEGER"}
_LARGEST = 2**63
_VIEWS = {
    "sums": """
        SELECT amounts.release, release_date, title, value, currency, qualifier, kind, phase, period_start, period_end,
            purpose, amounts.path, amounts.sha256, amounts.page, amounts.line, amounts.start, amounts."end",
            amounts.quote
        FROM amounts JOIN releases ON releases.id = amounts.release
        WHERE NOT superseded ORDER BY release_date, amounts.release, amounts.number""",
    "events": """
        SELECT dates.release, stated, stated_end, dates.first_day, dates.last_day, modifier, what, dates.place, title,
            release_date, dates.path, dates.sha256, dates.page, dates.line, dates.start, dates."end", dates.quote
        FROM dates JOIN releases ON releases.id = dates.release
        WHERE role = 'event' ORDER BY dates.first_day, dates.release, dates.number""",
}
# Datasette and sqlite-utils know a search index by content="…".
_SEARCH = """CREATE VIRTUAL TABLE passages_fts USING fts5(
    quote, content="passages", content_rowid="id", tokenize="unicode61 remove_diacritics 2")"""


def write(dataset: Dataset, place: Path, output: Output) -> list[str]:  # noqa: ARG001
    """The database ``place``.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with closing(sqlite3.connect(place, isolation_level=None)) as database:
            _fill(database, dataset)
    except sqlite3.Error as error:
        raise OSError(str(error)) from None
    return []


def _fill(database: sqlite3.Connection, dataset: Dataset) -> None:
    # It is a draft until it is whole, so nothing needs to survive a crash.
    for setting in ("journal_mode = OFF", "synchronous = OFF", f"user_version = {VERSION}"):
        database.execute(f"PRAGMA {setting}")
    database.execute("BEGIN")
    for table in dataset.tables:
        database.execute(_create(table))
    inserts = [(table, _insert(table)) for table in dataset.tables]
    for item in dataset.items:
        for table, insert in inserts:
            database.executemany(insert, ([*map(_value, cells)] for cells in table.rows(item)))
    for name, query in _VIEWS.items():
        database.execute(f"CREATE VIEW {name} AS {query}")
    database.execute(_SEARCH)
    database.execute("INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')")
    database.execute("COMMIT")


def _create(table: Table) -> str:
    columns = [_column(field) for field in table.fields]
    if "release" in table.key:
        columns = ["id INTEGER PRIMARY KEY", *columns, "UNIQUE (release, number)"]
        columns.append("FOREIGN KEY (release) REFERENCES releases (id)")
    else:
        columns.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} (\n    {f',{chr(10)}    '.join(columns)}\n)"


def _column(field: Field) -> str:
    return f'"{field.name}" {_TYPES[field.kind]}'.rstrip()


def _insert(table: Table) -> str:
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.fields))})"  # noqa: S608 - our names


def _value(cell: Cell) -> str | int | float | None:
    """A cell as SQLite has it; a number that neither its integers nor its floats hold in full is text."""
    if isinstance(cell, str):
        return storable(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        if cell == cell.to_integral_value() and abs(cell) < _LARGEST:
            return int(cell)
        return float(cell) if is_exact_float(cell) else f"{cell:f}"
    return cell
