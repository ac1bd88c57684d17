"""Bytes → ``Document``: what a file says, how it was encoded, and its hash.

A reader is a function from bytes and ``Limits`` to ``Reading``; ``READERS`` names it by suffix and it is imported when
such a file is met. It raises InputError with the reason, and nothing else, whatever the bytes are.
"""

from __future__ import annotations

import os
import re
import stat
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers.model import USUAL, Document, Limits, UnreadableError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bomca_cli.readers.model import Member, Reading

__all__ = ["PLAIN", "READERS", "Document", "Limits", "UnreadableError", "documents", "read", "read_bytes", "wanted"]

READERS: dict[str, tuple[str, str]] = {  # suffix → module, function
    ".txt": ("bomca_cli.readers.decode", "decode"),
    ".md": ("bomca_cli.readers.decode", "decode"),
    ".pdf": ("bomca_cli.readers.pdf", "pdf"),
    ".html": ("bomca_cli.readers.web", "web"),
    ".htm": ("bomca_cli.readers.web", "web"),
    ".eml": ("bomca_cli.readers.mail", "mail"),
    ".mbox": ("bomca_cli.readers.mail", "mailbox"),
    ".docx": ("bomca_cli.readers.docx", "docx"),
    ".odt": ("bomca_cli.readers.odt", "odt"),
    ".rtf": ("bomca_cli.readers.rtf", "rtf"),
    ".doc": ("bomca_cli.readers.doc", "doc"),
    ".zip": ("bomca_cli.readers.archive", "archive"),
}
PLAIN = tuple(suffix for suffix, reader in READERS.items() if reader == READERS[".txt"])  # those of plain text


def documents(path: Path, data: bytes | None = None, limits: Limits = USUAL) -> Iterator[Document | UnreadableError]:
    """Every document in the file at ``path``: itself, where it has a text, then its members, in their order.

    One that cannot be read comes as the error that tells why, in its place: it never hides the others.

    Args:
        path: the file; its suffix chooses the reader.
        data: its bytes, when they are at hand already.
        limits: how much it may cost.
    """
    try:
        if data is None:
            data = read_bytes(path, limits)
    except InputError as error:
        yield UnreadableError(path, str(error))
    else:
        yield from _Walk(path, limits).documents("", path.name, data, 0)


def read(path: Path, data: bytes | None = None, limits: Limits = USUAL) -> Document:
    """The document at ``path``, without its members.

    Args:
        path: the file; its suffix chooses the reader.
        data: its bytes, when they are at hand already.
        limits: how much it may cost.

    Raises:
        UnreadableError: no regular file, no reader for it, no access, too large, binary, empty or a mere container.
    """
    try:
        if data is None:
            data = read_bytes(path, limits)
        reading = _reading(path.name, data, limits)
    except InputError as error:
        raise UnreadableError(path, str(error)) from None
    if not reading.text.strip():
        raise UnreadableError(path, _no_text(reading))
    return _document(path, "", data, reading)


def read_bytes(path: Path, limits: Limits = USUAL) -> bytes:
    """The bytes of a regular file; never waits for a pipe or a device.

    Raises:
        InputError: the reason, without the name.
    """
    try:
        # A pipe without a writer would block an ordinary open for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return _content(descriptor, limits.size)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read") from None
    except ValueError:
        raise InputError("no possible file name") from None


def wanted(name: str) -> bool:
    """Whether a member would be found in a folder: it has a reader, and no part of its name is hidden.

    Containers whose members cost something to unpack ask before they do; ``documents`` asks for all.
    """
    parts = re.split(r"[/\\]", name)
    hidden = any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in parts)
    return not hidden and PurePosixPath(parts[-1]).suffix.lower() in READERS


class _Walk:
    """Through one file and what it holds: what was counted so far against its limits."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._labels: set[str] = set()
        self._left = limits.unpacked
        self._full = False

    def documents(self, label: str, name: str, data: bytes, depth: int) -> Iterator[Document | UnreadableError]:
        """The document called ``label`` and its members; nothing more once a limit of the whole file is met."""
        try:
            reading = _reading(name, data, self._limits)
            has_text = bool(reading.text.strip())
            if has_text:
                yield _document(self._path, label, data, reading)
            empty = not has_text
            for member in reading.members:
                if not wanted(member.name):
                    continue
                empty = False
                yield from self._member(f"{label}/{member.name}" if label else member.name, member, depth + 1)
                if self._full:
                    return
            if empty:
                yield self._error(label, _no_text(reading))
        except InputError as error:
            yield self._error(label, str(error))

    def _member(self, label: str, member: Member, depth: int) -> Iterator[Document | UnreadableError]:
        label = self._unique(label)
        self._left -= len(member.data)
        if len(self._labels) > self._limits.members:
            self._full = True
            yield self._error("", f"holds more than {self._limits.members:,} documents; the rest is not read")
        elif self._left < 0:
            self._full = True
            most = self._limits.unpacked // 1024**2
            yield self._error("", f"holds more than {most} MiB of documents; the rest is not read")
        elif member.problem:
            yield self._error(label, member.problem)
        elif depth > self._limits.depth:
            yield self._error(label, f"lies more than {self._limits.depth} documents deep")
        else:
            yield from self.documents(label, member.name, member.data, depth)

    def _unique(self, label: str) -> str:
        unique, number = label, 1
        while unique in self._labels:
            number += 1
            unique = f"{label} ({number})"
        self._labels.add(unique)
        return unique

    def _error(self, label: str, reason: str) -> UnreadableError:
        return UnreadableError(self._path, reason, label)


def _reading(name: str, data: bytes, limits: Limits) -> Reading:
    from bomca_cli.readers.kind import NAMES, kind

    suffix = PurePosixPath(name).suffix.lower()
    _reader(suffix)
    if not data:
        raise InputError("the file is empty")
    if len(data) > limits.size:
        raise InputError(f"larger than {limits.size // 1024**2} MiB")
    real = kind(data, suffix, limits)
    module, function = _reader(real)
    reader: Callable[[bytes, Limits], Reading] = getattr(import_module(module), function)
    reading = reader(data, limits)
    if real != suffix:
        return reading._replace(notes=(f"named {suffix} but {NAMES[real]}", *reading.notes))
    return reading


def _document(path: Path, label: str, data: bytes, reading: Reading) -> Document:
    from hashlib import sha256

    return Document(
        path,
        reading.text,
        sha256(data).hexdigest(),
        reading.encoding,
        len(data),
        reading.replaced,
        label,
        reading.pages,
        reading.notes,
        reading.released,
    )


def _no_text(reading: Reading) -> str:
    return "white space only" if reading.members == () else "holds no text and no document that has a reader"


def _content(descriptor: int, most: int) -> bytes:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise InputError("a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise InputError("a pipe, socket or device, not a regular file")
    if status.st_size <= most:
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)  # the file may have grown since
        if len(data) <= most:
            return data
    raise InputError(f"larger than {most // 1024**2} MiB")


def _reader(suffix: str) -> tuple[str, str]:
    try:
        return READERS[suffix]
    except KeyError:
        known = ", ".join(READERS)
        raise InputError(f"no reader for {quoted(suffix) if suffix else 'a file without suffix'} ({known})") from None
