"""Whom a release tells readers to ask.

    find(layout, phones, emails) -> list[Contact]
    same_person(a, b) -> bool

``phones`` are ``phones.find(layout)``, ``emails`` are ``emails.find(layout)``. Every number and address belongs to
exactly one contact; a name alone is a contact only behind words that make it one ("Contact person:", "Information
prepared by:"). People who are quoted are not contacts.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract import contact_parts
from bomca_cli.extract.contact_parts import DATUM, LEAD, NAME, ROLE, Part
from bomca_cli.extract.tokens import SIGN
from bomca_cli.release import Contact, Email, Span, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout, Range
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.phones import PhoneFound

_SHORT_LINE = 16  # tokens of a line of an address or a signature
_FARTHEST = 8  # short lines between two data of one block
_LABEL_WORDS = 8  # tokens of a label before its colon: "Contact for applicants:"
_NEAR = 12  # tokens between a name in running text and its number


class _Datum(NamedTuple):
    first: int
    last: int
    email: Email | None
    phone: PhoneFound | None


class _Lead(NamedTuple):
    """A lead-in: ``label`` is the role that it states itself ("Contact for applicants"), as a token range."""

    mark: Mark
    label: tuple[int, int] | None
    colon: bool


def find(layout: Layout, phones: Sequence[PhoneFound], emails: Sequence[Email]) -> list[Contact]:
    """The contacts of a text, in its order.

    Args:
        layout: the text.
        phones: its numbers.
        emails: its addresses.

    Returns:
        The contacts; names and roles as printed, whitespace collapsed.
    """
    return _Reader(layout, _data(layout, phones, emails)).contacts()


def _data(layout: Layout, phones: Sequence[PhoneFound], emails: Sequence[Email]) -> list[_Datum]:
    tokens = layout.tokens
    data = [_Datum(phone.first, phone.last, None, phone) for phone in phones]
    for mail in emails:
        first = tokens.at(mail.span.start)
        data.append(_Datum(first, tokens.at(mail.span.end - 1), mail, None))
    data.sort(key=lambda datum: datum.first)
    kept: list[_Datum] = []
    for datum in data:
        if not kept or datum.first > kept[-1].last:
            kept.append(datum)
    return kept


class _Builder:
    """A contact in the making."""

    def __init__(self, lead: _Lead | None) -> None:
        self.lead = lead
        self.name: Part | None = None
        self.role: tuple[int, int] | None = None
        self.role_open = False  # whether the next part may still belong to the role
        self.data: list[_Datum] = []

    @property
    def empty(self) -> bool:
        return self.name is None and self.role is None and not self.data


class _Reader:
    """Reads one text."""

    def __init__(self, layout: Layout, data: list[_Datum]) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.data = data
        self.leads = self._leads()
        self.found: list[Contact] = []

    # ---- lead-ins

    def _leads(self) -> dict[int, _Lead]:
        leads: dict[int, _Lead] = {}
        covered = -1
        for first, mark in sorted(self.layout.marks["contact_lead"].items()):
            if first <= covered:
                continue
            lead = self._lead(mark)
            if lead is not None:
                leads[first] = lead
                covered = mark.last if lead.label is None else max(mark.last, lead.label[1])
        return leads

    def _lead(self, mark: Mark) -> _Lead | None:
        """The lead-in at ``mark``; None when the words are used otherwise."""
        tokens = self.tokens
        end, words = mark.last + 1, 0
        while end < len(tokens) and words < _LABEL_WORDS and tokens.word[end] not in ":.,;–—(":
            if "\n" in tokens.gap(end - 1):
                break
            end, words = end + 1, words + 1
        colon = end < len(tokens) and tokens.word[end] == ":" and "\n" not in tokens.gap(end - 1)
        begins = self._begins_line(mark.first)
        if mark.last == mark.first and not (colon or begins):
            return None  # the bare words "contact", "questions", "author" in a sentence
        if mark.value == "byline" and not (end == mark.last + 1 and colon) and not begins:
            return None
        if mark.value != "label":
            bare = end == mark.last + 1 or mark.value == "byline"
            return _Lead(mark, None, colon=colon and bare)
        if not colon and not begins:
            return None
        return _Lead(mark, (mark.first, end - 1 if colon else mark.last), colon)

    def _begins_line(self, i: int) -> bool:
        """Whether token ``i`` begins a line or a sentence, bullets and brackets aside."""
        tokens = self.tokens
        if i == 0 or "\n" in tokens.gap(i - 1):
            return True
        return tokens.kind[i - 1] == SIGN and (self.layout.sentence(i).first >= i - 1)

    # ---- stretches of contact lines

    def contacts(self) -> list[Contact]:
        layout = self.layout
        stops = sorted(
            {layout.sentence_at(first) for first in self.leads} | {layout.sentence_at(d.first) for d in self.data}
        )
        done = -1
        for number in stops:
            if number <= done:
                continue
            last = self._reach(number)
            done = last
            sentence = layout.sentences[number]
            lead = self._lead_in(sentence)
            first = self._top(number) if lead is None else lead
            running = first == sentence.first and lead is None and self._is_running(sentence)
            self._read(first, layout.sentences[last].last, running=running)
        return self.found

    def _lead_in(self, sentence: Range) -> int | None:
        """The first lead-in of a sentence before its data."""
        for i in range(sentence.first, sentence.last + 1):
            if i in self.leads:
                return i
        return None

    def _reach(self, number: int) -> int:
        """The last sentence of the stretch that begins with sentence ``number``."""
        sentences = self.layout.sentences
        has_data = self._has_data(sentences[number])
        last = number
        blank = 0
        for at in range(number + 1, len(sentences)):
            if self._has_data(sentences[at]):
                if self._is_running(sentences[at]) and has_data:
                    break
                last, blank, has_data = at, 0, True
                continue
            if not self._is_short(sentences[at]) or at - number > 4 * _FARTHEST:
                break
            blank += 1
            if blank > _FARTHEST:
                break
            if not has_data and blank == 1 and self._closes_lead(number):
                last = at
        return last

    def _closes_lead(self, number: int) -> bool:
        """Whether a lead-in at the end of sentence ``number`` waits for the next line."""
        sentence = self.layout.sentences[number]
        return self.tokens.word[sentence.last] == ":"

    def _top(self, number: int) -> int:
        """The token that heads the block of the data in sentence ``number``: a name or an office above them."""
        layout = self.layout
        sentence = layout.sentences[number]
        heads = self._parts(sentence.first, sentence.last)
        if heads and heads[0].kind != DATUM:
            return sentence.first
        lines = layout.lines
        below = bisect_left(lines, sentence.first, key=lambda line: line.last)
        top = sentence.first
        for at in range(below - 1, max(-1, below - _FARTHEST - 1), -1):
            line = lines[at]
            if not self._is_short(line):
                break
            if at and self.layout.mark("dangling", lines[at - 1].last) is not None:
                continue  # the second line of a name: "Delegation of the European Union to / Tajikistan"
            following = lines[at + 1] if layout.mark("dangling", line.last) is not None else line
            found = self._parts(line.first, following.last)
            if not found or not self._starts_like_a_name(line.first):
                continue
            if top != sentence.first:  # a role above the name
                return line.first if found[0].kind == ROLE and not found[0].office else top
            if found[0].kind == NAME:
                top = line.first
            elif found[0].office and not self._above_name(at):
                return line.first
        return top

    def _starts_like_a_name(self, first: int) -> bool:
        tokens = self.tokens
        return tokens.kind[first] == SIGN or tokens.capital(first)

    def _above_name(self, line: int) -> bool:
        """Whether a name stands on the line above: then this line is that person's office."""
        if line == 0:
            return False
        above = self.layout.lines[line - 1]
        found = self._parts(above.first, above.last) if self._is_short(above) else []
        return bool(found) and found[0].kind == NAME

    def _has_data(self, sentence: Range) -> bool:
        at = bisect_left(self.data, sentence.first, key=lambda datum: datum.first)
        return at < len(self.data) and self.data[at].first <= sentence.last

    def _is_short(self, sentence: Range) -> bool:
        """Whether a sentence or line belongs to an address or signature rather than to text."""
        tokens = self.tokens
        if sentence.last - sentence.first >= _SHORT_LINE or tokens.word[sentence.last] in "!?…":
            return False
        verbs = self.layout.marks["running_verb"]
        return not any(i in verbs for i in range(sentence.first, sentence.last + 1))

    def _is_running(self, sentence: Range) -> bool:
        """Whether the data of a sentence stand in running text, not in a contact line."""
        verbs = self.layout.marks["running_verb"]
        at = bisect_left(self.data, sentence.first, key=lambda datum: datum.first)
        first = self.data[at].first if at < len(self.data) else sentence.last
        return first - sentence.first > _SHORT_LINE or any(i in verbs for i in range(sentence.first, first))

    # ---- one stretch

    def _parts(self, first: int, last: int) -> list[Part]:
        data = {d.first: (d.last, n) for n, d in enumerate(self.data) if first <= d.first <= last}
        marks = {
            at: lead.mark if lead.label is None else lead.mark._replace(last=lead.label[1])
            for at, lead in self.leads.items()
            if first <= at <= last
        }
        return contact_parts.parts(self.layout, first, last, data, marks)

    def _read(self, first: int, last: int, *, running: bool) -> None:
        """Build the contacts of the tokens ``first`` to ``last``."""
        now = _Builder(None)
        found = self._parts(first, last)
        after = self._data_after(found)
        for at, part in enumerate(found):
            if part.kind == LEAD:
                now = self._next(now, self.leads[part.first])
            elif part.kind == DATUM:
                now.data.append(self.data[part.number])
                now.role_open = False
            elif part.kind == NAME:
                if running and after[at] - part.last > _NEAR:  # somebody else's number
                    continue
                late = now.data and now.name is None and now.role is None and part.bracket and not part.fresh
                if not (late or now.empty or (now.name is None and not now.data)):
                    now = self._next(now, None)
                now.name = part
                now.role_open = now.role is None
            elif not running or now.name is not None:
                now = self._add_role(now, part)
        self._next(now, None)

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
            now.role = (part.first, part.last)
            now.role_open = True
        elif now.role_open and not part.fresh and self._only_signs(now.role[1] + 1, part.first):
            now.role = (now.role[0], part.last)
        else:
            now.role_open = False
        return now

    def _only_signs(self, first: int, end: int) -> bool:
        return all(self.tokens.kind[i] == SIGN for i in range(first, end))

    def _states_role(self, part: Part) -> bool:
        marks = self.layout.marks["role_noun"]
        return any(i in marks for i in range(part.first, part.last + 1))

    def _next(self, now: _Builder, lead: _Lead | None) -> _Builder:
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
        if lead.mark.value == "byline":
            phrase = lead.colon or lead.mark.last > lead.mark.first
            return begin - lead.mark.last <= (_LABEL_WORDS if phrase else 1)
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
        stretch = [part for part in (name, role) if part] + [(d.first, d.last) for d in now.data]
        span = self.tokens.span(min(first for first, _ in stretch), max(last for _, last in stretch))
        return Contact(
            span,
            self._value(name) if name else None,
            self._value(role) if role else None,
            tuple(d.email for d in now.data if d.email is not None),
            tuple(d.phone.phone() for d in now.data if d.phone is not None and not d.phone.fax),
            tuple(d.phone.phone() for d in now.data if d.phone is not None and d.phone.fax),
        )

    def _value(self, stretch: tuple[int, int]) -> Value:
        span: Span = self.tokens.span(*stretch)
        return Value(" ".join(self.tokens.text[span.start : span.end].split()), span)


def same_person(a: Contact, b: Contact) -> bool:
    """Whether two contacts, of one release or of two, name one person under the same or another spelling.

    "Said Alyamov" and "Saidmusayab Alyamov" are one person when they share an address or a number. Without a shared
    one, names must agree word for word, or in the surname and an initial while the roles are equal.
    """
    if a.name is None or b.name is None:
        return False
    left, right = _name_words(a.name.value), _name_words(b.name.value)
    if sorted(left) == sorted(right):
        return True
    shared = _reached_at(a) & _reached_at(b)
    if shared and a.name.value.isascii() != b.name.value.isascii():
        return True  # one name in two scripts
    common = {word for word in left if len(word) > 1} & {word for word in right if len(word) > 1}
    if not common:
        return False
    rest = ([w for w in left if w not in common] or [""], [w for w in right if w not in common] or [""])
    alike = all(any(one.startswith(other) or other.startswith(one) for other in rest[1]) for one in rest[0])
    if shared:
        return alike or rest[0][0][:1] == rest[1][0][:1]
    initial = any(len(word) == 1 for words in rest for word in words)
    same_role = a.role is not None and b.role is not None and a.role.value.casefold() == b.role.value.casefold()
    return alike and initial and same_role


def _name_words(name: str) -> list[str]:
    return [word for word in name.casefold().replace("ё", "е").replace(".", " ").split() if word]


def _reached_at(contact: Contact) -> set[str]:
    """The addresses and normal forms of numbers at which a contact is reached."""
    addresses = {mail.address.casefold() for mail in contact.emails if mail.address}
    return addresses | {phone.e164 for phone in (*contact.phones, *contact.faxes) if phone.e164}
