"""``bomca index``: where the index is, what it holds, whether it is up to date, and every file that gave trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table

if TYPE_CHECKING:
    from bomca_cli.release import IndexStatus
    from bomca_cli.report import Block, Passage

COLUMNS = (
    Column("path", "Index", weight=2),
    Column("size", "Size", align="right", keep=True),
    Column("files", "Files", align="right", keep=True),
    Column("releases", "Releases", align="right", keep=True),
    Column("outdated", "To be read", align="right", keep=True),
)


def report(status: IndexStatus) -> Report:
    """The state of an index."""
    data: dict[str, Any] = {**status._asdict(), "notes": list(status.notes)}
    numbers = {name: f"{data[name]:,}" for name in ("files", "releases", "outdated")}
    row = Row({"path": status.path or "none can be kept", "size": _size(status.size), **numbers}, data)
    blocks: list[Block] = [Table(COLUMNS, (row,), main=True)]
    if status.notes:
        blocks.append(Lines(tuple((Fragment(note),) for note in status.notes), heading="Trouble", indent=2))
    return Report("index", tuple(blocks), summary=_summary(status))


def _summary(status: IndexStatus) -> Passage:
    if status.path is None:
        return (Fragment("No index can be kept: every call reads all files again.", "bad"),)
    if not status.size:
        return (Fragment("There is no index yet; the next command builds it.", "warn"),)
    if status.outdated:
        return (Fragment(f"{status.outdated:,} files to be read by the next command.", "warn"),)
    return (Fragment("Up to date.", "good"),)


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size else "–"
