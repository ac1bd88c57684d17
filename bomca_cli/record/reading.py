"""A record back to the release that it is of. Facts are spans, so that takes the text too."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

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

Json = dict[str, Any]


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


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
