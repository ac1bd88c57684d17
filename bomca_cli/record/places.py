"""Where something is said, as plain JSON data: in which file, and where in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bomca_cli.release import Entry, Release, Span

Json = dict[str, Any]


def source_at(release: Release, span: Span) -> Json:
    """Where a fact stands: half-open offsets into the text, page in documents that have pages, line and quote."""
    page = release.page(span.start)
    return {
        "start": span.start,
        "end": span.end,
        **({"page": page} if page else {}),
        "line": release.line(span.start),
        "quote": release.quote(span),
    }


def file_of(entry: Entry) -> Json:
    """Which release and which file something stands in: goes beside a ``source``."""
    return {"id": entry.id, "path": entry.path, "sha256": entry.sha256}


def placed(entry: Entry, span: Span) -> Json:
    """The file and the place in it."""
    return file_of(entry) | {"source": source_at(entry.release, span)}
