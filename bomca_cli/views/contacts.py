"""``bomca contacts``: the people and offices that releases tell readers to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.contacts.cards import card
from bomca_cli.contacts.data import party as party_data
from bomca_cli.contacts.merge import parties
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table
from bomca_cli.search.facts import contact_wanted, contact_words
from bomca_cli.views.dates import day as in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bomca_cli.contacts.merge import Party
    from bomca_cli.query import Query
    from bomca_cli.release import Entry
    from bomca_cli.report import Block, Passage

_TEXTS = ("name", "role", "names", "roles", "source.quote")
# The columns of the rows that programs get; people get fewer, wider ones.
_COLUMNS = tuple(
    Column(
        field, field.replace("_", " ").capitalize(), keep=field not in ("name", "role", "names", "roles"), shown=False
    )
    for field in (
        *("name", "role", "emails", "phones", "faxes", "first_named", "last_named", "said_in", "names", "roles"),
        *("places", "id", "path", "sha256", "source.page", "source.line", "source.start", "source.end", "source.quote"),
    )
)
_NOBODY = "Nobody to ask is named here."
_SHOWN = (
    Column("who", "Whom to ask", weight=2),
    Column("reached", "E-mail, phone", weight=1),
    Column("first", "First named", keep=True),
    Column("last", "Last named", keep=True),
    Column("in", "In", "right", keep=True),
)

SORTS: dict[str, Callable[[Party], Any]] = {
    "first": lambda party: (party.first_named is None, party.first_named or ""),
    "name": lambda party: (party.label is None, (party.label or "").casefold()),
    "releases": lambda party: -len(party.releases),
}


def report(entries: Iterable[Entry], query: Query, *, on: dt.date | None = None) -> Report:
    """Everybody whom the releases tell readers to ask, the one named last first.

    Args:
        entries: the releases, **not** filtered by contact.
        query: ``contacts`` keeps those that one mention of them fits, ``limit`` the first so many in the order of
            ``sort`` (a key of ``SORTS``, or "last") and ``reverse``.
        on: who was to be asked on this day, as far as releases had told by then.
    """
    everybody = parties(entries)
    replaced = 0
    if on is not None:
        from bomca_cli.contacts.desks import on as on_day

        everybody, replaced = on_day(everybody, on)
    found = [party for party in everybody if _fits(party, query)]
    if query.sort in SORTS:
        found.sort(key=SORTS[query.sort])
    if query.reverse:
        found.reverse()
    listed = found[: query.limit]
    rows = tuple(Row({}, party_data(party)) for party in listed)
    shown = tuple(Row(_cells(party), {}) for party in listed)
    blocks: tuple[Block, ...] = (Table(_COLUMNS, rows, main=True), Table(_SHOWN, shown))
    if not found:
        blocks = (*blocks, Lines(((Fragment(_NOBODY),),)))
    return Report(
        "contacts",
        blocks,
        summary=_summary(listed, found, on, replaced),
        filters={} if on is None else {"on": on.isoformat()},
        cards=tuple(card(party) for party in listed),
    )


def _fits(party: Party, query: Query) -> bool:
    """Whether some mention of the party has the words or digits of one of the contacts asked for."""
    if not query.contacts:
        return True
    wanted = [contact_wanted(typed) for typed in query.contacts]
    said = [
        words
        for mention in party.mentions
        for words in contact_words(mention.entry.release)
        if words.span == mention.contact.span
    ]
    return any(words.holds(one) for words in said for one in wanted)


# What people see


def _cells(party: Party) -> dict[str, Any]:
    return {
        "who": tuple(_who(party)),
        "reached": tuple(_joined([*_reached(party)])),
        "first": (Fragment(party.first.place, "id"),),
        "last": (Fragment(party.mentions[0].place, "id"),),
        "in": f"{len(party.releases):,}",
    }


def _who(party: Party) -> Iterator[Fragment]:
    """``Name (also Other Name), role, role used before``; of an office what it is called."""
    names = [mention.name or "" for mention in party.names]
    roles = [mention.role or "" for mention in party.roles]
    if names:
        yield Fragment(names[0], "strong")
        if names[1:]:
            yield Fragment(f" (also {', '.join(names[1:])})", "dim")
    elif roles:
        yield Fragment(roles.pop(0), "strong")
    else:
        yield Fragment("no name given", "dim")
    if roles:
        yield Fragment(f"{', ' if names else ' (also '}{'; '.join(roles)}{'' if names else ')'}")


def _reached(party: Party) -> Iterator[Passage]:
    """Addresses, numbers and fax numbers as printed, each with what is wrong with it."""
    for kind, before in (("emails", ""), ("phones", ""), ("faxes", "fax ")):
        for mention, item in party.reached(kind):
            printed = " ".join(mention.entry.release.quote(item.span).split())
            yield Fragment(f"{before}{printed}"), *((Fragment(f" ({item.problem})", "warn"),) if item.problem else ())


def _joined(items: Sequence[Passage]) -> Iterator[Fragment]:
    for number, item in enumerate(items):
        if number:
            yield Fragment(", ")
        yield from item


def _summary(listed: Sequence[Party], found: Sequence[Party], on: dt.date | None, replaced: int) -> Passage:
    if not found:
        return ()
    total = len(found)
    said = f"{len(listed):,} of {total:,} shown" if len(listed) < total else f"{total:,} to ask"
    if on is not None:
        said += f" on {in_words(on.isoformat())}"
    if replaced:
        said += f"; {replaced:,} named earlier and no more: bomca contacts --until {on}"
    return (Fragment(said, "dim"),)
