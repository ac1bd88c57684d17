"""``bomca stats``: what there is by kind, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.release import REGION
from bomca_cli.report import Column, Count, Counts, Fragment, Lines, Report, Row, Table
from bomca_cli.views.counts import UNDATED, Census, Tally
from bomca_cli.views.facts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bomca_cli.query import Query
    from bomca_cli.release import Entry
    from bomca_cli.report import Block, Passage
    from bomca_cli.views.counts import Gap

_SHORTEST_GAP = 2  # months that people are shown
_MOST_GAPS = 5

# The kinds in their order, and what their values are called.
_KINDS = {
    "year": "Year",
    "country": "Country",
    "phase": "Phase",
    "component": "Topic",
    "language": "Language",
    "type": "File type",
}
_NAMELESS = {"year": "no date", "type": "no suffix"}
_COLUMNS = tuple(
    Column(field, field.capitalize(), keep=field not in ("name", "problem"), shown=False)
    for field in ("dimension", "value", "name", "releases", "words", "first", "last", "months", "problem")
)


def report(
    entries: Iterable[Entry], query: Query, countries: Mapping[str, str], unread: Sequence[tuple[str, str]] = ()
) -> Report:
    """The releases counted by year, country, phase, topic, language and type, the gaps, and what could not be read.

    Args:
        entries: the releases.
        query: ``sort`` orders the rows of each kind by "value" or by "releases", ``reverse`` turns that round,
            ``limit`` keeps the first so many of each kind.
        countries: the name of each country by its code.
        unread: the files that could not be read, each with the reason.
    """
    counts = Census().read(entries)
    rows: list[Row] = []
    blocks: list[Block] = []
    cut = 0
    for kind, label in _KINDS.items():
        found = _arranged(_values(kind, counts), query)
        cut += len(found) - len(found[: query.limit])
        listed = [_counted(kind, value, tally, countries) for value, tally in found[: query.limit]]
        rows += listed
        if listed:
            counted = (
                Count(row.data["name"] or row.data["value"] or _NAMELESS[kind], row.data["releases"]) for row in listed
            )
            blocks.append(Counts(tuple(counted), "Releases", label))
    gaps = counts.gaps()
    rows += [_gap(gap) for gap in gaps[: query.limit]]
    rows += [_problem(path, reason) for path, reason in unread[: query.limit]]
    cut += len(gaps) + len(unread) - len(gaps[: query.limit]) - len(unread[: query.limit])
    blocks += [*_gaps(gaps[: query.limit], sum(gap.months for gap in gaps)), *_unread(unread[: query.limit])]
    return Report(
        "stats",
        (Lines((_whole(counts),)), Table(_COLUMNS, tuple(rows), main=True), *blocks),
        summary=(Fragment(f"{cut:,} row{'' if cut == 1 else 's'} more, left out by -n", "dim"),) if cut else (),
    )


def _values(kind: str, counts: Census) -> list[tuple[str, Tally]]:
    """The values of a kind with their tallies, those that could be expected and have no release too."""
    found = counts.by[kind]
    if not counts.all.releases:
        return []
    if kind == "year":
        expected = [*counts.years(), *([UNDATED] if UNDATED in found else [])]
    elif kind == "phase":
        expected = [*counts.phases()]
    elif kind == "country":
        expected = [*REGION, *sorted(code for code in found if code not in REGION)]
        expected.sort(key=lambda code: -found[code].releases if code in found else 0)
    else:
        expected = sorted(found, key=lambda value: (-found[value].releases, value))
    return [(value, found.get(value, Tally())) for value in expected]


def _arranged(found: list[tuple[str, Tally]], query: Query) -> list[tuple[str, Tally]]:
    if query.sort == "releases":
        found = sorted(found, key=lambda item: -item[1].releases)
    elif query.sort == "value":
        found = sorted(found, key=lambda item: (not item[0], len(item[0]) if item[0].isdigit() else 0, item[0]))
    return found[::-1] if query.reverse else found


# What programs get: one shape for all kinds of rows.


def _data(
    dimension: str, value: str | None, name: str | None, tally: Tally | None = None, **more: Any
) -> dict[str, Any]:
    counted = tally or Tally()
    return {
        "dimension": dimension,
        "value": value,
        "name": name,
        "releases": None if tally is None else counted.releases,
        "words": None if tally is None else counted.words,
        "first": counted.first,
        "last": counted.last,
        "months": None,
        "problem": None,
    } | more


def _counted(kind: str, value: str, tally: Tally, countries: Mapping[str, str]) -> Row:
    names = {"country": countries, "language": LANGUAGES}.get(kind, {})
    return Row({}, _data(kind, value or None, names.get(value), tally))


def _gap(gap: Gap) -> Row:
    return Row({}, _data("gap", f"{gap.first}/{gap.last}", None, first=gap.first, last=gap.last, months=gap.months))


def _problem(path: str, reason: str) -> Row:
    return Row({}, _data("unread", path, None, problem=reason))


# What people see


def _whole(counts: Census) -> Passage:
    """``5 releases in 6 files, 2016-05-23 to 2018-11-28, 2,105 words``."""
    whole = counts.all
    if not whole.releases:
        return (Fragment("No release here."),)
    files = "" if counts.files == whole.releases else f" in {counts.files:,} files"
    days = (
        ""
        if whole.first is None
        else f", {whole.first}"
        if whole.first == whole.last
        else f", {whole.first} to {whole.last}"
    )
    return (
        Fragment(f"{whole.releases:,} release{'' if whole.releases == 1 else 's'}", "strong"),
        Fragment(f"{files}{days}, {whole.words:,} words"),
    )


def _gaps(gaps: Sequence[Gap], total: int) -> list[Lines]:
    shown = [gap for gap in gaps if gap.months >= _SHORTEST_GAP][:_MOST_GAPS]
    if not shown:
        return []
    width = max(len(str(gap.months)) for gap in shown)
    lines = tuple(
        (Fragment(f"{gap.months:>{width}} months  "), Fragment(f"{gap.first} to {gap.last}", "date")) for gap in shown
    )
    return [Lines(lines, heading=f"Longest gaps, of {total:,} months without a release", indent=2)]


def _unread(unread: Sequence[tuple[str, str]]) -> list[Lines]:
    lines = tuple((Fragment(path, "strong"), Fragment(f": {reason}", "warn")) for path, reason in unread)
    return [Lines(lines, heading="Not read", indent=2)] if lines else []
