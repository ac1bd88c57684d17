"""Data sets written for other tools: one writer for each format, imported when its format is chosen.

A writer is a module with ``write(dataset, place, output) -> notes``. What ``place`` is depends on the kind of format:
a function that takes text, a file to make, or an empty folder to fill.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.dataset import Dataset, Item
    from bomca_cli.render import Output


class Format(NamedTuple):
    """A format: the module of this package that writes it, and what it is written to."""

    module: str
    kind: str  # "text", "file" or "folder"
    suffix: str = ""  # of the files in a folder


# The first is written when no format is asked for.
FORMATS: dict[str, Format] = {
    "jsonl": Format("json_records", "text"),
    "json": Format("json_records", "text"),
    "xlsx": Format("workbook", "file"),
    "sqlite": Format("database", "file"),
    "csv": Format("csv_package", "folder", ".csv"),
    "parquet": Format("parquet", "folder", ".parquet"),
}


def write(dataset: Dataset, output: Output) -> list[str]:
    """Write ``dataset`` in the format asked for, as a whole or not at all.

    Returns:
        What to tell the user: what a format had no room for.

    Raises:
        UsageError: no file or folder is named, or it must not be written; columns are asked of a format without any.
        InputError: it cannot be written.
        OSError: standard output failed.
    """
    from bomca_cli.export import place

    check(output)
    name = _name(output)
    form = FORMATS[name]
    met: list[str] = []
    counted = dataset._replace(items=_counted(dataset, met))
    opened = place.PLACES[form.kind](output, name, _files(dataset, form))
    writer = import_module(f"bomca_cli.export.{form.module}")
    with opened as where:
        notes: list[str] = writer.write(counted, where, output)
    return notes if met or form.kind == "text" else [*notes, "no release fits: the tables have no rows"]


def check(output: Output) -> None:
    """Refuse an output that cannot be, as far as that is known before there is a data set.

    Raises:
        UsageError: as ``write``.
    """
    from bomca_cli.export.place import CHECKS

    name = _name(output)
    if output.columns and FORMATS[name].kind != "text":
        raise UsageError(f"--columns is for jsonl and json: {name} has every table in full")
    CHECKS[FORMATS[name].kind](output, name)


def _name(output: Output) -> str:
    return output.format or next(iter(FORMATS))


def _files(dataset: Dataset, form: Format) -> list[str]:
    """The names of the files that an export in a folder may have, whatever this one leaves out."""
    return [f"{name}{form.suffix}" for name in (*(table.name for table in dataset.tables), *dataset.without)]


def _counted(dataset: Dataset, met: list[str]) -> Iterator[Item]:
    """The items, noting in ``met`` that there was one."""
    for item in dataset.items:
        if not met:
            met.append(item.entry.id)
        yield item
