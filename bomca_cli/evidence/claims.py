"""An answer that was saved (json, jsonl, csv, tsv, html) → the quotes in it, each with file, hash and offsets."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.evidence.quotes import quoted
from bomca_cli.readers import UnreadableError, read_bytes
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_COLUMNS = ("start", "end", "quote")


class Claim(NamedTuple):
    """A quote and where it is said to stand."""

    path: str
    sha256: str | None  # of the file, as it was then
    start: int
    end: int
    quote: str
    shown: bool = False  # the quote went through a sheet or a page, which show some characters in another way


def claims(answer: Path) -> list[Claim]:
    """The quotes in a saved answer, each once, in their order.

    Args:
        answer: its file; the suffix tells the format.

    Raises:
        UnreadableError: it cannot be read, is in no such format, or has no quote with its place.
    """
    suffix = answer.suffix.lower()
    if not answer.exists():
        raise UnreadableError(answer, "does not exist")
    if answer.is_dir():
        raise UnreadableError(answer, "is a folder: name one of its files")
    if suffix not in _FORMATS:
        raise UnreadableError(answer, f"no answer with quotes goes by that suffix: {', '.join(_FORMATS)} do")
    try:
        found = dict.fromkeys(_FORMATS[suffix](read_bytes(answer).decode("utf-8-sig")))
    except (ValueError, RecursionError, csv.Error) as error:
        raise UnreadableError(answer, f"is no {suffix[1:]} that bomca writes ({visible(str(error))})") from None
    except InputError as error:
        raise UnreadableError(answer, str(error)) from None
    if not found:
        raise UnreadableError(answer, "holds no quote with file and offsets: there is nothing to verify")
    return list(found)


def _json(text: str) -> Iterator[Claim]:
    return _data(json.loads(text))


def _jsonl(text: str) -> Iterator[Claim]:
    for line in text.split("\n"):
        if line.strip():
            yield from _data(json.loads(line))


def _data(value: Any) -> Iterator[Claim]:
    for holder, said in quoted(value):
        yield Claim(holder["path"], holder.get("sha256"), said["start"], said["end"], said["quote"])


def _sheet(text: str, delimiter: str) -> Iterator[Claim]:
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,  # as bomca writes them
        strict=True,
    )
    names = next(lines, [])
    before = [name.removesuffix("start") for name in names if name.endswith("start")]
    complete = [prefix for prefix in before if all(f"{prefix}{name}" in names for name in _COLUMNS)]
    for cells in lines:
        row = dict(zip(names, cells, strict=False))
        for prefix in complete:
            start, end, quote = (row.get(f"{prefix}{name}") for name in _COLUMNS)
            path, sha256 = (_beside(row, prefix, name) for name in ("path", "sha256"))
            if start and end and path:
                yield Claim(path, sha256, int(start), int(end), quote or "", shown=True)


def _beside(row: dict[str, str], prefix: str, name: str) -> str | None:
    """The cell ``name`` that belongs to the columns with ``prefix``: ``old.path`` to ``old.source.start``."""
    while prefix:
        if found := row.get(f"{prefix}{name}"):
            return found
        prefix = prefix[: prefix[:-1].rfind(".") + 1]
    return row.get(name) or None


class _Page(HTMLParser):
    """Elements with ``data-path``, ``data-start`` and ``data-end``; their words are the quote."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Claim] = []
        self._open: list[tuple[str, dict[str, str | None], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "data-start" in given:
            self._open.append((tag, given, []))

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            _, given, words = self._open.pop()
            start, end = int(given["data-start"] or ""), int(given.get("data-end") or "")
            path = given.get("data-path") or ""
            self.found.append(Claim(path, given.get("data-sha256"), start, end, "".join(words), shown=True))


def _html(text: str) -> Iterable[Claim]:
    page = _Page()
    page.feed(text)
    page.close()
    return page.found


_FORMATS: dict[str, Callable[[str], Iterable[Claim]]] = {
    ".json": _json,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".csv": lambda text: _sheet(text, ","),
    ".tsv": lambda text: _sheet(text, "\t"),
    ".html": _html,
    ".htm": _html,
}
