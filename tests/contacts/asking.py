"""Releases made by hand that name contacts: ``released("2018-05-02", ask("Anna Fiktiva", "a@example.org"))``."""

from __future__ import annotations

import hashlib
from typing import Any

from bomca_cli.release import Contact, DateExpression, Email, Entry, Phone, Release, Span, Value

Asked = dict[str, Any]


def ask(
    name: str | None = None,
    email: str | None = None,
    *,
    role: str | None = None,
    phone: str | None = None,
    e164: str | None = None,
    fax: str | None = None,
    problem: str | None = None,
) -> Asked:
    """A contact; ``problem`` is that of the fax, where there is one, else that of the phone."""
    return {"name": name, "role": role, "email": email, "phone": phone, "e164": e164, "fax": fax, "problem": problem}


def released(day: str | None, *asked: Asked, country: str | None = None, name: str | None = None) -> Entry:
    """A release of that day with a line for each contact."""
    text = f"News of {day}.\n"
    contacts: list[Contact] = []
    for one in asked:
        begin = len(text)
        spans: dict[str, Span] = {}
        for field in ("name", "role", "phone", "fax", "email"):
            if one[field]:
                start = len(text)
                text += f"{one[field]}, "
                spans[field] = Span(start, start + len(one[field]))
        contacts.append(
            Contact(
                Span(begin, len(text) - 2),
                Value(one["name"], spans["name"]) if "name" in spans else None,
                Value(one["role"], spans["role"]) if "role" in spans else None,
                (Email(spans["email"], one["email"]),) if "email" in spans else (),
                (Phone(spans["phone"], one["e164"], None if one["fax"] else one["problem"]),)
                if "phone" in spans
                else (),
                (Phone(spans["fax"], None, one["problem"]),) if "fax" in spans else (),
            )
        )
        text += "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = name or day or f"undated-{digest[:8]}"
    release = Release(
        text,
        "en",
        released=DateExpression(Span(8, 8 + len(day)), day, role="release") if day else None,
        countries=(Value(country, Span(0, 4)),) if country else (),
        contacts=tuple(contacts),
    )
    return Entry(name, f"{name}.txt", digest, release)
