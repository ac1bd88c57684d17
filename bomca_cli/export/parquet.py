"""``parquet``: a folder with a file for each table, typed and compressed, for DuckDB, pandas, R and the like."""

from __future__ import annotations

from contextlib import ExitStack
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from bomca_cli.errors import UsageError
from bomca_cli.export.cells import storable

if TYPE_CHECKING:
    from pathlib import Path

    from bomca_cli.dataset import Cells, Dataset, Table
    from bomca_cli.render import Output

_AT_ONCE = 10_000  # rows that are held before they are written
_DIGITS, _PLACES = 38, 6  # of a decimal, in all and behind the point: what every reader of Parquet knows
_LARGEST = Decimal(10) ** (_DIGITS - _PLACES)


def write(dataset: Dataset, place: Path, output: Output) -> list[str]:  # noqa: ARG001
    """A file for each table in the folder ``place``.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401, ICN001
    except ImportError:
        raise UsageError("parquet needs pyarrow: pip install pyarrow") from None
    with ExitStack() as files:
        writers = [files.enter_context(_Writer(table, place)) for table in dataset.tables]
        for item in dataset.items:
            for writer in writers:
                writer.add(writer.table.rows(item))
    lost = sum(writer.lost for writer in writers)
    return [f"numbers too long for parquet are left empty, their quotes tell them ({lost:,})"] if lost else []


class _Writer:
    """One file: rows are collected and written many at a time."""

    def __init__(self, table: Table, place: Path) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        types = {
            "text": pa.string(), "phone": pa.string(), "integer": pa.int64(), "date": pa.date32(),
            "boolean": pa.bool_(), "decimal": pa.decimal128(_DIGITS, _PLACES),
        }  # fmt: skip
        self.table = table
        self.lost = 0
        self._schema = pa.schema(
            [pa.field(field.name, types[field.kind], metadata={"description": field.about}) for field in table.fields],
            metadata={"description": table.about},
        )
        self._rows: list[list[Any]] = []
        self._file = ParquetWriter(place / f"{table.name}.parquet", self._schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._file.close()

    def add(self, rows: Any) -> None:
        """Take rows."""
        self._rows.extend(map(self._row, rows))
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def _row(self, cells: Cells) -> list[Any]:
        row: list[Any] = []
        for cell in cells:
            value: Any = storable(cell) if isinstance(cell, str) else cell
            if isinstance(cell, Decimal) and (abs(cell) >= _LARGEST or cell != round(cell, _PLACES)):
                value = None
                self.lost += 1
            row.append(value)
        return row

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True) if self._rows else [()] * len(self._schema)
        arrays = [pa.array([*column], field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
