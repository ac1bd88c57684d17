"""Zip files opened with care, for archives and for the formats that are one inside: .docx and .odt.

Nothing that a zip file says of itself is believed: entries are counted before they are listed, and unpacked no
further than they may be.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from bomca_cli.errors import InputError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from bomca_cli.readers.model import Limits

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_CHUNK = 1 << 16
# What zipfile is known to raise for broken archives, at any step.
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError)


def opened(data: bytes, limits: Limits) -> ZipFile:
    """The archive in ``data``, its entries listed and none unpacked.

    Raises:
        InputError: no zip file, a broken one, or one with too many entries.
    """
    # Each entry that zipfile would list costs it half a kilobyte of memory.
    if data.count(_ENTRY) > limits.members:
        raise InputError(f"an archive of more than {limits.members:,} entries")
    try:
        return ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise InputError(f"a broken or truncated zip archive ({error or type(error).__name__})") from None


def unpacked(archive: ZipFile, entry: ZipInfo, most: int) -> tuple[bytes, str]:
    """The bytes of an entry, or those before a problem and what it is: encrypted, broken, larger than ``most``."""
    if entry.flag_bits & _ENCRYPTED:
        return b"", "encrypted: it needs a password"
    # The other methods unpack any amount in one step.
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return b"", "packed by a method other than deflate"
    data = bytearray()
    try:
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if len(data) > most:
                    return bytes(data), f"larger than {most // 1024**2} MiB when unpacked"
    except _BROKEN as error:
        return bytes(data), f"broken in the archive ({error or type(error).__name__})"
    return bytes(data), ""


class Package:
    """A document that is a zip file of parts, which together may unpack to no more than one document may."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = opened(data, limits)
        self._left = self._most = limits.size
        self.names = frozenset(self._archive.namelist())

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            InputError: there is none, or it cannot be unpacked.
        """
        if name not in self.names:
            raise InputError(f"its part {quoted(name)} is missing")
        data, problem = unpacked(self._archive, self._archive.getinfo(name), self._left)
        if len(data) > self._left:
            raise InputError(f"its parts are larger than {self._most // 1024**2} MiB when unpacked")
        if problem:
            raise InputError(problem)
        self._left -= len(data)
        return data
