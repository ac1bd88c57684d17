"""``bomca check``: the findings, and what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.checks.model import SEVERITIES
from bomca_cli.checks.registry import explanations, findings
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table
from bomca_cli.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bomca_cli.checks.model import Finding, Place, Severity
    from bomca_cli.query import Query
    from bomca_cli.release import Entry
    from bomca_cli.report import Style

FAIL_ON = (*SEVERITIES, "never")
_SHOWN_PLACES = 2
_STYLES: dict[Severity, Style] = {"error": "bad", "warning": "warn", "note": "dim"}
_COLUMNS = (
    Column("code", "Code", keep=True),
    Column("severity", "Severity", keep=True),
    Column("text", "Finding", weight=2),
    Column("places", "Where", weight=1),
    *(
        Column(name, name.capitalize(), keep=name not in ("name", "source.quote"), shown=False)
        for name in (
            "name",
            "id",
            "path",
            "sha256",
            "source.page",
            "source.line",
            "source.start",
            "source.end",
            "source.quote",
        )
    ),
)
SORTS: dict[str, Callable[[Finding], Any]] = {
    "code": lambda found: found.code,
    "date": lambda found: found.places[0].entry.release.release_date or "9999",
}


def fails_on(told: str | None) -> Sequence[Severity]:
    """The severities that make the command fail, given the least of them: "warning" where none is told.

    Raises:
        UsageError: there is no such severity.
    """
    least = one_of("warning" if told is None else told, "value for --fail-on", FAIL_ON)
    return SEVERITIES[: FAIL_ON.index(least) + 1] if least != "never" else ()


def report(entries: Iterable[Entry], query: Query, failing: Sequence[Severity]) -> Report:
    """Everything that the checks find in ``entries``, the worst first.

    Args:
        entries: the releases.
        query: ``sort`` ("severity", or a key of ``SORTS``), ``reverse`` and ``limit`` choose and order the rows.
        failing: a finding of one of these severities, shown or not, makes the answer count as "something found".
    """
    found = findings(entries)
    ordered = sorted(found, key=SORTS[query.sort]) if query.sort in SORTS else found
    if query.reverse:
        ordered = ordered[::-1]
    listed = ordered[: query.limit]
    return Report(
        "check",
        (Table(_COLUMNS, tuple(map(_row, listed)), main=True),),
        summary=(Fragment(_summary(listed, found), "dim"),),
        found=not any(one.severity in failing for one in found),
    )


def explanation(code: str) -> Report:
    """What a code means.

    Raises:
        UsageError: there is no such code.
    """
    known = explanations()
    name = one_of(code.strip().upper(), "code", known)
    told = known[name]
    heading = (Fragment(f"{name}  ", "id"), Fragment(told.name, "strong"))
    row = Row({}, {"code": name, "name": told.name, "text": told.text})
    columns = tuple(Column(field, field.capitalize(), shown=False) for field in ("code", "name", "text"))
    return Report("check", (Table(columns, (row,), main=True), Lines((heading, (Fragment(told.text),)))))


def _row(found: Finding) -> Row:
    references = list(dict.fromkeys(place.reference for place in found.places))
    more = len(references) - _SHOWN_PLACES
    where = ", ".join(references[:_SHOWN_PLACES]) + (f" and {more:,} more" if more > 0 else "")
    return Row(
        {
            "code": (Fragment(found.code, "id"),),
            "severity": (Fragment(found.severity, _STYLES[found.severity]),),
            "text": found.sentence,
            "places": (Fragment(where, "id"),),
        },
        _data(found, references),
    )


def _data(found: Finding, references: list[str]) -> dict[str, Any]:
    first: Place = found.places[0]
    return {
        "code": found.code,
        "severity": found.severity,
        "name": explanations()[found.code].name,
        "text": found.sentence,
        "places": references,
        **first.data(),
        "sources": [place.data() for place in found.places],
    }


def _summary(listed: Sequence[Finding], found: Sequence[Finding]) -> str:
    if not found:
        return "Nothing found."
    counts = {name: sum(one.severity == name for one in found) for name in SEVERITIES}
    told = ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count)
    cut = f"{len(listed):,} of {len(found):,} shown: " if len(listed) < len(found) else ""
    return f"{cut}{told}. What a code means: bomca check --explain {found[0].code}"
