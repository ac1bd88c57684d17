"""What references in any format have in common: the parts of a row of ``bomca cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.report import Report

GENRE = "Press release"


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """The references of an answer."""
    for row in report.main.rows if report.main else ():
        yield row.data


def key(row: dict[str, Any]) -> str:
    """The name that a reference goes by in a bibliography."""
    line = f"-line-{row['source']['line']}" if row["quoted"] else ""
    return f"bomca-{row['id']}{line}"


def date(row: dict[str, Any]) -> list[int]:
    """Year, month and day, as far as stated; empty without a year."""
    stated = row["release_date"] or ""
    return [] if stated.startswith("-") else [int(part) for part in stated.split("-") if part]


def note(row: dict[str, Any]) -> str:
    """Where to look, and the words that stand there."""
    source = row["source"]
    page = f"page {source['page']}, " if "page" in source else ""
    place = f", {page}line {source['line']}: “{one_line(source['quote'])}”" if row["quoted"] else ""
    return f"{one_line(row['file'])}, SHA-256 {row['sha256']}{place}"
