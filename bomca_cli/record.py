"""A release as plain JSON data and back: the contract of every machine-readable output (docs/record.md).

The record carries every fact with its ``source`` (offsets, line, quote). Reading a record back needs the text too,
because facts store spans and quotes are cut from the text.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bomca_cli.release import (
    Amount,
    Contact,
    DateExpression,
    Duration,
    Email,
    Person,
    PhaseMention,
    Phone,
    Quantity,
    Release,
    Span,
    Value,
)

if TYPE_CHECKING:
    from bomca_cli.release import Entry

Json = dict[str, Any]


def to_record(release: Release) -> Json:
    """The record of a release without its identity (``id``, ``path``, ``sha256``): see ``entry_record``."""

    def source(span: Span) -> Json:
        return source_at(release, span)

    def values(items: tuple[Value, ...]) -> list[Json]:
        return [{"value": item.value, "source": source(item.span)} for item in items]

    def value(item: Value | None) -> Json | None:
        return None if item is None else source(item.span) | {"value": item.value}

    def phone(item: Phone) -> Json:
        return phone_data(release, item)

    def email(item: Email) -> Json:
        return email_data(release, item)

    def duration(item: Duration) -> Json:
        return {"value": item.value, "end": item.end, "source": source(item.span)}

    def date(item: DateExpression) -> Json:
        return {
            "start": item.start,
            "end": item.end,
            "role": item.role,
            "modifier": item.modifier,
            "year_from": item.year_from,
            "problem": item.problem,
            "what": release.quote(item.what) if item.what else None,
            "place": item.place,
            "source": source(item.span),
            "what_source": source(item.what) if item.what else None,
            "duration": duration(item.duration) if item.duration else None,
        }

    def amount(item: Amount) -> Json:
        return {
            "value": _plain(item.value),
            "value_max": _plain(item.value_max),
            "currency": item.currency,
            "qualifier": item.qualifier,
            "bound": item.bound,
            "step": _plain(item.step),
            "kind": item.kind,
            "phase": item.phase,
            "period": list(item.period) if item.period else None,
            "part_of": release.quote(item.part_of) if item.part_of else None,
            "per_unit": item.per_unit,
            "superseded": item.superseded,
            "equivalent_of": release.quote(item.equivalent_of) if item.equivalent_of else None,
            "joint": item.joint,
            "purpose": release.quote(item.purpose) if item.purpose else None,
            "source": source(item.span),
            "part_of_source": source(item.part_of) if item.part_of else None,
            "equivalent_of_source": source(item.equivalent_of) if item.equivalent_of else None,
            "purpose_source": source(item.purpose) if item.purpose else None,
        }

    def contact(item: Contact) -> Json:
        return {
            "name": item.name.value if item.name else None,
            "role": item.role.value if item.role else None,
            "emails": [release.quote(mail.span) for mail in item.emails if mail.address],
            "phones": [release.quote(number.span) for number in item.phones],
            "faxes": [release.quote(number.span) for number in item.faxes],
            "source": source(item.span),
            "name_source": value(item.name),
            "role_source": value(item.role),
            "email_sources": [email(mail) for mail in item.emails],
            "phone_sources": [phone(number) for number in item.phones],
            "fax_sources": [phone(number) for number in item.faxes],
        }

    return {
        **headline(release),
        "events": [date(item) for item in release.events],
        "amounts": [amount(item) for item in release.amounts],
        "dates": [date(item) for item in release.dates],
        "contacts": [contact(item) for item in release.contacts],
        "people": [
            {
                "name": item.name.value,
                "role": item.role.value if item.role else None,
                "source": source(item.span),
                "name_source": value(item.name),
                "role_source": value(item.role),
            }
            for item in release.people
        ],
        "phones": [phone(item) for item in release.phones],
        "emails": [email(item) for item in release.emails],
        "quantities": [
            {
                "value": _plain(item.value),
                "value_max": _plain(item.value_max),
                "unit": item.unit,
                "qualifier": item.qualifier,
                "source": source(item.span),
            }
            for item in release.quantities
        ],
        "components": values(release.components),
        "agencies": values(release.agencies),
        "partners": values(release.partners),
        "boilerplate": [source(span) for span in release.boilerplate],
        "sources": sources(release),
        **({"given_date": release.given} if release.given else {}),
        **({"pages": list(release.pages)} if release.pages else {}),
    }


def phone_data(release: Release, item: Phone) -> Json:
    """A number as printed, its normal form, what is wrong with it, where it stands."""
    return {
        "printed": release.quote(item.span),
        "e164": item.e164,
        "problem": item.problem,
        "source": source_at(release, item.span),
    }


def email_data(release: Release, item: Email) -> Json:
    """An address in normal form, what is wrong with it, where it stands."""
    return {"address": item.address, "problem": item.problem, "source": source_at(release, item.span)}


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


def sources(release: Release) -> Json:
    """Where the facts about the release as a whole stand, by the name of their field."""
    title, released, place = release.title, release.released, release.place
    return {
        "title": source_at(release, title.span) if title else None,
        "release_date": source_at(release, released.span) if released else None,
        "place": source_at(release, place.span) if place else None,
        "countries": {item.value: source_at(release, item.span) for item in release.countries},
        "phases": {str(item.number): source_at(release, item.span) for item in release.phases},
    }


def from_record(record: Json, text: str) -> Release:
    """The release that ``to_record`` described; ``text`` is the text that the offsets refer to."""

    def span(source: Json) -> Span:
        return Span(source["start"], source["end"])

    def maybe(source: Json | None) -> Span | None:
        return None if source is None else span(source)

    def values(items: list[Json]) -> tuple[Value, ...]:
        return tuple(Value(item["value"], span(item["source"])) for item in items)

    def value(item: Json | None) -> Value | None:
        return None if item is None else Value(item["value"], span(item))

    def phones(items: list[Json]) -> tuple[Phone, ...]:
        return tuple(Phone(span(item["source"]), item["e164"], item["problem"]) for item in items)

    def emails(items: list[Json]) -> tuple[Email, ...]:
        return tuple(Email(span(item["source"]), item["address"], item["problem"]) for item in items)

    def duration(item: Json) -> Duration:
        return Duration(span(item["source"]), item["value"], item["end"])

    def date(item: Json) -> DateExpression:
        return DateExpression(
            span(item["source"]),
            item["start"],
            item["end"],
            item["role"],
            item["modifier"],
            item["year_from"],
            item["problem"],
            maybe(item["what_source"]),
            item["place"],
            None if item["duration"] is None else duration(item["duration"]),
        )

    def amount(item: Json) -> Amount:
        period = item["period"]
        return Amount(
            span(item["source"]),
            Decimal(item["value"]),
            item["currency"],
            _decimal(item["value_max"]),
            _decimal(item["step"]),
            item["qualifier"],
            item["bound"],
            item["kind"],
            item["phase"],
            None if period is None else (period[0], period[1]),
            maybe(item["part_of_source"]),
            item["per_unit"],
            item["superseded"],
            maybe(item["equivalent_of_source"]),
            item["joint"],
            maybe(item["purpose_source"]),
        )

    def contact(item: Json) -> Contact:
        return Contact(
            span(item["source"]),
            value(item["name_source"]),
            value(item["role_source"]),
            emails(item["email_sources"]),
            phones(item["phone_sources"]),
            phones(item["fax_sources"]),
        )

    sources = record["sources"]
    dates = tuple(date(item) for item in record["dates"])
    where = maybe(sources["release_date"])
    return Release(
        text=text,
        language=record["language"],
        title=None if sources["title"] is None else Value(record["title"], span(sources["title"])),
        released=next((item for item in dates if item.span == where and item.role == "release"), None),
        place=None if sources["place"] is None else Value(record["place"], span(sources["place"])),
        countries=tuple(Value(code, span(source)) for code, source in sources["countries"].items()),
        phases=tuple(PhaseMention(int(number), span(source)) for number, source in sources["phases"].items()),
        components=values(record["components"]),
        agencies=values(record["agencies"]),
        partners=values(record["partners"]),
        dates=dates,
        amounts=tuple(amount(item) for item in record["amounts"]),
        contacts=tuple(contact(item) for item in record["contacts"]),
        people=tuple(
            Person(span(item["source"]), Value(item["name"], span(item["name_source"])), value(item["role_source"]))
            for item in record["people"]
        ),
        phones=phones(record["phones"]),
        emails=emails(record["emails"]),
        quantities=tuple(
            Quantity(
                span(item["source"]),
                Decimal(item["value"]),
                item["unit"],
                item["qualifier"],
                _decimal(item["value_max"]),
            )
            for item in record["quantities"]
        ),
        boilerplate=tuple(span(source) for source in record["boilerplate"]),
        given=record.get("given_date"),
        pages=tuple(record.get("pages", ())),
    )


def entry_record(entry: Entry) -> Json:
    """The full record of a release in a corpus, identity first."""
    return identity(entry) | to_record(entry.release)


def identity(entry: Entry) -> Json:
    """Which release it is and where it was read."""
    return {
        "id": entry.id,
        "path": entry.path,
        "sha256": entry.sha256,
        "encoding": entry.encoding,
        "duplicates": list(entry.duplicates),
    }


def file_of(entry: Entry) -> Json:
    """Which release and which file something stands in: goes beside a ``source``."""
    return {"id": entry.id, "path": entry.path, "sha256": entry.sha256}


def headline(release: Release) -> Json:
    """What a release is about in a line: the fields of its record that are single words or lists of them."""
    return {
        "language": release.language,
        "title": release.title.value if release.title else None,
        "release_date": release.release_date,
        "place": release.place.value if release.place else None,
        "countries": [country.value for country in release.countries],
        "phases": [phase.number for phase in release.phases],
    }


def _plain(number: Decimal | None) -> str | None:
    """A decimal in plain digits as printed, never in scientific notation."""
    return None if number is None else f"{number:f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
