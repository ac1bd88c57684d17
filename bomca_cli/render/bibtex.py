"""``bibtex``: references for LaTeX, as BibTeX and Biber read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.render.citation import GENRE, date, key, note, rows
from bomca_cli.render.clean import one_line

if TYPE_CHECKING:
    from bomca_cli.render import Look
    from bomca_cli.report import Report

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What LaTeX would obey; writers of BibTeX leave backslashes and braces as they are.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """One entry for each reference."""
    return "\n".join(_entry(row) for row in rows(report))


def _entry(row: dict[str, Any]) -> str:
    year, month, day = (*date(row), None, None, None)[:3]
    fields = {
        "title": _braced(row["title"], keep=True),
        "year": _braced(year),
        "month": _MONTHS[month - 1] if month and month <= len(_MONTHS) else None,
        "day": _braced(day),
        "address": _braced(row["place"]),
        "howpublished": _braced(GENRE),
        "note": _braced(note(row)),
    }
    told = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value is not None)
    return f"@misc{{{key(row)},\n{told}\n}}\n"


def _braced(value: str | int | None, *, keep: bool = False) -> str | None:
    """A field; ``keep`` tells styles not to change its capitals."""
    if value is None:
        return None
    words = one_line(str(value)).translate(_ESCAPES)
    return f"{{{{{words}}}}}" if keep else f"{{{words}}}"
