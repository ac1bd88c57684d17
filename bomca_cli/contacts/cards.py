"""People and offices as cards for an address book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.report import Card

if TYPE_CHECKING:
    from bomca_cli.contacts.merge import Mention, Party


def card(party: Party) -> Card:
    """What an address book keeps of a party, with a note that says where it comes from and what is doubtful."""
    emails = [said.entry.release.quote(item.span) for said, item in party.reached("emails")]
    phones, faxes = _numbers(party, "phones"), _numbers(party, "faxes")
    roles = [said.role for said in party.roles if said.role]
    label = party.label or next(iter([*emails, *(printed for printed, _ in (*phones, *faxes))]), "no name given")
    if not party.names:
        roles = roles[1:]
    return Card(
        _key(party),
        label,
        bool(party.names),
        tuple(roles),
        tuple(emails),
        tuple(phones),
        tuple(faxes),
        "\n".join(_note(party)),
    )


def _numbers(party: Party, kind: str) -> list[tuple[str, str | None]]:
    return [
        (" ".join(said.entry.release.quote(item.span).split()), getattr(item, "e164", None))
        for said, item in party.reached(kind)
    ]


def _key(party: Party) -> str:
    """What identifies a party: what the first mention of it has, so that later releases change nothing."""
    first = party.first.contact
    reached = [mail.address.casefold() for mail in first.emails] + [phone.e164 or "" for phone in first.phones]
    return next(filter(None, [*reached, _called(party.first)]), "")


def _called(said: Mention) -> str:
    return said.name or said.role or said.entry.release.quote(said.contact.span)


def _note(party: Party) -> list[str]:
    others = [said.name for said in party.names[1:] if said.name]
    lines = [f"Also named {', '.join(others)}."] if others else []
    for kind in ("emails", "phones", "faxes"):
        for said, item in party.reached(kind):
            if item.problem:
                lines.append(f"{said.entry.release.quote(item.span)}: {item.problem}.")
    last = party.mentions[0]
    where = f"{last.entry.path}, line {last.entry.release.line(last.contact.span.start)}"
    if len(party.releases) == 1:
        return [*lines, f"Named on {party.first_named or 'no known day'}: {where}."]
    days = f"{party.first_named} to {party.last_named}" if party.first_named else "on no known day"
    lines.append(f"Named in {len(party.releases):,} press releases, {days}; last in {where}.")
    return lines
