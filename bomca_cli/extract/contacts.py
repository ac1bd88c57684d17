"""Whom a release tells readers to ask.

    find(layout, phones, emails) -> list[Contact]

``phones`` are ``phones.find(layout)``, ``emails`` are ``emails.find(layout)``. Every number and address belongs to
exactly one contact; a name alone is a contact only behind words that make it one ("Contact person:", "Information
prepared by:"). People who are quoted are not contacts.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract import contact_leads
from bomca_cli.extract.contact_parts import DATUM, LEAD, NAME, Datum, Part, PartReader
from bomca_cli.extract.contact_stretches import Stretches
from bomca_cli.extract.tokens import SIGN
from bomca_cli.release import Contact, Span, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.contact_leads import Lead
    from bomca_cli.extract.contact_stretches import Stretch
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.phones import PhoneFound
    from bomca_cli.release import Email

_NEAR = 12  # tokens between a name in running text and its number
_FAR_BYLINE = 8  # tokens between "prepared by" and the name


def find(layout: Layout, phones: Sequence[PhoneFound], emails: Sequence[Email]) -> list[Contact]:
    """The contacts of a text, in its order.

    Args:
        layout: the text.
        phones: its numbers.
        emails: its addresses.

    Returns:
        The contacts; names and roles as printed, whitespace collapsed.
    """
    data = _data(layout, phones, emails)
    leads = contact_leads.find(layout, data)
    parts = PartReader(layout, data, leads)
    reader = _Reader(layout, data, leads, parts)
    for stretch in Stretches(layout, data, leads, parts).find():
        reader.read(stretch)
    return reader.found


def _data(layout: Layout, phones: Sequence[PhoneFound], emails: Sequence[Email]) -> dict[int, Datum]:
    """The numbers and addresses by their first tokens, in the order of the text."""
    tokens = layout.tokens
    kept = [Datum(tokens.at(mail.span.start), tokens.at(mail.span.end - 1), mail.span, email=mail) for mail in emails]
    ends = [mail.span.end for mail in emails]
    for phone in phones:
        at = bisect_right(ends, phone.span.start)
        if at == len(emails) or emails[at].span.start >= phone.span.end:  # not the digits of an address
            kept.append(Datum(phone.first, phone.last, phone.span, phone=phone))
    return {datum.first: datum for datum in sorted(kept, key=lambda datum: datum.first)}


class _Builder:
    """A contact in the making."""

    def __init__(self, lead: Lead | None) -> None:
        self.lead = lead
        self.name: Part | None = None
        self.role: tuple[int, int] | None = None
        self.role_open = False  # whether the next part may still belong to the role
        self.office_first = False  # the role is an office named before the person
        self.data: list[Datum] = []

    @property
    def empty(self) -> bool:
        return self.name is None and self.role is None and not self.data


class _Reader:
    """Reads the stretches of one text."""

    def __init__(self, layout: Layout, data: dict[int, Datum], leads: dict[int, Lead], parts: PartReader) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.data = data
        self.leads = leads
        self.parts = parts
        self.found: list[Contact] = []

    def read(self, stretch: Stretch) -> None:
        """Build the contacts of one stretch."""
        now = _Builder(None)
        found = self.parts.read(stretch.first, stretch.last)
        after = self._data_after(found)
        for at, part in enumerate(found):
            if part.kind == LEAD:
                now = self._next(now, self.leads[part.first])
            elif part.kind == DATUM:
                now.data.append(self.data[part.first])
                now.role_open = False
            elif part.kind == NAME:
                if stretch.running and after[at] - part.last > _NEAR:  # somebody else's number
                    continue
                if now.lead is not None and now.name is not None and not now.data and now.role is None:
                    self.found.append(self._contact(now))  # "Contact: Anna Example, Ivan Testov – press@example.org"
                    now = _Builder(now.lead)
                elif not (self._is_late(now, part) or now.empty or (now.name is None and not now.data)):
                    now = self._next(now, None)
                now.name = part
                now.role_open = now.role is None
            elif not stretch.running or now.name is not None:
                now = self._add_role(now, part)
        self._next(now, None)

    def _is_late(self, now: _Builder, part: Part) -> bool:
        """Whether a name belongs to the data before it: "a@example.org (Anna Example)"."""
        if not now.data or now.name is not None or now.role is not None or part.fresh or part.name is None:
            return False
        return part.bracket or self._only_signs(now.data[-1].last + 1, part.name.begin)

    def _data_after(self, found: list[Part]) -> list[int]:
        """For each part the first token of the next number or address."""
        nearest, after = len(self.tokens) + _NEAR, []
        for part in reversed(found):
            nearest = part.first if part.kind == DATUM else nearest
            after.append(nearest)
        return after[::-1]

    def _add_role(self, now: _Builder, part: Part) -> _Builder:
        if now.data:
            if part.office and part.fresh:  # another office below
                now = self._next(now, None)
            elif now.name is None or now.role is not None or part.fresh:
                return now
        if now.role is None:
            if now.name is None and not (part.office or self._states_role(part)):
                return now
            now.role, now.role_open = (part.first, part.last), True
            now.office_first = now.name is None and part.office
        elif now.office_first and now.name is not None and not part.fresh and self._states_role(part):
            now.role, now.role_open, now.office_first = (part.first, part.last), True, False
        elif now.role_open and not part.fresh and self._only_signs(now.role[1] + 1, part.first):
            now.role = (now.role[0], part.last)
        else:
            now.role_open = False
        return now

    def _only_signs(self, first: int, end: int) -> bool:
        return all(self.tokens.kind[i] == SIGN for i in range(first, end))

    def _states_role(self, part: Part) -> bool:
        return self.layout.marks.any_within("role_noun", part.first, part.last)

    def _next(self, now: _Builder, lead: Lead | None) -> _Builder:
        """Keep the contact in the making when it says something, and begin the next one."""
        if now.data or (now.name is not None and self._asks(now)):
            self.found.append(self._contact(now))
        elif lead is not None and now.lead is not None and now.empty and lead.label is None:
            return now  # "Media contact. For more information:": one lead-in
        return _Builder(lead)

    def _asks(self, now: _Builder) -> bool:
        """Whether the words before a name without number or address make it a contact."""
        lead, part = now.lead, now.name
        if lead is None or part is None:
            return False
        assert part.name is not None
        begin = part.name.begin
        if lead.byline:
            phrase = lead.colon or lead.mark.last > lead.mark.first
            return begin - lead.mark.last <= (_FAR_BYLINE if phrase else 1)
        if lead.label is not None and lead.colon:
            return True
        verb = any(
            (mark := self.layout.mark("contact_verb", i)) is not None and mark.last >= begin - 2
            for i in range(max(0, begin - 6), begin)
        )
        return part.name.titled and (verb or lead.colon or lead.mark.last >= begin - 1)

    def _contact(self, now: _Builder) -> Contact:
        role = now.role
        if role is None and now.lead is not None:
            role = now.lead.label
        name = (now.name.first, now.name.last) if now.name else None
        spans = [self.tokens.span(*part) for part in (name, role) if part]
        spans += [datum.span for datum in now.data]
        span = Span(min(span.start for span in spans), max(span.end for span in spans))
        return Contact(
            span,
            self._value(name) if name else None,
            self._value(role) if role else None,
            tuple(d.email for d in now.data if d.email is not None),
            tuple(d.phone.phone() for d in now.data if d.phone is not None and not d.phone.fax),
            tuple(d.phone.phone() for d in now.data if d.phone is not None and d.phone.fax),
        )

    def _value(self, stretch: tuple[int, int]) -> Value:
        span = self.tokens.span(*stretch)
        return Value(" ".join(self.tokens.text[span.start : span.end].split()), span)
