"""What readers make of files: texts with what is known about them, and the documents inside other documents.

A member is told by its file and its member path: the names as their containers give them, joined with "/", as in
``inner.zip/letter.eml/list.docx``. That path is a label: it is shown and compared, nothing is ever opened by it. It is
unique within its file (a name that was there before gets " (2)"); the hash of a member is that of its bytes. Names
without a reader and hidden ones are passed over, as files of a folder are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path


class Limits(NamedTuple):
    """How much one file may cost before it is reported instead of read."""

    size: int = 64 * 1024 * 1024  # bytes of one document, packed and unpacked
    members: int = 10_000  # documents inside it, however deep
    depth: int = 8  # documents inside documents
    unpacked: int = 256 * 1024 * 1024  # bytes of all its members together
    seconds: int = 60  # that a program may take which reads it for us


USUAL = Limits()


class Member(NamedTuple):
    """A document inside another one: an attachment, a message of a mailbox, a file of an archive."""

    name: str  # as the container gives it; its suffix chooses the reader; never used as a path
    data: bytes  # those before the problem, where there is one: they count too
    problem: str = ""  # why its bytes cannot be had


class Reading(NamedTuple):
    """What a reader makes of bytes; a container may have members and no text of its own.

    Members may come from a generator, one at a time; what is wrong with the container behind the last good one is
    then raised as InputError from there.
    """

    text: str
    encoding: str  # how the bytes became text; for formats that settle it themselves, the format's name
    replaced: int = 0  # how many characters stand for bytes that could not be decoded
    pages: tuple[int, ...] = ()  # where each page begins in ``text``, for formats that have pages
    notes: tuple[str, ...] = ()  # what was odd, each a line for the user
    released: date | None = None  # the day that the markup (not the text) gives as the day of publication
    members: Iterable[Member] = ()


class Document(NamedTuple):
    """A document that was read: a file, or a member of one."""

    path: Path
    text: str  # line ends as in the file, without a byte order mark
    sha256: str  # of the bytes
    encoding: str
    size: int  # in bytes
    replaced: int = 0
    member: str = ""  # where it stands inside the file, "outer.zip/inner.eml" style; "" is the file itself
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    released: date | None = None


class UnreadableError(InputError):
    """A file, or a member of one, that cannot be read, and why."""

    def __init__(self, path: Path, reason: str, member: str = "") -> None:
        super().__init__(f"{quoted(f'{path}/{member}' if member else str(path))}: {reason}")
        self.reason = reason
        self.member = member
