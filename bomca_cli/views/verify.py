"""``bomca verify``: which quotes of a saved answer still stand in their sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bomca_cli.report import Column, Fragment, Report, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.evidence.standing import Standing, Verdict
    from bomca_cli.report import Cell, Style

COLUMNS = (
    Column("verdict", "Verdict", keep=True),
    Column("path", "File", weight=2),
    Column("line", "Line", align="right", keep=True),
    Column("quote", "Quote", weight=1),
)
_STYLES: dict[Standing, Style] = {
    "stands": "good",
    "moved": "warn",
    "gone": "bad",
    "missing": "bad",
    "unreadable": "bad",
}
_TOLD: dict[Standing, str] = {
    "stands": "stand",
    "moved": "moved",
    "gone": "gone",
    "missing": "in files that are missing",
    "unreadable": "in files that cannot be read",
}


def report(verdicts: Sequence[Verdict], *, everything: bool = False) -> Report:
    """The quotes that no longer stand where the answer says.

    Args:
        verdicts: what became of each quote.
        everything: also those that stand.
    """
    shown = [verdict for verdict in verdicts if everything or verdict.standing != "stands"]
    counts = Counter(verdict.standing for verdict in verdicts)
    told = ", ".join(f"{counts[name]:,} {_words(name, counts[name])}" for name in _TOLD if counts[name])
    quotes = "quote" if len(verdicts) == 1 else "quotes"
    changed = len({verdict.claim.path for verdict in verdicts if _changed(verdict)})
    files = len({verdict.claim.path for verdict in verdicts})
    more = f"; {changed:,} of {files:,} files changed since" if changed else ""
    return Report(
        "verify",
        (Table(COLUMNS, tuple(map(_row, shown)), main=True),),
        summary=(Fragment(f"{len(verdicts):,} {quotes}: {told}{more}", "dim"),),
        found=counts["stands"] == len(verdicts),
    )


def _words(standing: Standing, count: int) -> str:
    return "stands" if standing == "stands" and count == 1 else _TOLD[standing]


def _changed(verdict: Verdict) -> bool:
    then, now = verdict.claim.sha256, verdict.sha256
    return bool(then and now and then != now)


def _row(verdict: Verdict) -> Row:
    claim = verdict.claim
    cells: dict[str, Cell] = {
        "verdict": (Fragment(verdict.standing, _STYLES[verdict.standing]),),
        "path": claim.path,
        "line": "" if verdict.line is None else str(verdict.line),
        "quote": verdict.reason or " ".join(claim.quote.split()),
    }
    data: dict[str, Any] = {
        "verdict": verdict.standing,
        "path": claim.path,
        "sha256": claim.sha256,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "sha256_now": verdict.sha256,
        "start_now": verdict.now,
        "line": verdict.line,
        "reason": verdict.reason,
    }
    return Row(cells, data)
