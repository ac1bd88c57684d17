"""Folders, files and globs → the files of a corpus, in a fixed order, with what tells whether they changed."""

# ruff: noqa: PTH110, PTH112, PTH116, PTH118, PTH122, PTH207 - names as the system gives them, a hundred thousand of them: no object for each
from __future__ import annotations

import os
import stat
from array import array
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.readers import READERS
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence


class Root(NamedTuple):
    """A folder or file of the corpus, as given and where it really is."""

    given: str
    real: str


class Folder(NamedTuple):
    """The files of one folder that have a reader, in the order of the file system."""

    names: bytes  # with NUL between; those of ``SINGLE`` are whole paths
    states: bytes  # of each file, as ``states_of`` reads them; any change of content changes them, but for the quickest


class Listing(NamedTuple):
    """The files found, by the real path of their folder, and what could not be looked into."""

    folders: dict[bytes, Folder]
    problems: list[tuple[str, str]]  # path as given, why


State = tuple[int, int, int, int]  # size; times of change of content and of the entry, in nanoseconds; inode

SINGLE = b""  # stands for a folder: files that are named themselves
_INODE = (1 << 63) - 1
_WORDS = 4
_WORD = 8


def states_of(packed: bytes) -> list[State]:
    """The states of the files of a folder."""
    numbers = array("q", packed)
    return list(zip(*(numbers[at::_WORDS] for at in range(_WORDS)), strict=True))


def differing(one: bytes, other: bytes) -> list[int]:
    """The places at which two packed lists of states of the same length differ."""
    size = _WORDS * _WORD
    places: list[int] = []
    parts = [(0, len(one) // size)]
    while parts:
        low, high = parts.pop()
        if one[low * size : high * size] == other[low * size : high * size]:
            continue
        if high - low == 1:
            places.append(low)
        else:
            middle = (low + high) // 2
            parts += [(low, middle), (middle, high)]
    return places


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
    single: dict[str, os.stat_result] = {}
    for root in where:
        status = os.stat(root.real)
        if stat.S_ISDIR(status.st_mode):
            _walk(root.real, where, listing)
        else:  # named by its user: whatever it is, reading it tells
            single[root.real] = status
    if single:
        numbers = [number for status in single.values() for number in _state(status)]
        listing.folders[SINGLE] = _folder([*single], numbers)
    return listing


def holds(path: str, where: Sequence[Root]) -> bool:
    """Whether the file at the real path ``path`` is one that ``find`` finds, if it is there."""
    for root in where:
        if path == root.real:
            return not os.path.isdir(path)
        inside = path[len(root.real.rstrip(os.sep)) :] if path.startswith(root.real.rstrip(os.sep) + os.sep) else ""
        if inside and _has_reader(path) and f"{os.sep}." not in inside:
            return True
    return False


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
    suffixes = tuple(READERS)
    while folders:
        folder = folders.pop()
        key = os.fsencode(folder)
        if key in listing.folders:  # below two roots
            continue
        names: list[str] = []
        numbers: list[int] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name[0] == ".":
                        continue
                    try:
                        if name.lower().endswith(suffixes) and entry.is_file(follow_symlinks=False):
                            # Most files; said in one line because there may be a hundred thousand.
                            status = entry.stat(follow_symlinks=False)
                            numbers += (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _INODE)
                            names.append(name)
                        elif entry.is_dir(follow_symlinks=False):
                            folders.append(entry.path)
                        elif problem := _odd(entry, where):
                            listing.problems.append((entry.path, problem))
                    except FileNotFoundError:  # gone since the folder was read
                        continue
                    except OSError as error:
                        listing.problems.append((entry.path, error.strerror or str(error)))
        except OSError as error:
            listing.problems.append((folder, error.strerror or str(error)))
        listing.folders[key] = _folder(names, numbers)


def _odd(entry: os.DirEntry[str], where: Sequence[Root]) -> str | None:
    """What is wrong with an entry that is neither a folder nor a file to read; None: nothing."""
    readable = _has_reader(entry.name)
    if not entry.is_symlink():
        return "a pipe, socket or device, not a regular file" if readable and not entry.is_file() else None
    real = os.path.realpath(entry.path)
    inside = any(real == root.real or real.startswith(root.real.rstrip(os.sep) + os.sep) for root in where)
    if not os.path.exists(real):
        return "a link to nothing" if readable else None
    if inside or not (readable or os.path.isdir(real)):
        return None  # what a link inside points to is found in its own place
    return "a link that leads out of the corpus"


def _has_reader(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in READERS


def _state(status: os.stat_result) -> State:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _INODE


def _folder(names: list[str], numbers: list[int]) -> Folder:
    return Folder(os.fsencode("\0".join(names)), array("q", numbers).tobytes())
