"""``--columns``: the columns that a user names, in that order, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.errors import UsageError
from bomca_cli.render.flat import names as field_names
from bomca_cli.render.flat import pick, text
from bomca_cli.report import Column, Row
from bomca_cli.suggestion import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.report import Cell, Report, Table


def shown(table: Table) -> tuple[Column, ...]:
    """The columns that people see, without those that have neither a label nor anything in them."""
    return tuple(
        column
        for column in table.columns
        if column.shown and (column.label or any(row.cells.get(column.name) for row in table.rows))
    )


def plain_text(cell: Cell) -> str:
    """The words of a cell without their styles."""
    return cell if isinstance(cell, str) else "".join(fragment.text for fragment in cell)


def choose(report: Report, wanted: Sequence[str]) -> Report:
    """``report`` with its main table cut down to the columns ``wanted``.

    A name is a column of the table or a field of its rows, nested ones with a dot (``source.line``). A report that
    shows its main table to programs only becomes that table alone.

    Raises:
        UsageError: a name that is neither, or a report without rows to choose from.
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
    data = [row.data for row in table.rows]
    top = dict.fromkeys(key for row in data for key in row)
    flat = field_names(data)
    for name in wanted:
        if name not in columns and name not in top and name not in flat:
            raise unknown(name, "column", dict.fromkeys((*columns, *flat)))
    if not wanted:
        raise UsageError(f"--columns takes names: known are {', '.join(dict.fromkeys((*columns, *flat)))}")
    fields = {*top, *flat}
    return table._replace(
        columns=tuple(columns.get(name, Column(name, name))._replace(shown=True) for name in dict.fromkeys(wanted)),
        rows=tuple(
            Row(
                cells={name: row.cells[name] if name in row.cells else text(pick(row.data, name)) for name in wanted},
                data={
                    name: pick(row.data, name) if name in fields else plain_text(row.cells.get(name, ""))
                    for name in wanted
                },
            )
            for row in table.rows
        ),
    )
