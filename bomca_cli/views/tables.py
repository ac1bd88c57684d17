"""The tables of a data set: one for releases, one for each kind of fact, one for the lines of the texts.

Every row ends with where it stands: file, hash, page where there are pages, line, offsets and the words themselves. The
fields are told to people in docs/export.md, which a test holds to this module.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bomca_cli.dataset import Field, Item, Table
from bomca_cli.record.places import source_at
from bomca_cli.release import Span
from bomca_cli.views.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bomca_cli.dataset import Cell, Cells, Kind

    Json = dict[str, Any]
    Fact = tuple[Json, Json | None]  # the values of a row by field, and where they stand

_SOURCE = (
    Field("path", "text", "the file it was read from", 30),
    Field("sha256", "text", "hash of the bytes of the file", 12),
    Field("page", "integer", "page, in documents that have pages; from 1", 7),
    Field("line", "integer", "line of the text; from 1", 7),
    Field("start", "integer", "where the words begin, in characters of the text", 8),
    Field("end", "integer", "where they end, not included", 8),
    Field("quote", "text", "the words as they stand in the text", 60),
)
_KEY = (
    Field("release", "text", "the release: its id in the table releases", 13),
    Field("number", "integer", "which row of this release it is; from 1", 9),
)
_PROBLEM = Field("problem", "text", "what is wrong with it as printed", 24)


def _rows(fields: tuple[Field, ...], facts: Callable[[Item], Iterable[Fact]]) -> Callable[[Item], Iterator[Cells]]:
    """How a table takes its rows from a release."""
    kinds = [(field.name, field.kind) for field in fields]

    def rows(item: Item) -> Iterator[Cells]:
        same = {"path": item.record["path"], "sha256": item.record["sha256"], "release": item.record["id"]}
        for number, (fact, source) in enumerate(facts(item), 1):
            values = fact | (source or {}) | same | {"number": number}
            yield tuple(_cell(kind, values.get(name)) for name, kind in kinds)

    return rows


def _cell(kind: Kind, value: Any) -> Cell:
    """A value of a record as its field has it."""
    if value is None:
        return None
    if kind == "decimal":
        return Decimal(value)
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    found: Cell = value
    return found


def _facts(name: str, about: str, facts: Callable[[Item], Iterable[Fact]], *fields: Field) -> Table:
    every = (*_KEY, *fields, *_SOURCE)
    return Table(name, about, every, ("release", "number"), _rows(every, facts))


def _days(start: str | None, end: str | None = None) -> Json:
    """The first and the last day that a stated date may mean; none where no year or no such day is known."""
    first, last = Moment(start or "", end).days
    return {"first_day": first, "last_day": last}


def _release(item: Item) -> Iterator[Fact]:
    record, release = item.record, item.entry.release
    sources = record["sources"]
    counts = {
        "sums": len(record["amounts"]),
        "events": len(record["events"]),
        "words": len(release.text.split()),
        **{name: [value["value"] for value in record[name]] for name in ("components", "agencies", "partners")},
    }
    yield (
        record | counts | _days(record["release_date"]),
        sources["title"] or sources["release_date"] or sources["place"],
    )


def _amounts(item: Item) -> Iterator[Fact]:
    for fact in item.record["amounts"]:
        first, last = fact["period"] or (None, None)
        yield fact | {"period_start": first, "period_end": last}, fact["source"]


def _dates(item: Item) -> Iterator[Fact]:
    for fact in item.record["dates"]:
        stated = {"stated": fact["start"], "stated_end": fact["end"]}
        days = _days(None) if fact["problem"] else _days(fact["start"], fact["end"])
        yield fact | stated | days, fact["source"]


def _subjects(item: Item) -> Iterator[Fact]:
    sources = item.record["sources"]
    for kind, name in (("country", "countries"), ("phase", "phases")):
        for value, source in sources[name].items():
            yield {"kind": kind, "value": value}, source
    for kind, name in (("component", "components"), ("agency", "agencies"), ("partner", "partners")):
        for fact in item.record[name]:
            yield {"kind": kind, "value": fact["value"]}, fact["source"]


def _of(name: str) -> Callable[[Item], Iterator[Fact]]:
    """The facts that a record lists under ``name``, as they are."""
    return lambda item: ((fact, fact["source"]) for fact in item.record[name])


def _passages(item: Item) -> Iterator[Fact]:
    release = item.entry.release
    at = 0
    for line in release.text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            source = source_at(release, Span(start, start + len(words)))
            yield {"boilerplate": release.is_boilerplate(start)}, source
        at += len(line) + 1


_RELEASE_FIELDS = (
    Field("id", "text", "its date, with a letter where two share it", 13),
    Field("release_date", "text", "its date, as precise as it is stated", 13),
    Field("first_day", "date", "the first day that this may mean", 12),
    Field("last_day", "date", "the last day that this may mean", 12),
    Field("title", "text", "its title", 60),
    Field("place", "text", "where it was issued", 14),
    Field("language", "text", "en or ru", 10),
    Field("countries", "text", "ISO 3166-1 codes of the countries it is about", 12),
    Field("phases", "text", "phases of BOMCA that it names", 9),
    Field("components", "text", "its topics", 24),
    Field("agencies", "text", "beneficiaries that it names", 24),
    Field("partners", "text", "implementers that it names", 24),
    Field("sums", "integer", "how many sums it states", 8),
    Field("events", "integer", "how many dated events it states", 8),
    Field("words", "integer", "how many words it has", 8),
    Field("encoding", "text", "how its bytes became text", 11),
    Field("duplicates", "text", "other files that hold the same release", 24),
    *_SOURCE,
)

PERSONAL = ("contacts", "people", "phones", "emails")
TABLES = (
    Table(
        "releases",
        "The releases; where each stands is its title, else its date or place.",
        _RELEASE_FIELDS,
        ("id",),
        _rows(_RELEASE_FIELDS, _release),
    ),
    _facts(
        "amounts",
        "Every stated sum of money. Sums overlap: never add them up.",
        _amounts,
        Field("value", "decimal", "units of the currency; the lower bound of a range", 16),
        Field("value_max", "decimal", "the upper bound of a range", 16),
        Field("currency", "text", "ISO 4217", 10),
        Field("qualifier", "text", "the literal words before it (almost)", 14),
        Field("bound", "text", "what they mean: less, at_most, more, at_least, about", 10),
        Field("step", "decimal", "worth of the last stated digit when rounded", 12),
        Field("kind", "text", "programme_total, phase_budget, extension, equipment, other_programme, other", 16),
        Field("phase", "integer", "the phase of BOMCA", 8),
        Field("period_start", "integer", "first year of the period it is stated for", 13),
        Field("period_end", "integer", "last year of the period", 12),
        Field("purpose", "text", "the words that say what it is for", 36),
        Field("part_of", "text", "the words of the sum that it is part of", 20),
        Field("equivalent_of", "text", "the words of the sum that it restates in another currency", 20),
        Field("per_unit", "boolean", "whether it is the price of one unit", 10),
        Field("joint", "boolean", "whether it is one pot with another programme", 8),
        Field("superseded", "boolean", "whether an erratum replaces it", 12),
    ),
    _facts(
        "dates",
        "Every date and span of dates; role tells events from milestones, laws and others.",
        _dates,
        Field("role", "text", "release, event, milestone, legal, founding, birthday, plan, other", 11),
        Field("stated", "text", "the date as precise as it is stated; --05-13 has no year", 12),
        Field("stated_end", "text", "the end of a span, included", 12),
        Field("first_day", "date", "the first day that this may mean; none without a year", 12),
        Field("last_day", "date", "the last day that this may mean", 12),
        Field("modifier", "text", "mid, early, late, by, since, until, about", 10),
        Field("year_from", "text", "how the year is known: stated, release, given, nearby, relative, unknown", 10),
        Field("problem", "text", "why it is no possible date", 24),
        Field("what", "text", "the words that tell what happens", 60),
        Field("place", "text", "the place that the text ties to it", 14),
    ),
    _facts(
        "subjects",
        "What releases are about: countries, phases, components, agencies and partners, a row each.",
        _subjects,
        Field("kind", "text", "country, phase, component, agency or partner", 11),
        Field("value", "text", "ISO 3166-1 code, number of the phase, or name", 36),
    ),
    _facts(
        "quantities",
        "Stated counts: participants, events, units.",
        _of("quantities"),
        Field("value", "decimal", "how many; the lower bound of a range", 12),
        Field("value_max", "decimal", "the upper bound of a range", 12),
        Field("unit", "text", "of what", 36),
        Field("qualifier", "text", "the literal words before it (more than)", 14),
    ),
    _facts(
        "contacts",
        "Whom releases tell readers to ask.",
        _of("contacts"),
        Field("name", "text", "name, or office where nobody is named", 30),
        Field("role", "text", "office", 36),
        Field("emails", "text", "e-mail addresses as printed", 30),
        Field("phones", "text", "telephone numbers as printed", 24),
        Field("faxes", "text", "fax numbers as printed", 24),
    ),
    _facts(
        "people",
        "Others named with a role: experts, officials, speakers.",
        _of("people"),
        Field("name", "text", "name", 30),
        Field("role", "text", "role", 36),
    ),
    _facts(
        "phones",
        "Every telephone and fax number.",
        _of("phones"),
        Field("printed", "text", "as printed", 24),
        Field("e164", "phone", "its normal form, where it is possible", 18),
        _PROBLEM,
    ),
    _facts(
        "emails",
        "Every e-mail address.",
        _of("emails"),
        Field("address", "text", "its normal form", 30),
        _PROBLEM,
    ),
    _facts(
        "passages",
        "The texts, a row for each line that is not blank.",
        _passages,
        Field("boilerplate", "boolean", "whether releases repeat it word for word", 12),
    ),
)
