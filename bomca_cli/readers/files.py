"""Folders, files and globs → the files of a corpus, in a fixed order, with what tells whether they changed."""

# ruff: noqa: PTH110, PTH112, PTH116, PTH118, PTH122, PTH207 - names as the system gives them, a hundred thousand of them: no object for each
from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.readers import READERS
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence


class Status(NamedTuple):
    """What the file system says of a file; any change of content changes it, but for the quickest."""

    size: int
    mtime: int  # nanoseconds, as ctime
    ctime: int
    inode: int


class Root(NamedTuple):
    """A folder or file of the corpus, as given and where it really is."""

    given: str
    real: str


class Listing(NamedTuple):
    """The files found, by real path, and what could not be looked into."""

    files: dict[bytes, Status]
    warnings: list[str]


def roots(paths: Sequence[str], origin: str) -> list[Root]:
    """The folders and files that ``paths`` mean.

    Args:
        paths: folders, files or globs.
        origin: where they were set (``-C``, ``BOMCA_CORPUS``), for the message.

    Raises:
        InputError: one of them does not exist.
    """
    found: dict[str, Root] = {}
    for path in paths:
        for given in _meant(path):
            if not given or "\0" in given or not os.path.exists(given):
                missing = "fits no file that can be read" if _is_glob(path) else "does not exist"
                raise InputError(f"{quoted(path)} {missing} (given by {origin})")
            real = os.path.realpath(given)
            found.setdefault(real, Root(given, real))
    return list(found.values())


def find(where: Sequence[Root]) -> Listing:
    """Every file with a reader below the roots, hidden ones left out; links are followed only inside the corpus."""
    listing = Listing({}, [])
    for root in where:
        status = os.stat(root.real)
        if stat.S_ISDIR(status.st_mode):
            _walk(root.real, where, listing)
        else:  # named by its user: whatever it is, reading it tells
            listing.files[os.fsencode(root.real)] = _status(status)
    return listing


def shown(path: bytes, where: Sequence[Root]) -> str:
    """A real path as its user would type it: below the folder as given."""
    real = os.fsdecode(path)
    for root in where:
        if real == root.real:
            return os.path.normpath(root.given)
        if real.startswith(root.real.rstrip(os.sep) + os.sep):
            return os.path.normpath(os.path.join(root.given, os.path.relpath(real, root.real)))
    return real


def _meant(path: str) -> list[str]:
    if not os.path.lexists(path) and _is_glob(path):
        from glob import glob

        # A glob takes what a folder would take; without any match it is reported like a missing file.
        names = [name for name in sorted(glob(path, recursive=True)) if os.path.isdir(name) or _has_reader(name)]
        return names or [path]
    return [path]


def _is_glob(path: str) -> bool:
    return any(sign in path for sign in "*?[")


def _walk(top: str, where: Sequence[Root], listing: Listing) -> None:
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    try:
                        _take(entry, where, folders, listing)
                    except OSError as error:
                        listing.warnings.append(f"{quoted(entry.path)}: {error.strerror}")
        except OSError as error:
            listing.warnings.append(f"{quoted(folder)}: {error.strerror}")


def _take(entry: os.DirEntry[str], where: Sequence[Root], folders: list[str], listing: Listing) -> None:
    """Add a file, or put a folder down for later."""
    if entry.is_symlink():
        real = os.path.realpath(entry.path)
        inside = any(real == root.real or real.startswith(root.real.rstrip(os.sep) + os.sep) for root in where)
        if not inside and (_has_reader(entry.name) or os.path.isdir(real)):
            listing.warnings.append(f"{quoted(entry.path)}: a link that leads out of the corpus")
        # What a link inside points to is found in its own place.
    elif entry.is_dir(follow_symlinks=False):
        folders.append(entry.path)
    elif _has_reader(entry.name):
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            listing.files[os.fsencode(entry.path)] = _status(status)
        else:
            listing.warnings.append(f"{quoted(entry.path)}: a pipe, socket or device, not a regular file")


def _has_reader(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in READERS


def _status(status: os.stat_result) -> Status:
    return Status(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
