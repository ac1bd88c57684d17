"""Where an answer is written: standard output or a file, in bytes that the place can take."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bomca_cli.errors import InputError, UsageError
from bomca_cli.render import NARROWEST, USUAL, WIDEST, to_stdout
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bomca_cli.render import Output

BOM = "\N{BYTE ORDER MARK}"
SHEETS = ("csv", "tsv")
_FOR_PROGRAMS = (*SHEETS, "ics", "vcf", "bibtex", "ris", "svg")  # promised to be UTF-8 wherever they go

# What stands for a character that an encoding lacks. Those of our own drawing keep their width.
SUBSTITUTES = {
    **dict.fromkeys("├┤│┃║┆┼╪╬", "|"),
    **dict.fromkeys("─━═–—−‐‑╌", "-"),
    **dict.fromkeys("└┌┐┘╭╮╯╰┬┴╔╗╚╝╠╣╦╩┏┓┗┛┣┫┳┻╒╕╘╛╞╡╤╧╋┍┑┕┙┝┥┯┷", "+"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("●•", "*"),
    "█": "#",
    **dict.fromkeys("≈…", "~"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    "○": "o",
    "·": ".",
    "→": "->",
    "≤": "<=",
    "≥": ">=",
    "€": "EUR",
    "£": "GBP",
    "№": "No.",
}


class Target(Protocol):
    """A place that takes the whole answer."""

    def write(self, parts: Iterable[str]) -> None:
        """Write the answer, part by part as they come."""


def open_target(output: Output, name: str) -> Target:
    """The place that ``output`` names, refused before any work is done when it must not be written.

    Args:
        output: what the user asked for.
        name: the format, a key of ``FORMATS``.

    Raises:
        UsageError: an existing file without ``--force``, a source document, a folder, or a missing folder.
    """
    bom = output.bom and name in SHEETS
    if to_stdout(output):
        return _Stdout(name, bom=bom)
    return _File(file_path(output), quoted(output.path or ""), bom=bom)


def file_path(output: Output) -> Path:
    """The file that ``output`` names, refused when it must not be written; a device or a named pipe is no file.

    Raises:
        UsageError: as ``open_target``.
    """
    given = Path(output.path or "")
    shown = quoted(output.path or "")
    if "\0" in str(given):
        raise UsageError(f"{shown} can be no file name: it holds a NUL character")
    if given.exists() and not given.is_file() and not given.is_dir():
        return given  # written to, never replaced
    path = Path(os.path.realpath(given))  # of a link, the file that it leads to
    if output.is_source and output.is_source(path):
        raise UsageError(f"{shown} is a document of the corpus and is not overwritten: choose another file for -o")
    if path.is_dir():
        raise UsageError(f"{shown} is a folder: -o takes a file")
    if not path.parent.is_dir():
        raise UsageError(f"the folder of {shown} does not exist: make it first, or choose another file for -o")
    if path.is_file() and not output.force:
        raise UsageError(f"{shown} exists: --force replaces it")
    return path


class _Stdout:
    def __init__(self, name: str, *, bom: bool) -> None:
        self._name, self._bom = name, bom

    def write(self, parts: Iterable[str]) -> None:
        """Write ``parts``, in the encoding of standard output, so that no character is refused.

        Raises:
            InputError: standard output is closed.
        """
        out = sys.stdout
        if out is None:
            raise InputError("standard output is closed: the answer can be written nowhere")
        encoding = out.encoding or "utf-8"
        if self._name in _FOR_PROGRAMS and not out.isatty():
            encoding = "utf-8"
        replace = _REPLACERS.get(self._name, _substitute)
        binary = getattr(out, "buffer", None)
        out.flush()
        for part in _marked(parts, bom=self._bom):
            text = encodable(part, encoding, replace)
            if binary is None:  # a stand-in for text only
                out.write(text)
            else:
                binary.write(text.encode(encoding))
        out.flush()


class _File:
    """A file written as a whole or not at all: beside the target first, then renamed onto it."""

    def __init__(self, path: Path, shown: str, *, bom: bool) -> None:
        self._path, self._shown, self._bom = path, shown, bom

    def write(self, parts: Iterable[str]) -> None:
        """Write ``parts`` as UTF-8.

        Raises:
            InputError: the system refuses; a file that was there is as it was.
        """
        data = (encodable(part, "utf-8", _substitute).encode() for part in _marked(parts, bom=self._bom))
        try:
            if self._path.exists() and not self._path.is_file():
                with self._path.open("wb") as file:
                    file.writelines(data)
            else:
                self._replace(data)
        except OSError as error:
            raise InputError(f"cannot write {self._shown}: {error.strerror or error}") from None

    def _replace(self, data: Iterable[bytes]) -> None:
        draft = self._path.with_name(f".bomca-{os.getpid()}.tmp")
        try:
            with draft.open("xb") as file:
                file.writelines(data)
                file.flush()
                os.fsync(file.fileno())
            if self._path.exists():
                draft.chmod(stat.S_IMODE(self._path.stat().st_mode))
            draft.replace(self._path)
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()


def _marked(parts: Iterable[str], *, bom: bool) -> Iterator[str]:
    if bom:
        yield BOM
    yield from parts


def encodable(text: str, encoding: str, replace: Callable[[str], str]) -> str:
    """``text`` with each character that ``encoding`` lacks replaced, so that encoding it cannot fail."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        known: dict[str, str] = {}
        return "".join(known.get(char) or known.setdefault(char, _fit(char, encoding, replace)) for char in text)
    return text


def _fit(char: str, encoding: str, replace: Callable[[str], str]) -> str:
    for candidate in (char, replace(char)):
        with suppress(UnicodeEncodeError):
            candidate.encode(encoding)
            return candidate
    return "?"


def _substitute(char: str) -> str:
    from unicodedata import normalize

    return SUBSTITUTES.get(char) or normalize("NFKD", char)[:1].encode("ascii", "ignore").decode() or "?"


def json_escape(char: str) -> str:
    """The character as JSON escapes it."""
    import json

    return json.dumps(char)[1:-1]


def _character_reference(char: str) -> str:
    return f"&#{ord(char)};"


# How formats with an escape of their own write what an encoding lacks; the others substitute.
_REPLACERS: dict[str, Callable[[str], str]] = {
    "json": json_escape,
    "jsonl": json_escape,
    "html": _character_reference,
}


def terminal_width() -> int:
    """The width to lay out for: ``COLUMNS`` when it is a number above 0, else the terminal's, else 80."""
    told = os.environ.get("COLUMNS", "").strip()
    width = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
    if not width:
        with suppress(OSError, ValueError, AttributeError):  # no terminal; a stand-in without a descriptor
            width = os.get_terminal_size(sys.stdout.fileno()).columns
    return max(NARROWEST, min(width or USUAL, WIDEST))
