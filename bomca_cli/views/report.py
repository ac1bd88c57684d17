"""``bomca report``: everything on one page; what it states leads to the words that it rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bomca_cli.evidence.quotes import quoted
from bomca_cli.privacy import without_people
from bomca_cli.query import Query
from bomca_cli.report import Chart, Column, Counts, Fragment, Lines, Quote, Quotes, Report, Row, Section, Table
from bomca_cli.views import check, contacts, funding, stats, timeline
from bomca_cli.views.dates import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bomca_cli.release import Entry
    from bomca_cli.report import Cell, Part, Passage

    Read = Callable[[], Iterable[Entry]]  # the releases from the first on, each time it is called

TITLE = "What the releases say"
_RELEASES = (
    Column("id", "ID", keep=True),
    Column("place", "Place"),
    Column("phases", "Phase"),
    Column("title", "Title", weight=2),
)
_SOURCES = (Column("release", "Release", keep=True), Column("path", "File"), Column("sha256", "SHA-256"))
_WHERE = Column("where", "Where", weight=2)
_BUDGETS = ("programme_total", "phase_budget")
_ALL = Query()


def report(
    read: Read,
    *,
    today: dt.date,
    countries: Mapping[str, str],
    unread: Sequence[tuple[str, str]] = (),
    people: bool = True,
) -> Report:
    """The sections of the page.

    Args:
        read: gives the releases; it is called for each section, so that they need not be kept.
        today: the day that the page bears.
        countries: the name of each country by its code.
        unread: the files that could not be read, each with the reason.
        people: with contacts; without, names, addresses and numbers are masked in quotes too.
    """
    again: Read = read if people else lambda: map(without_people, read())
    quotes: set[Quote] = set()
    # Findings and contacts come first: they hold all releases while they are made, what comes later does not.
    found = _with_places(check.report(again(), _ALL, ()), "places")
    severities = Counter(row.data["severity"] for row in _main(found))
    findings = _told(found, quotes) if severities else (Lines(((Fragment("Nothing found."),),)),)
    del found
    asked = _told(contacts.report(again(), _ALL), quotes) if people else ()
    happened = _told(timeline.report(again(), _ALL), quotes)
    paid = funding.report(again(), _ALL)
    _told(paid, quotes)
    numbers = stats.report(again(), _ALL, countries, unread)
    current = funding.report(again(), _ALL, as_of=today)
    releases, sources = _tables(again())
    drawn = _pictures(timeline.report(again(), _ALL, plot=True))
    days = [block for block in happened if not isinstance(block, Chart)]  # the chart is one of sums
    sections = [
        Section("summary", "In short", tuple(_summary(numbers, current, paid, severities))),
        Section("timeline", "What happened", (*(one for one in drawn if isinstance(one, Counts)), *days)),
        Section("funding", "What was paid", (*(one for one in drawn if isinstance(one, Chart)), *_sums(paid))),
        Section("releases", "The releases", (releases,)),
        Section("findings", "What an editor would raise", findings),
        Section("coverage", "What there is and what is missing", tuple(_shown(numbers))),
        Section("quotes", "The words", (Quotes(_in_order(quotes)),)),
        Section("sources", "The sources", (sources,)),
    ]
    if people:
        sections.insert(4, Section("contacts", "Whom to ask", asked))
    leads = "Sums, days, contacts and findings lead to the words that they rest on."
    made = Lines(((Fragment(f"As of {day(today.isoformat())}. {leads}", "dim"),),))
    return Report("report", (made, *filter(_says_something, sections)), title=TITLE)


def _main(answer: Report) -> tuple[Row, ...]:
    return answer.main.rows if answer.main else ()


def _told(answer: Report, quotes: set[Quote]) -> tuple[Part, ...]:
    """What an answer shows to people; of the data of its rows nothing is kept but the quotes, added to ``quotes``."""
    quotes.update(_quote(holder, said) for row in _main(answer) for holder, said in quoted(row.data))
    return tuple(
        block._replace(rows=tuple(Row(row.cells, {}) for row in block.rows)) if isinstance(block, Table) else block
        for block in _shown(answer)
    )


def _shown(answer: Report) -> Iterator[Part]:
    """What an answer shows to people."""
    for block in answer.blocks:
        if isinstance(block, Section) or (isinstance(block, Table) and not any(one.shown for one in block.columns)):
            continue
        yield block


def _says_something(section: Section) -> bool:
    """Whether anything is below the heading: a corpus without releases has no words and no sources."""
    empty = (Table(_RELEASES, ()), Table(_SOURCES, ()), Quotes(()))
    return any(block not in empty for block in section.blocks)


def _pictures(answer: Report) -> list[Part]:
    """The pictures of an answer that was asked for nothing else."""
    return [block for block in answer.blocks if not isinstance(block, Table | Section)]


def _with_places(answer: Report, column: str) -> Report:
    """An answer with every place of each row in the cell of ``column``: a page has room for all."""
    blocks = (
        Table(block.columns, tuple(_placed(row, column) for row in block.rows), main=True)
        if isinstance(block, Table) and block.main
        else block
        for block in answer.blocks
    )
    return answer._replace(blocks=tuple(blocks))


def _placed(row: Row, column: str) -> Row:
    return row._replace(cells=row.cells | {column: _references(row.data["places"])})


def _sums(paid: Report) -> Iterator[Part]:
    """The answer on sums, with the places where each is said."""
    for block in _shown(_with_places(paid, _WHERE.name)):
        if isinstance(block, Table) and block.main:
            yield block._replace(columns=(*block.columns, _WHERE))
        else:
            yield block
    if _main(paid):
        yield Lines(((Fragment("Sums overlap and are not added.", "dim"),),))


def _references(places: Iterable[str]) -> Passage:
    return (Fragment(", ".join(places), "id"),)


def _summary(numbers: Report, current: Report, paid: Report, severities: Counter[str]) -> Iterator[Part]:
    """How much there is, what holds now, what changed, how many findings: in words."""
    lines: list[Passage] = []
    for block in numbers.blocks[:1]:
        if isinstance(block, Lines):
            lines += block.lines
    about = [
        f"{row.data['name'] or row.data['value']} ({row.data['releases']:,})"
        for row in _main(numbers)
        if row.data["dimension"] == "country" and row.data["releases"]
    ]
    if about:
        lines.append((Fragment(f"About {', '.join(about)}."),))
    if severities:
        counted = ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for name, number in severities.items())
        lines.append((Fragment(f"An editor would raise {counted}."),))
    yield Lines(tuple(lines))
    held = [row for row in _main(current) if row.data["kind"] in _BUDGETS]
    if held:
        yield Lines(tuple(map(_holds, held)), heading="What holds by the last word")
    changes = paid.extra["changes"]
    if changes:
        yield Lines(tuple(map(_changed, changes)), heading="What changed")


def _holds(row: Row) -> Passage:
    """A stated budget in words: ``Phase 9: EUR 6,600,000 for 2015–2019, said last on 2018-11-28``."""
    sum_ = row.data
    period = f" for {row.cells['period']}" if sum_["period"] else ""
    last = f", said last on {sum_['last_said']}" if sum_["last_said"] else ""
    return (
        Fragment(f"{sum_['for']}: ", "strong"),
        Fragment(f"{sum_['currency']} ", "money"),
        *row.cells["value"],
        Fragment(f"{period}{last}  "),
        Fragment(sum_["places"][-1], "id"),
    )


def _changed(change: dict[str, Any]) -> Passage:
    """A change in words, with the last place of the old figure and the first one of the new."""
    ends = (change["old"]["said"][-1], change["new"]["said"][0])
    return (
        Fragment(f"{change['for']}: ", "strong"),
        Fragment(f"{change['text']}  "),
        *_references(f"{said['id']}:{said['line']}" for said in ends),
    )


def _tables(entries: Iterable[Entry]) -> tuple[Table, Table]:
    """The releases, and the files that they were read from."""
    releases, sources = [], []
    for entry in entries:
        release = entry.release
        about: dict[str, Cell] = {
            "id": (Fragment(entry.id, "strong"),),
            "place": release.place.value if release.place else "",
            "phases": ", ".join(str(phase.number) for phase in release.phases),
            "title": release.title.value if release.title else (Fragment("no title found", "dim"),),
        }
        releases.append(Row(about, {}))
        for path in (entry.path, *entry.duplicates):
            source: dict[str, Cell] = {"release": (Fragment(entry.id, "id"),), "path": path, "sha256": entry.sha256}
            sources.append(Row(source, {}))
    return Table(_RELEASES, tuple(releases)), Table(_SOURCES, tuple(sources))


def _in_order(quotes: set[Quote]) -> tuple[Quote, ...]:
    """By release and line."""
    ordered = sorted(quotes, key=lambda quote: (quote.reference.rpartition(":")[0], quote.line, quote.start, quote.end))
    return tuple(ordered)


def _quote(holder: dict[str, Any], said: dict[str, Any]) -> Quote:
    return Quote(
        f"{holder['id']}:{said['line']}",
        holder["path"],
        holder["sha256"],
        said.get("page"),
        said["line"],
        said["start"],
        said["end"],
        said["quote"],
    )
