"""Mentions of contacts in many releases, merged into the people and offices that they name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from bomca_cli.contacts.names import addresses, may_be_one, name_words, reached_at, same_person
from bomca_cli.extract.tokens import fold
from bomca_cli.release import Email

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bomca_cli.release import Contact, Entry, Phone

_MOST = 300  # different contacts that share an address, a number or a word of the name are not compared beyond


@dataclass(frozen=True, slots=True)
class Mention:
    """A contact as one release names it."""

    entry: Entry
    contact: Contact

    @property
    def date(self) -> str | None:
        """The day of the release."""
        return self.entry.release.release_date

    @property
    def name(self) -> str | None:
        """The name as printed there."""
        return self.contact.name.value if self.contact.name else None

    @property
    def place(self) -> str:
        """Where it stands, as ``bomca show`` takes it: ``2016-05-23:7``."""
        return f"{self.entry.id}:{self.entry.release.line(self.contact.span.start)}"

    @property
    def role(self) -> str | None:
        """The role or office as printed there."""
        return self.contact.role.value if self.contact.role else None


class Party:
    """A person or office with everything that releases say of it, the mention of the latest day first."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = tuple(sorted(mentions, key=_latest_first))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days of the releases that name it, each once, in order."""
        return tuple(sorted({mention.date for mention in self.mentions if mention.date}))

    @cached_property
    def releases(self) -> tuple[str, ...]:
        """The ids of the releases that name it, the latest first."""
        return tuple(dict.fromkeys(mention.entry.id for mention in self.mentions))

    @property
    def first_named(self) -> str | None:
        """The day on which it was named first; None where no day is known."""
        return self.days[0] if self.days else None

    @property
    def last_named(self) -> str | None:
        """The day on which it was named last; None where no day is known."""
        return self.days[-1] if self.days else None

    @property
    def first(self) -> Mention:
        """The mention of the earliest known day."""
        return next((mention for mention in reversed(self.mentions) if mention.date), self.mentions[-1])

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """A mention for each spelling of the name, the one used last first."""
        return self._each(lambda mention: mention.name)

    @cached_property
    def roles(self) -> tuple[Mention, ...]:
        """A mention for each wording of the role or office, the one used last first."""
        return self._each(lambda mention: mention.role)

    @property
    def label(self) -> str | None:
        """What it is called: the name, else the office, as printed last."""
        said = self.names[0].name if self.names else None
        return said or (self.roles[0].role if self.roles else None)

    def reached(self, kind: str) -> list[tuple[Mention, Email | Phone]]:
        """The addresses or numbers, each once as the latest mention has it; numbers are one by their normal form.

        Args:
            kind: ``emails``, ``phones`` or ``faxes``.
        """
        found: dict[str, tuple[Mention, Email | Phone]] = {}
        for mention in self.mentions:
            items: tuple[Email | Phone, ...] = getattr(mention.contact, kind)
            for item in items:
                normal = item.address.casefold() if isinstance(item, Email) else item.e164
                found.setdefault(normal or mention.entry.release.quote(item.span), (mention, item))
        return list(found.values())

    def _each(self, said: Callable[[Mention], str | None]) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for mention in self.mentions:
            text = said(mention)
            if text:
                found.setdefault(fold(text), mention)
        return tuple(found.values())


def parties(entries: Iterable[Entry]) -> list[Party]:
    """The people and offices that ``entries`` tell readers to ask, each once, the one named last first.

    * Two named contacts are one where ``same_person`` says so and no two of the names that would come together
      exclude each other.
    * Offices without a name are one where they share an address, or share a number and are called alike.
    * An office without a name belongs to a person where exactly one named person has its address.
    """
    kinds: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for entry in entries:
        for contact in entry.release.contacts:
            kinds[_kind(entry, contact)].append(Mention(entry, contact))
    merged = _Merging([mentions[0].contact for mentions in kinds.values()])
    mentions = list(kinds.values())
    found = [Party(mention for at in group for mention in mentions[at]) for group in merged.groups()]
    return sorted(found, key=lambda party: _latest_first(party.mentions[0]))


def _kind(entry: Entry, contact: Contact) -> tuple[object, ...]:
    """What is equal in contacts that can only be merged together; boilerplate repeats them a thousand times."""
    role = fold(contact.role.value) if contact.role else None
    reached = frozenset(reached_at(contact))
    own = (
        () if reached else (entry.path, contact.span)
    )  # of offices that are not to be reached nothing tells that they are one
    return (*name_words(contact), role, reached, *(() if contact.name else own))


class _Merging:
    """Union-find over different contacts, by their numbers in a list."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        self.contacts = contacts
        self.words = [name_words(contact) for contact in contacts]
        self.above = list(range(len(contacts)))
        self.members = {at: [at] for at in range(len(contacts))}
        for one, other in self._pairs(named=True):
            if same_person(contacts[one], contacts[other]):
                self._join(one, other)
        for one, other in self._pairs(named=False):
            if self._same_office(contacts[one], contacts[other]):
                self._join(one, other)
        self._offices_of_people()

    def groups(self) -> Iterator[list[int]]:
        """The numbers of the contacts that are one."""
        yield from self.members.values()

    def _pairs(self, *, named: bool) -> Iterator[tuple[int, int]]:
        """The contacts that something suggests may be one, the named or the others."""
        shared: dict[str, list[int]] = defaultdict(list)
        for at, contact in enumerate(self.contacts):
            if (contact.name is not None) == named:
                for key in {*reached_at(contact), *(word for word in self.words[at] if len(word) > 1)}:
                    shared[key].append(at)
        for numbers in shared.values():
            yield from combinations(numbers[:_MOST], 2)

    def _same_office(self, a: Contact, b: Contact) -> bool:
        if addresses(a) & addresses(b):
            return True
        alike = a.role is None or b.role is None or fold(a.role.value) == fold(b.role.value)
        return alike and bool(reached_at(a) & reached_at(b))

    def _offices_of_people(self) -> None:
        """Give offices without a name to the one person who has their address."""
        owners: dict[str, set[int]] = defaultdict(set)
        for at, contact in enumerate(self.contacts):
            if contact.name is not None:
                for address in addresses(contact):
                    owners[address].add(self._top(at))
        for at, contact in enumerate(self.contacts):
            if contact.name is None:
                having = {self._top(owner) for address in addresses(contact) for owner in owners.get(address, ())}
                if len(having) == 1:
                    self._join(having.pop(), at)

    def _top(self, at: int) -> int:
        while self.above[at] != at:
            self.above[at] = self.above[self.above[at]]
            at = self.above[at]
        return at

    def _join(self, one: int, other: int) -> None:
        """Make two groups one, unless names of them exclude each other."""
        one, other = self._top(one), self._top(other)
        if one == other or not all(may_be_one(a, b) for a in self._names(one) for b in self._names(other)):
            return
        self.above[other] = one
        self.members[one] += self.members.pop(other)

    def _names(self, top: int) -> list[list[str]]:
        return [words for at in self.members[top] if (words := self.words[at])]


def _latest_first(mention: Mention) -> tuple[bool, tuple[int, ...], str, str, int]:
    """Sort key: the latest day first, the undated last; of one day in the order of ids and texts."""
    entry, day = mention.entry, mention.date
    return day is None, tuple(-ord(sign) for sign in day or ""), entry.id, entry.path, mention.contact.span.start
