"""Bytes → ``Document``: what a file says, how it was encoded, and its hash.

A reader is a function from bytes to ``Decoded``; ``READERS`` names it by suffix and it is imported when such a file is
met.
"""

from __future__ import annotations

import os
import stat
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bomca_cli.readers.decode import Decoded

READERS: dict[str, tuple[str, str]] = {  # suffix → module, function
    ".txt": ("bomca_cli.readers.decode", "decode"),
    ".md": ("bomca_cli.readers.decode", "decode"),
}
MAX_BYTES = 64 * 1024 * 1024


class Document(NamedTuple):
    """A file that was read."""

    path: Path
    text: str  # line ends as in the file, without a byte order mark
    sha256: str  # of the bytes
    encoding: str
    size: int  # in bytes
    replaced: int = 0  # how many characters stand for bytes that could not be decoded


class UnreadableError(InputError):
    """A file that cannot be read, and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{quoted(str(path))}: {reason}")
        self.reason = reason


def read(path: Path, data: bytes | None = None) -> Document:
    """The document at ``path``.

    Args:
        path: the file; its suffix chooses the reader.
        data: its bytes, when they are at hand already.

    Raises:
        UnreadableError: no regular file, no reader for it, no access, too large, binary or empty.
    """
    from hashlib import sha256

    try:
        module, function = _reader(path)
        if data is None:
            data = read_bytes(path)
        decode: Callable[[bytes], Decoded] = getattr(import_module(module), function)
        text, encoding, replaced = decode(data)
    except InputError as error:
        raise UnreadableError(path, str(error)) from None
    if not text.strip():
        raise UnreadableError(path, "white space only" if data else "the file is empty")
    return Document(path, text, sha256(data).hexdigest(), encoding, len(data), replaced)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file; never waits for a pipe or a device.

    Raises:
        InputError: the reason, without the name.
    """
    try:
        # A pipe without a writer would block an ordinary open for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            return _content(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read") from None
    except ValueError:
        raise InputError("no possible file name") from None


def _content(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise InputError("a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise InputError("a pipe, socket or device, not a regular file")
    if status.st_size <= MAX_BYTES:
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(MAX_BYTES + 1)  # the file may have grown since
        if len(data) <= MAX_BYTES:
            return data
    raise InputError(f"larger than {MAX_BYTES // 1024**2} MiB")


def _reader(path: Path) -> tuple[str, str]:
    try:
        return READERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(READERS)
        raise InputError(
            f"no reader for {quoted(path.suffix) if path.suffix else 'a file without suffix'} ({known})"
        ) from None
