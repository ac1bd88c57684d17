"""C203: one e-mail address under two names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, Place
from bomca_cli.contacts.names import name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context


def check(context: Context) -> Iterator[Finding]:
    """Every address that contacts of several names or spellings have."""
    found: defaultdict[str, dict[tuple[str, ...], list[Place]]] = defaultdict(dict)
    names: dict[tuple[str, ...], str] = {}
    for entry in context.entries:
        for contact in entry.release.contacts:
            if contact.name is not None:
                words = tuple(sorted(name_words(contact)))
                names.setdefault(words, contact.name.value)
                for mail in contact.emails:
                    if mail.address:
                        found[mail.address.casefold()].setdefault(words, []).append(Place(entry, contact.name.span))
    for address, by_name in found.items():
        if len(by_name) > 1:
            called = " and ".join(f"“{names[words]}”" for words in by_name)
            places = tuple(place for some in by_name.values() for place in some)
            yield Finding("C203", "warning", f"{address} stands under {called}.", places)
