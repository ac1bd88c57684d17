"""``csv``: a folder of tables with ``datapackage.json``, which tells programs what their columns are (Data Package)."""

from __future__ import annotations

import csv
import hashlib
import json
from contextlib import ExitStack
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bomca_cli.export.cells import shown
from bomca_cli.render.csv_table import guarded

if TYPE_CHECKING:
    from pathlib import Path

    from bomca_cli.dataset import Cell, Dataset, Field, Table
    from bomca_cli.render import Output

_TYPES = {
    "text": "string", "phone": "string", "integer": "integer", "decimal": "number", "date": "date", "boolean": "boolean"
}  # fmt: skip
_ABOUT = (
    "Press releases and the facts that they state, each with file, hash, line, offsets and words. Text that a "
    "spreadsheet might run as a formula begins with an apostrophe that is not part of it."
)


def write(dataset: Dataset, place: Path, output: Output) -> list[str]:
    """A file for each table in the folder ``place``, and what describes them."""
    encoding = "utf-8-sig" if output.bom else "utf-8"
    with ExitStack() as files:
        writers = []
        for table in dataset.tables:
            path = place / _name(table)
            writer = csv.writer(files.enter_context(path.open("w", encoding=encoding, newline="")), lineterminator="\n")
            writer.writerow([field.name for field in table.fields])
            writers.append((table, writer))
        for item in dataset.items:
            for table, writer in writers:
                writer.writerows(
                    [_text(field, cell) for field, cell in zip(table.fields, cells, strict=True)]
                    for cells in table.rows(item)
                )
    package = {
        "name": "bomca-export",
        "title": "Data set of bomca",
        "description": _ABOUT,
        "profile": "tabular-data-package",
        "resources": [_resource(table, place, encoding) for table in dataset.tables],
    }
    told = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (place / "datapackage.json").write_text(told, encoding="utf-8")
    return []


def _name(table: Table) -> str:
    return f"{table.name}.csv"


def _text(field: Field, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    # A number in E.164 is ours: no document can put a formula there, and programs want it as it is.
    return guarded(shown(cell)) if field.kind == "text" and isinstance(cell, str) else str(cell)


def _resource(table: Table, place: Path, encoding: str) -> dict[str, Any]:
    path = place / _name(table)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    fields = [{"name": field.name, "type": _TYPES[field.kind], "description": field.about} for field in table.fields]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": [*table.key], "missingValues": [""]}
    if "release" in table.key:
        schema["foreignKeys"] = [{"fields": ["release"], "reference": {"resource": "releases", "fields": ["id"]}}]
    return {
        "name": table.name,
        "path": path.name,
        "description": table.about,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }
