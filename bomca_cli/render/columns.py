"""``--columns``: the columns that a user names, in that order, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.errors import UsageError
from bomca_cli.render.flat import has, pick, plain_text, text
from bomca_cli.render.flat import names as field_names
from bomca_cli.report import Column, Row
from bomca_cli.suggestion import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.report import Report, Table


def shown(table: Table) -> tuple[Column, ...]:
    """The columns that people see, without those that have neither a label nor anything in them."""
    return tuple(
        column
        for column in table.columns
        if column.shown and (column.label or any(row.cells.get(column.name) for row in table.rows))
    )


def choose(report: Report, wanted: Sequence[str]) -> Report:
    """``report`` with its main table cut down to the columns ``wanted``.

    A name is a column of the table, the label above it or a field of its rows, nested ones with a dot
    (``source.line``); case does not matter. A column named twice is there once. A report that shows its main table to
    programs only becomes that table alone.

    Raises:
        UsageError: a name that is none of these, no name at all, or a report without rows to choose from.
    """
    main = report.main
    if main is None:
        raise UsageError("--columns: this answer has no table to choose columns of")
    chosen = _choose(main, [name.strip() for name in wanted if name.strip()])
    hidden = not any(column.shown for column in main.columns)
    blocks = (chosen,) if hidden else tuple(chosen if block is main else block for block in report.blocks)
    return report._replace(blocks=blocks)


def _choose(table: Table, wanted: Sequence[str]) -> Table:
    columns = {column.name: column for column in table.columns}
    names = tuple(dict.fromkeys(_named(table, columns, name) for name in wanted))
    if not names:
        raise UsageError(f"--columns takes names: known are {', '.join(_known(table, columns))}")
    fields = {name for name in names if any(has(row.data, name) for row in table.rows)}
    return table._replace(
        columns=tuple(columns.get(name, Column(name, name))._replace(shown=True) for name in names),
        rows=tuple(
            Row(
                cells={name: row.cells[name] if name in row.cells else text(pick(row.data, name)) for name in names},
                data={
                    name: pick(row.data, name) if name in fields else plain_text(row.cells.get(name, ""))
                    for name in names
                },
            )
            for row in table.rows
        ),
    )


def _named(table: Table, columns: dict[str, Column], typed: str) -> str:
    """The column or field that ``typed`` is the name of, or the label above it; case does not matter.

    Raises:
        UsageError: it is neither. Of an answer without rows only the columns are known, so any name is taken.
    """
    if typed in columns or any(has(row.data, typed) for row in table.rows):
        return typed
    known = _known(table, columns)
    folded = typed.casefold()
    by_label = ((column.label.casefold(), column.name) for column in table.columns if column.label)
    for name, meant in (*((name.casefold(), name) for name in known), *by_label):
        if folded == name:
            return meant
    if table.rows:
        raise unknown(typed, "column", known)
    return typed


def _known(table: Table, columns: dict[str, Column]) -> dict[str, None]:
    return dict.fromkeys((*columns, *field_names(row.data for row in table.rows)))
