"""``bomca search``: hits with line and snippet, or what would have been found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.record.places import file_of
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table
from bomca_cli.views.snippets import snippets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bomca_cli.query import Query
    from bomca_cli.report import Block, Passage
    from bomca_cli.search.result import Found, SearchResult, UnitCount
    from bomca_cli.views.snippets import Snippet

FEW = 3  # snippets of a release that are shown unless all are asked for
# For programs, and for people who name columns; people are shown snippets.
_COLUMNS = tuple(
    Column(name, label, align="right" if right else "left", keep=keep, shown=False)
    for name, label, keep, right in (
        ("id", "ID", True, False),
        ("page", "Page", True, False),
        ("line", "Line", True, True),
        ("snippet", "Snippet", False, False),
        ("quote", "Quote", False, False),
        ("title", "Title", False, False),
        ("release_date", "Date", True, False),
        ("start", "Start", True, True),
        ("end", "End", True, True),
        ("boilerplate", "Repeated", False, False),
        ("path", "File", False, False),
        ("sha256", "SHA-256", True, False),
    )
)


def report(result: SearchResult, query: Query, *, all_hits: bool = False) -> Report:
    """The releases found, best first, each with its first snippets; one row a hit for programs.

    Args:
        result: what was found.
        query: what was asked; its filters explain an empty answer.
        all_hits: show every snippet.
    """
    shown = [(found, snippets(found.entry.release, found.hits)) for found in result.found]
    rows = tuple(row for found, pieces in shown for row in _rows(found, pieces))
    blocks: list[Block] = [Table(_COLUMNS, rows, main=True)]
    if result.total:
        blocks += [_block(found, pieces, all_hits=all_hits) for found, pieces in shown]
    else:
        blocks.append(Lines(tuple(_nothing(result, query))))
    return Report(
        "search",
        tuple(blocks),
        summary=_summary(result),
        extra={"releases": result.total, "words": [_unit_data(unit) for unit in result.units]},
        found=result.total > 0,
    )


def _block(found: Found, pieces: Sequence[Snippet], *, all_hits: bool) -> Lines:
    entry, title = found.entry, found.entry.release.title
    heading: Passage = (
        Fragment(f"{entry.id}  ", "id"),
        Fragment(title.value, "strong") if title else Fragment("no title found", "dim"),
        Fragment(f"  {_counted(len(found.hits), 'hit')}" if found.hits else "", "dim"),
    )
    chosen = list(pieces) if all_hits else _first(pieces)
    width = max((len(str(piece.line)) for piece in chosen), default=0) + 2  # behind the id, two blanks in
    lines = [(Fragment(f"{piece.line:>{width}}  ", "dim"), *piece.words) for piece in chosen]
    hidden = len(found.hits) - sum(len(piece.hits) for piece in chosen)
    if hidden:
        lines.append((Fragment(" " * width + "  "), Fragment(f"{hidden:,} more · --all", "dim")))
    return Lines((heading, *lines))


def _first(pieces: Sequence[Snippet]) -> list[Snippet]:
    """The first few, news before repeated passages, in the order of the text."""
    best = sorted(pieces, key=lambda piece: piece.repeated)[:FEW]
    return [piece for piece in pieces if piece in best]


def _rows(found: Found, pieces: Sequence[Snippet]) -> Iterator[Row]:
    """A row for each hit; one without a place for a release that is found for what it does not say."""
    entry, release = found.entry, found.entry.release
    about = file_of(entry)
    titled = {"title": release.title.value if release.title else None, "release_date": release.release_date}
    places: list[dict[str, Any]] = [
        {
            "page": release.page(hit.start),
            "line": release.line(hit.start),
            "start": hit.start,
            "end": hit.end,
            "quote": release.quote(hit),
            "snippet": "".join(fragment.text for fragment in piece.words),
            "boilerplate": piece.repeated,
        }
        for piece in pieces
        for hit in piece.hits
    ]
    nowhere = dict.fromkeys(("page", "line", "start", "end", "quote", "snippet", "boilerplate"))
    for place in places or [nowhere]:
        yield Row({}, about | place | titled)


def _summary(result: SearchResult) -> Passage:
    hits = sum(len(found.hits) for found in result.found)
    if not result.total:
        said = ""
    elif len(result.found) < result.total:
        said = f"{len(result.found):,} of {_counted(result.total, 'release')} shown, {_counted(hits, 'hit')} in them"
    else:
        said = _counted(result.total, "release") + (f", {_counted(hits, 'hit')}" if hits else "")
    if result.undated:
        said = "; ".join(part for part in (said, f"{result.undated:,} without a date left out") if part)
    return (Fragment(said, "dim"),) if said else ()


def _nothing(result: SearchResult, query: Query) -> Iterator[Passage]:
    units = result.units
    filters = (query.since, query.until, query.countries, query.places, query.phases, query.contacts)
    which = "No release that fits the filters" if any(filters) else "No release"
    if len(units) == 1 and not units[0].releases:
        yield (Fragment(f"{which} has {_named(units[0])}."),)
    elif len(units) == 2 and result.together:
        yield (Fragment(f"{which} has both {_named(units[0])} and {_named(units[1])}.   "), *_counts(units))
    elif units:
        has = "has all of these" if result.together else "matches"
        yield (Fragment(f"{which} {has}.   "), *_counts(units))
    else:
        yield (Fragment(f"{which} is without this."),)
    close = [word for unit in units for word in unit.close]
    if close:
        yield (Fragment(f"Close spellings: {', '.join(close)}"),)
    elif len(units) == 1 and not units[0].releases and units[0].field is None and " " in units[0].typed:
        yield (Fragment("Without quotes the words are looked for anywhere in a release."),)


def _named(unit: UnitCount) -> str:
    where = f" as {unit.field}" if unit.field in ("contact", "place") else f" in its {unit.field}" if unit.field else ""
    return f"“{unit.typed}”{where}"


def _counts(units: Sequence[UnitCount]) -> Passage:
    counts = "   ".join(
        f"{unit.field + ':' if unit.field else ''}{unit.typed}: "
        f"{_counted(unit.releases, 'release') if unit.releases else 'none'}"
        for unit in units
    )
    return (Fragment(counts, "dim"),)


def _unit_data(unit: UnitCount) -> dict[str, Any]:
    return {"words": unit.typed, "field": unit.field, "releases": unit.releases, "close": list(unit.close)}


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
