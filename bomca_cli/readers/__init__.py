"""Bytes → ``Document``: what a file says, how it was encoded, and its hash.

A reader is a function from bytes to ``Reading``; ``READERS`` names it by suffix and it is imported when such a file is
met.
"""

from __future__ import annotations

import os
import stat
from importlib import import_module
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers.model import Document, Limits, UnreadableError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bomca_cli.readers.model import Reading

__all__ = ["READERS", "Document", "Limits", "UnreadableError", "documents", "read", "read_bytes"]

READERS: dict[str, tuple[str, str]] = {  # suffix → module, function
    ".txt": ("bomca_cli.readers.decode", "decode"),
    ".md": ("bomca_cli.readers.decode", "decode"),
}
USUAL = Limits()


def documents(path: Path, data: bytes | None = None, limits: Limits = USUAL) -> Iterator[Document | UnreadableError]:
    """Every document in the file at ``path``: itself, then its members, in their order.

    One that cannot be read comes as the error that tells why, in its place: it never hides the others.

    Args:
        path: the file; its suffix chooses the reader.
        data: its bytes, when they are at hand already.
        limits: how much it may cost.
    """
    try:
        yield read(path, data, limits)
    except UnreadableError as error:
        yield error


def read(path: Path, data: bytes | None = None, limits: Limits = USUAL) -> Document:
    """The document at ``path``, without its members.

    Args:
        path: the file; its suffix chooses the reader.
        data: its bytes, when they are at hand already.
        limits: how much it may cost.

    Raises:
        UnreadableError: no regular file, no reader for it, no access, too large, binary or empty.
    """
    from hashlib import sha256

    try:
        module, function = _reader(path)
        if data is None:
            data = read_bytes(path, limits)
        reader: Callable[[bytes], Reading] = getattr(import_module(module), function)
        reading = reader(data)
    except InputError as error:
        raise UnreadableError(path, str(error)) from None
    if not reading.text.strip():
        raise UnreadableError(path, "white space only" if data else "the file is empty")
    return Document(
        path,
        reading.text,
        sha256(data).hexdigest(),
        reading.encoding,
        len(data),
        reading.replaced,
        pages=reading.pages,
        notes=reading.notes,
        released=reading.released,
    )


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


def _reader(path: Path) -> tuple[str, str]:
    try:
        return READERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(READERS)
        raise InputError(
            f"no reader for {quoted(path.suffix) if path.suffix else 'a file without suffix'} ({known})"
        ) from None
