"""A person or office as plain JSON data: each thing said of it with file, offsets, line and quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.record import email_data, phone_data
from bomca_cli.record.places import file_of, placed
from bomca_cli.release import Email

if TYPE_CHECKING:
    from bomca_cli.contacts.merge import Mention, Party
    from bomca_cli.release import Phone, Span, Value

    Json = dict[str, Any]


def party(item: Party) -> Json:
    """The fields of a row of ``bomca contacts``: what was said last, then everywhere it is said."""
    return {
        "name": item.names[0].name if item.names else None,
        "role": item.roles[0].role if item.roles else None,
        "emails": _reached(item, "emails"),
        "phones": _reached(item, "phones"),
        "faxes": _reached(item, "faxes"),
        "first_named": item.first_named,
        "last_named": item.last_named,
        "said_in": len(item.releases),
        "names": [_value(mention, mention.contact.name) for mention in item.names],
        "roles": [_value(mention, mention.contact.role) for mention in item.roles],
        "places": [said.place for said in item.mentions],
        **_placed(item.mentions[0], item.mentions[0].contact.span),
        "said": [
            {"date": said.date, "name": said.name, "role": said.role} | _placed(said, said.contact.span)
            for said in item.mentions
        ],
    }


def _reached(item: Party, kind: str) -> list[Json]:
    return [_address(said, one) | file_of(said.entry) for said, one in item.reached(kind)]


def _address(said: Mention, one: Email | Phone) -> Json:
    release = said.entry.release
    return email_data(release, one) if isinstance(one, Email) else phone_data(release, one)


def _value(said: Mention, value: Value | None) -> Json:
    assert value is not None
    return {"value": value.value} | _placed(said, value.span)


def _placed(said: Mention, span: Span) -> Json:
    return placed(said.entry, span)
