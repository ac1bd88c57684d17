"""C204: everybody to ask is of another country than the place of the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, Place
from bomca_cli.contacts.desks import country_of
from bomca_cli.extract.countries import country_of_town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context


def check(context: Context) -> Iterator[Finding]:
    """Releases of a town of the region whose contacts all say, by role or number, that they are of another country."""
    for entry in context.entries:
        release = entry.release
        home = country_of_town(release.place.value) if release.place else None
        if home is None or release.place is None:
            continue
        told = [(contact, country_of(contact)) for contact in release.contacts]
        others = {country for _, country in told if country}
        if others and home not in others:
            codes = ", ".join(sorted(others))
            sentence = f"The place is {release.place.value} ({home}), those to ask are of another country ({codes})."
            places = [Place(entry, release.place.span), *(Place(entry, one.span) for one, code in told if code)]
            yield Finding("C204", "note", sentence, tuple(places))
