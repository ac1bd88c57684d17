"""A release as plain JSON data: the contract of every machine-readable output (docs/record.md).

Every fact has its ``source`` (offsets, line, quote): ``places``. A record is read back by ``reading``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.record.places import source_at

if TYPE_CHECKING:
    from decimal import Decimal

    from bomca_cli.release import (
        Amount,
        Contact,
        DateExpression,
        Duration,
        Email,
        Entry,
        Phone,
        Release,
        Span,
        Value,
    )

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
