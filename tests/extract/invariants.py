"""What holds of every release that is read, whatever the text: shared by the property tests and the fuzz target."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bomca_cli.record import to_record
from bomca_cli.record.reading import from_record
from bomca_cli.release import BOUNDS, KINDS, ROLES, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.release import Release


def check(release: Release) -> None:
    """Raise AssertionError, naming the facts, when a release breaks a promise of the record."""
    record = to_record(release)
    quotes_are_exact(record, release.text)
    for kind, spans in spans_by_kind(release).items():
        apart(kind, spans, release.text)
    values_are_documented(release)
    assert from_record(json.loads(json.dumps(record)), release.text) == release, "the record does not read back"


def sources(data: Any) -> Iterator[dict[str, Any]]:
    """Every ``source`` in a record, however deep."""
    if isinstance(data, dict):
        if "quote" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from sources(item)


def quotes_are_exact(record: dict[str, Any], text: str) -> None:
    for source in sources(record):
        start, end, quote = source["start"], source["end"], source["quote"]
        assert 0 <= start < end <= len(text), f"a source outside of the text: {source}"
        assert text[start:end] == quote, f"not the words of the text: {source}"
        assert quote == quote.strip(), f"blanks at the ends of a quote: {source}"
        assert source["line"] == text.count("\n", 0, start) + 1, f"not the line: {source}"


def spans_by_kind(release: Release) -> dict[str, list[Span]]:
    """The spans of the facts of which no two may overlap, by kind."""
    return {
        "amounts": [item.span for item in release.amounts],
        "dates": [item.span for item in release.dates],
        "phones": [item.span for item in release.phones],
        "emails": [item.span for item in release.emails],
        "phones and emails": [item.span for item in (*release.phones, *release.emails)],
        "people": [item.span for item in release.people],
        "quantities": [item.span for item in release.quantities],
        "data of contacts": [
            item.span for contact in release.contacts for item in (*contact.emails, *contact.phones, *contact.faxes)
        ],
        "boilerplate": list(release.boilerplate),
    }


def apart(kind: str, spans: list[Span], text: str) -> None:
    for one, other in pairwise(sorted(spans)):
        assert one.end <= other.start, f"{kind} overlap: {text[slice(*one)]!r} and {text[slice(*other)]!r}"


def values_are_documented(release: Release) -> None:
    for amount in release.amounts:
        assert amount.value.is_finite(), amount
        assert amount.value_max is None or amount.value_max >= amount.value, amount
        assert amount.kind in KINDS, amount
        assert amount.bound is None or amount.bound in BOUNDS, amount
        assert len(amount.currency) == 3, amount
    for date in release.dates:
        assert date.role in ROLES, date
        assert date.start or date.problem, date
