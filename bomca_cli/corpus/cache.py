"""Where the index of a corpus is kept, and what its content depends on beside the files.

Nothing here may cost much: it runs before every answer. Hence CRCs rather than hashes (``hashlib`` loads OpenSSL; the
name needs no secrecy, and an index of other folders under the same name is noticed and built anew).
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from bomca_cli import __version__
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.readers.files import Root

_PACKAGE = Path(__file__).parent.parent
# Code and vocabularies decide which record a file gives and how it is kept; these folders only ask and show.
_NO_MATTER = frozenset(
    ("checks", "commands", "contacts", "evidence", "export", "funding", "render", "seeds", "views", "__pycache__")
)


def folder() -> Path:
    """The cache folder of bomca.

    Raises:
        RuntimeError: there is no home folder, or none that is the same wherever bomca is called.
    """
    if sys.platform == "linux":  # the rule of the XDG specification; platformdirs would cost as much as a small query
        base = Path(os.environ.get("XDG_CACHE_HOME", ""))
        found = (base if base.is_absolute() else Path("~/.cache").expanduser()) / "bomca"
    else:
        from platformdirs import user_cache_path

        found = user_cache_path("bomca", appauthor=False)
    if not found.is_absolute():
        raise RuntimeError(f"HOME is {quoted(os.environ.get('HOME', ''))}, no absolute path")
    return found


def index_path(roots: Sequence[Root]) -> Path:
    """The index file of the corpus that ``roots`` make up; each installation has its own.

    Raises:
        OSError: the folder cannot be made.
        RuntimeError: there is no home folder, or a relative one.
    """
    where = folder()
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    version = f"{_PACKAGE}\0{sys.implementation.cache_tag}"
    return where / f"{_digest(version.encode(errors='surrogateescape'), *_names(roots))}.sqlite"


def claim(path: Path) -> None:
    """Make the index file, private to its user, unless it is there.

    Raises:
        OSError: it cannot be written, or is no regular file; a link is never followed.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(None, "not a regular file", str(path))
    finally:
        os.close(descriptor)


def discard(path: Path) -> None:
    """Remove an index that cannot be trusted, with its journals, which must not be played into the next one.

    Raises:
        OSError: it cannot be removed.
    """
    for end in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def stamp(roots: Sequence[Root]) -> str:
    """Changes with the folders of the corpus and with each version of the code that reads, parses or indexes."""
    return _digest(__version__.encode(), *map(os.fsencode, _states()), *_names(roots))


def code() -> str:
    """A name of the code that reads, parses or indexes, the same on every computer that has the same."""
    from hashlib import sha256

    parts = sha256()
    for state in _states():
        path = Path(state.partition("\0")[0])
        data = path.read_bytes()
        parts.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode() + data)
    return parts.hexdigest()[:12]


def _states() -> list[str]:
    """Path, size and time of every module and vocabulary that a record depends on, in order."""
    states: list[str] = []
    folders = [str(_PACKAGE)]
    for folder in folders:  # grows on the way
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith((".py", ".toml")):
                        status = entry.stat()
                        states.append(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}")
                    elif "." not in entry.name and entry.name not in _NO_MATTER and entry.is_dir():
                        folders.append(entry.path)
        except OSError:  # not on disk as files: the version must do
            continue
    return sorted(states)


def _names(roots: Sequence[Root]) -> list[bytes]:
    return sorted(os.fsencode(root.real) for root in roots)


def _digest(*parts: bytes) -> str:
    data = b"\0".join(parts)
    return f"{crc32(data):08x}{crc32(data[::-1]):08x}"
