"""Who was to be asked on a day.

A desk is an office in a country: the domain of the e-mail address, else the role, and the country. Of each desk those
are to be asked who were named last on that day or before it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bomca_cli.contacts.merge import Party
from bomca_cli.extract.lexicon import Lexicon, load
from bomca_cli.extract.numberplan import country as country_of_number
from bomca_cli.extract.tokens import Tokens, fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bomca_cli.contacts.merge import Mention
    from bomca_cli.release import Contact

Desk = tuple[str, str | None]


def on(parties: Sequence[Party], day: dt.date) -> tuple[list[Party], int]:
    """Who was to be asked on ``day``, as far as known then, and how many had been named before them.

    Args:
        parties: everybody who was ever named.
        day: releases of later days, and those without a day, are left out.
    """
    known = [Party(mention for mention in party.mentions if _is_out(mention, day)) for party in parties]
    named = [party for party in known if party.mentions]
    last: dict[Desk, str] = {}
    for party in named:
        for mention in party.mentions:
            desk = _desk(mention)
            last[desk] = max(last.get(desk, ""), mention.date or "")
    current = [party for party in named if any(last[_desk(mention)] == mention.date for mention in party.mentions)]
    return sorted(current, key=lambda party: party.last_named or "", reverse=True), len(named) - len(current)


def _is_out(mention: Mention, day: dt.date) -> bool:
    """Whether the release was out on that day; one of a month or year is from its beginning."""
    return mention.date is not None and mention.date <= day.isoformat()


def _desk(mention: Mention) -> Desk:
    domain = next((mail.address.rpartition("@")[2].casefold() for mail in mention.contact.emails if mail.address), None)
    about = mention.entry.release.countries
    country = country_of(mention.contact) or (about[0].value if len(about) == 1 else None)
    return domain or fold(mention.role or ""), country


def country_of(contact: Contact) -> str | None:
    """The country that the role or office names, else that of the first number that tells one."""
    named = _named(contact.role.value) if contact.role else None
    if named:
        return named
    codes = (country_of_number(phone.e164) for phone in contact.phones if phone.e164)
    return next(filter(None, codes), None)


@cache
def _named(role: str) -> str | None:
    """The country that a role or office names first."""
    marks = _lexicon().scan(Tokens(role))["country"]
    return next((marks[at].value for at in sorted(marks)), None)


@cache
def _lexicon() -> Lexicon:
    return Lexicon({"country": load("places")["country"]})
