"""``jsonl`` and ``json``: the records of the releases, one a line; in ``json`` inside the object of every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.flat import pick
from bomca_cli.render.json_object import head, value
from bomca_cli.render.json_text import dump
from bomca_cli.suggestion import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bomca_cli.dataset import Dataset
    from bomca_cli.render import Output


def write(dataset: Dataset, place: Callable[[Iterable[str]], None], output: Output) -> list[str]:
    """Write the records as they come."""
    records = _chosen((item.record for item in dataset.items), output.columns)
    place((f"{dump(record)}\n" for record in records) if output.format != "json" else _object(records, output))
    return []


def _object(records: Iterable[dict[str, Any]], output: Output) -> Iterator[str]:
    """The text of ``render.json_object``, record by record."""
    members = head("export", output.corpus, output.filters, output.warnings)
    yield "{\n" + "".join(f"  {dump(key)}: {value(told)},\n" for key, told in members.items())
    yield f"  {dump('rows')}: ["
    before = "\n"
    for record in records:
        yield f"{before}    {dump(record)}"
        before = ",\n"
    yield "]\n}\n" if before == "\n" else "\n  ]\n}\n"


def _chosen(records: Iterable[dict[str, Any]], wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The records, or of each the fields ``wanted``; nested ones with a dot (``sources.title.line``).

    Raises:
        UsageError: a name that does not begin with a field of records.
    """
    names: tuple[str, ...] = ()
    for record in records:
        if wanted and not names:
            names = tuple(dict.fromkeys(_named(record, name.strip()) for name in wanted))
        yield {name: pick(record, name) for name in names} if names else record


def _named(record: dict[str, Any], typed: str) -> str:
    """The field that ``typed`` names, whatever its case."""
    first, dot, rest = typed.partition(".")
    meant = next((name for name in record if name.casefold() == first.casefold()), None)
    if meant is None:
        raise unknown(typed, "column", record)
    return f"{meant}{dot}{rest}"
