"""Bring an index up to date with the files: only what changed is read, only new content is parsed."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.corpus.reading import release_of
from bomca_cli.errors import InputError
from bomca_cli.index import FileRow, Index
from bomca_cli.readers import UnreadableError, read, read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bomca_cli.readers import Document
    from bomca_cli.readers.files import Status
    from bomca_cli.release import Release

_COARSE = 2_000_000_000  # nanoseconds between two times of a file system that keeps whole seconds
_FINE = 50_000_000  # of one that keeps fractions: some ticks of the kernel's clock
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_SHORT = (8, 12, 16, 64)  # digits of the hash that names an undated release: as few as tell it apart


class _Unnamed(NamedTuple):
    """A release that was just added: what its id will be made of."""

    number: int
    former: int | None  # the release that its file held before
    bases: tuple[str, ...]


def refresh(index: Index, files: Mapping[bytes, Status]) -> None:
    """Make ``index`` say what ``files`` hold now.

    A release keeps its id while a file with its content is there, and while its file is and the date stays the same;
    new ones are named in the order of their paths.

    Raises:
        Broken: the index cannot be written or read.
    """
    if _changed(index.files(), files):
        with index.writing():  # by now another process may have done the work
            _update(index, index.files(), files)


def _changed(known: Mapping[bytes, FileRow], files: Mapping[bytes, Status]) -> bool:
    return known.keys() != files.keys() or not all(_is_current(known[path], status) for path, status in files.items())


def _is_current(row: FileRow, status: Status) -> bool:
    """Whether the file is surely the one that was read.

    A file that was changed just before it was read may have been changed again without a sign, in the same tick of
    the clock (git calls such an entry racily clean): it is read again until its times are older than the reading.
    """
    if (row.size, row.mtime, row.ctime, row.inode) != status:
        return False
    whole_seconds = status.mtime % 1_000_000_000 == 0 and status.ctime % 1_000_000_000 == 0
    return max(status.mtime, status.ctime) + (_COARSE if whole_seconds else _FINE) < row.seen


def _update(index: Index, known: Mapping[bytes, FileRow], files: Mapping[bytes, Status]) -> None:
    added: list[_Unnamed] = []
    for path in sorted(files):
        row, status = known.get(path), files[path]
        if row is None or not _is_current(row, status):
            _update_file(index, path, row, status, added)
    index.drop_files(known.keys() - files.keys())
    freed = index.drop_orphans()
    for number, former, bases in added:
        kept = freed.get(former) if former is not None else None
        if kept is not None and re.fullmatch(re.escape(bases[0]) + "[a-z]*", kept):
            index.rename(number, kept)
        else:
            index.name(number, *bases)


def _update_file(index: Index, path: bytes, row: FileRow | None, status: Status, added: list[_Unnamed]) -> None:
    from hashlib import sha256

    seen = time.time_ns()  # before reading: what is written meanwhile must look newer
    now = FileRow(*status, seen, None, None, None, None, None)
    place = Path(os.fsdecode(path))
    try:
        data = read_bytes(place)
        digest = sha256(data).hexdigest()
        if row is not None and row.sha256 == digest:
            size, mtime, ctime, inode = status
            index.put_file(path, row._replace(size=size, mtime=mtime, ctime=ctime, inode=inode, seen=seen))
            return
        document = read(place, data)
    except UnreadableError as error:
        index.put_file(path, now._replace(sha256=digest, problem=error.reason))
        return
    except InputError as error:
        index.put_file(path, now._replace(problem=str(error)))
        return
    now = now._replace(sha256=digest, encoding=document.encoding, note=_note(document))
    number = index.number(digest)
    if number is None:
        try:
            release = release_of(document)
        except Exception as error:  # noqa: BLE001 - one release that the parser fails on must not hide the others
            index.put_file(path, now._replace(problem=f"it cannot be parsed ({type(error).__name__}: {error})"))
            return
        number = index.add(release, digest)
        added.append(_Unnamed(number, row.release if row else None, _bases(release)))
    index.put_file(path, now._replace(release=number))


def _bases(release: Release) -> tuple[str, ...]:
    """What the id starts from: the release date, or the hash of a text that states none."""
    from hashlib import sha256

    if release.release_date and _DATE.fullmatch(release.release_date):
        return (release.release_date,)
    digest = sha256(release.text.encode("utf-8", "surrogatepass")).hexdigest()
    return tuple(f"undated-{digest[:length]}" for length in _SHORT)


def _note(document: Document) -> str | None:
    said = list(document.notes)
    if document.replaced:
        unread = f"{document.replaced:,} characters could not be read as {document.encoding}"
        said.append(f"{unread} and are shown as \ufffd")
    return "; ".join(said) or None
