"""A file → what the index is to hold of it. This runs wherever an executor runs it, in many processes at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.index.rows import DocumentRow, ReleaseRow, release_row
from bomca_cli.readers import UnreadableError, documents, read_bytes

if TYPE_CHECKING:
    from typing import Any

    from bomca_cli.readers import Document, Limits
    from bomca_cli.release import Release


class Task(NamedTuple):
    """A file to be read."""

    path: str
    size: int  # in bytes, as last seen
    known: tuple[str, ...] = ()  # hashes of contents that need not be parsed
    modified: int = 0  # in nanoseconds, as last seen


class FileReading(NamedTuple):
    """What came of a file."""

    sha256: str | None
    problem: str | None = None  # why nothing in it could be read
    known: bool = False  # its content is one of the known ones; the documents are left out
    documents: tuple[DocumentRow, ...] = ()


def read_file(task: Task, limits: Limits) -> FileReading:
    """Read and parse everything in a file; whatever goes wrong is told in what is returned."""
    from hashlib import sha256

    path = Path(task.path)
    try:
        data = read_bytes(path, limits)
    except InputError as error:
        return FileReading(None, str(error))
    digest = sha256(data).hexdigest()
    if digest in task.known:
        return FileReading(digest, known=True)
    try:
        rows = tuple(
            DocumentRow(found.member, problem=found.reason) if isinstance(found, UnreadableError) else _document(found)
            for found in documents(path, data, limits)
        )
    except MemoryError:
        return FileReading(digest, "it needs more memory than one document may")
    except Exception as error:  # noqa: BLE001 - one file that a reader fails on must not hide the others
        return FileReading(digest, f"it cannot be read ({type(error).__name__}: {error})")
    if len(rows) == 1 and not rows[0].member and rows[0].problem:
        return FileReading(digest, rows[0].problem)
    return FileReading(digest, None, documents=rows)


def release_of(document: Document) -> Release:
    """The release that ``document`` is, with its pages; years that it does not state come from its markup's day."""
    from bomca_cli.extract import parse  # only now: a query that finds nothing new needs no parser

    release = parse(document.text, released=document.released)
    return release._replace(pages=document.pages) if document.pages else release


def _document(document: Document) -> DocumentRow:
    from bomca_cli.corpus.fingerprint import fingerprint

    row = DocumentRow(document.member, document.sha256, document.encoding, _note(document))
    try:
        name = fingerprint(document.text, document.pages) or document.sha256
        return row._replace(release=release_row(release_of(document), name))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one release that the parser fails on must not hide the others
        return row._replace(problem=f"it cannot be parsed ({type(error).__name__}: {error})")


def _note(document: Document) -> str | None:
    said = list(document.notes)
    if document.replaced:
        unread = f"{document.replaced:,} characters could not be read as {document.encoding}"
        said.append(f"{unread} and are shown as \ufffd")
    return "; ".join(said) or None


def plain(reading: FileReading) -> tuple[Any, ...]:
    """``reading`` as tuples, texts and numbers only, to be sent between processes."""
    rows = tuple((*row[:-1], row.release and tuple(row.release)) for row in reading.documents)
    return (*reading[:-1], rows)


def from_plain(values: tuple[Any, ...]) -> FileReading:
    """The reading that ``plain`` described."""
    *own, rows = values
    documents = tuple(DocumentRow._make((*row[:5], row[5] and ReleaseRow(*row[5]))) for row in rows)
    return FileReading(own[0], own[1], own[2], documents)
