"""Zip archives: a container without text of its own, its files one at a time."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers import wanted
from bomca_cli.readers.decode import decode
from bomca_cli.readers.model import Member, Reading
from bomca_cli.readers.zipped import opened, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

    from bomca_cli.readers.model import Limits

_UTF8_NAME = 0x800


def archive(data: bytes, limits: Limits) -> Reading:
    """The files of a zip archive.

    Raises:
        InputError: no zip archive, a broken or an empty one, too many entries.
    """
    packed = opened(data, limits)
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    if not entries:
        raise InputError("an empty archive")
    return Reading("", "zip", members=_members(packed, entries, limits))


def _members(packed: ZipFile, entries: list[ZipInfo], limits: Limits) -> Iterator[Member]:
    for entry in entries:
        name = _name(entry)
        if not wanted(name):
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield Member(name, b"", "a link, not a document")
        else:
            yield Member(name, *unpacked(packed, entry, limits.size))


def _name(entry: ZipInfo) -> str:
    """The name of an entry; one not marked as UTF-8 is taken for cp437, in which Russian names make no sense."""
    if entry.flag_bits & _UTF8_NAME or entry.filename.isascii():
        return entry.filename
    try:
        reading = decode(entry.filename.encode("cp437"))
    except (InputError, UnicodeEncodeError):
        return entry.filename
    return entry.filename if reading.encoding == "cp1252" or reading.replaced else reading.text
