"""What a stretch of contact lines consists of: names, roles, offices, numbers, addresses, in their order.

    PartReader(layout, data, leads).read(first, last) -> list[Part]

The stretch is cut at commas, colons, dashes between blanks, brackets, ends of lines, and at the words that lead to a
datum ("tel.", "e-mail:", "please contact"). What is left between two cuts is a name, a role, an office, or nothing of
interest (a street, a web page, a connecting word).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract import naming
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bomca_cli.extract.contact_leads import Lead
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.phones import PhoneFound
    from bomca_cli.release import Email, Span

NAME, ROLE, DATUM, LEAD = "name", "role", "datum", "lead"

_CUTS = frozenset(",;:()|•·▪[]{}<>*")
_DASHES = frozenset("-–—―")
_ROLE_BEGINS = frozenset(["programme", "role_noun", "office_noun", "not_name"])
_LABELS = ("phone_cue", "email_cue", "web_cue", "contact_verb")
_LONGEST_ROLE = 24  # tokens
_ASKED = words("_asked")
_PLACE_FILLER = words("_place_filler")


class Datum(NamedTuple):
    """A number or an address in the tokens ``first`` to ``last``."""

    first: int
    last: int
    span: Span
    email: Email | None = None
    phone: PhoneFound | None = None


class Part(NamedTuple):
    """A part of contact lines.

    ``first`` to ``last`` are its tokens. ``fresh`` says that the part begins a
    line or follows a semicolon; ``bracket`` that a bracket or dash stands before it.
    """

    kind: str
    first: int
    last: int
    name: naming.Name | None = None
    office: bool = False
    fresh: bool = False
    bracket: bool = False


class PartReader:
    """Cuts stretches of one text into parts."""

    def __init__(self, layout: Layout, data: Mapping[int, Datum], leads: Mapping[int, Lead]) -> None:
        """Take the text, its data and its lead-ins by their first tokens."""
        self._layout = layout
        self._data = data
        self._leads = leads
        self._labels: dict[int, int] = {}  # first token of a word that leads to a datum → its last token
        for table in _LABELS:
            for first, mark in layout.marks[table].items():
                if _leads_to_datum(layout, table, mark):
                    self._labels[first] = max(mark.last, self._labels.get(first, mark.last))

    def read(self, first: int, last: int) -> list[Part]:
        """The parts of the tokens ``first`` to ``last`` in the order of the text."""
        layout, tokens, data, leads, labels = self._layout, self._layout.tokens, self._data, self._leads, self._labels
        kinds, gaps = tokens.kind, tokens.gaps
        found: list[Part] = []
        i = start = first
        fresh, bracket = True, False

        def close(end: int) -> None:
            nonlocal fresh, bracket
            if start <= end:
                named = _read(layout, start, end, fresh=fresh, bracket=bracket)
                found.extend(named)
                fresh = fresh and not named and end - start < 2
            bracket = False

        while i <= last:
            here = data.get(i)
            lead = leads.get(i)
            if here is not None:
                close(i - 1)
                found.append(Part(DATUM, i, here.last, fresh=fresh))
                i = start = here.last + 1
                fresh = False
            elif lead is not None and lead.last <= last:
                close(i - 1)
                found.append(Part(LEAD, i, lead.last, fresh=fresh))
                i = start = lead.last + 1
            elif (i in labels or not gaps[i]) and (label := self._label(i)) is not None:
                close(i - 1)
                i = start = next((at for at in range(i + 1, label + 1) if at in data), label + 1)
            elif kinds[i] == SIGN and _cuts(layout, i):
                close(i - 1)
                fresh = fresh or tokens.word[i] in ";•·▪*|"
                bracket = tokens.word[i] in "(–—-"
                i = start = i + 1
            else:
                i += 1
            if i <= last and i > first and "\n" in gaps[i - 1] and not _dangles(layout, start, i - 1):
                close(i - 1)
                start, fresh = i, True
        close(last)
        return found

    def _label(self, i: int) -> int | None:
        """The last token of a word that leads to a datum, or of a web address, that begins at ``i``."""
        tokens = self._layout.tokens
        label, address = self._labels.get(i), _web(self._layout, i)
        if address is not None and (label is None or address > label):
            return address
        if label is not None and label + 1 < len(tokens) and tokens.word[label + 1] == "." and tokens.glued(label):
            label += 1
        return label


def _leads_to_datum(layout: Layout, table: str, mark: Mark) -> bool:
    """Whether an item of a class of labels is one where it stands."""
    if table == "contact_verb":
        return not layout.tokens.capital(mark.first)  # "National Contact Point"
    if table == "phone_cue" and len(layout.tokens.word[mark.first]) == 1:  # "т."
        return _dotted(layout, mark.last)
    return True


def _dangles(layout: Layout, first: int, last: int) -> bool:
    """Whether what ends with token ``last`` goes on in the next line: "Delegation of the European Union to"."""
    return first <= last and layout.mark("dangling", last) is not None


def _cuts(layout: Layout, i: int) -> bool:
    tokens = layout.tokens
    word = tokens.word[i]
    if word in _DASHES:
        return word != "-" or not (i and tokens.glued(i - 1) and tokens.glued(i))
    if word == "/":
        return not tokens.glued(i)
    return word in _CUTS


def _dotted(layout: Layout, i: int) -> bool:
    return i + 1 < len(layout.tokens) and layout.tokens.word[i + 1] in ".:+("


def _web(layout: Layout, i: int) -> int | None:
    """The last token of a web address that begins at ``i``: words glued by dots or slashes."""
    tokens = layout.tokens
    if not tokens.glued(i) or tokens.kind[i] == SIGN or (i and tokens.glued(i - 1) and tokens.word[i - 1] not in ":("):
        return None
    end, dots = i, 0
    while tokens.glued(end) and end - i < 60:
        end += 1
        dots += tokens.word[end] == "." and tokens.glued(end) and tokens.kind[end + 1] != SIGN
    plain = len(tokens.word[i]) > 1 and end - i >= 2
    return end if dots and plain and tokens.word[i] not in _titles(layout, i) else None


def _titles(layout: Layout, i: int) -> frozenset[str]:
    """The word at ``i`` when it is a title glued to a name ("Mr.Example"), which is no web address."""
    known = layout.mark("person_title", i) or layout.mark("abbreviation", i)
    return frozenset([layout.tokens.word[i]]) if known else frozenset()


def _trimmed(layout: Layout, first: int, last: int) -> tuple[int, int]:
    """The tokens without connecting words and signs at both ends."""
    tokens = layout.tokens
    while first <= last:
        mark = layout.mark("contact_filler", first)
        kept = tokens.capital(first) and (_heads(layout, first, last) or naming.initial(layout, first))
        if mark is not None and mark.last <= last and not kept:
            first = mark.last + 1
        elif tokens.kind[first] == SIGN and tokens.word[first] not in '“"«„':
            first += 1
        else:
            break
    while last >= first and (
        "contact_filler" in layout.classes[last] or (tokens.kind[last] == SIGN and tokens.word[last] not in '”"»“')
    ):
        if naming.initial(layout, last - (tokens.word[last] == ".")):
            break
        last -= 1
    return first, last


def _heads(layout: Layout, first: int, last: int) -> bool:
    """Whether the word at ``first`` heads a role or office although it could be a connecting word."""
    return layout.mark("office_noun", first) is not None and first < last


def _read(layout: Layout, first: int, last: int, *, fresh: bool, bracket: bool) -> list[Part]:
    """The name or role, or both, that the tokens ``first`` to ``last`` hold."""
    topic = "contact_topic" in layout.classes[first]  # "for more information on BOMCA 10": nobody's role
    first, last = _trimmed(layout, first, last)
    if first > last or last - first > 3 * _LONGEST_ROLE:
        return []
    name = _name_in(layout, first, last)
    if name is None:
        role = None if topic else _role(layout, first, last)
        return [] if role is None else [role._replace(fresh=fresh, bracket=bracket)]
    found = []
    if name.begin > first and not topic:
        before = _role(layout, *_trimmed(layout, first, name.begin - 1))
        if before is not None:
            found.append(before._replace(fresh=fresh, bracket=bracket))
    found.append(Part(NAME, name.first, name.last, name=name, fresh=fresh and not found, bracket=bracket))
    if name.last < last:
        rest = _trimmed(layout, name.last + 1, last)
        after = _role(layout, *rest) if rest[0] <= rest[1] else None
        if after is not None:
            found.append(after)
    return found


def _name_in(layout: Layout, first: int, last: int) -> naming.Name | None:
    """The name in the tokens: behind a title anywhere, else at the beginning, or at the end behind a role."""
    for title in layout.marks.within("person_title", first, last):
        name = naming.read(layout, title.first)
        if name is not None and name.last <= last:
            return name
    name = naming.read(layout, first)
    if name is not None and name.last <= last:
        goes_on = name.last < last and not _starts_role(layout, name.last + 1)
        return None if goes_on else name
    roles = [i for i in range(first, last) if "role_noun" in layout.classes[i] or layout.tokens.word[i] in _ASKED]
    if not roles:
        return None
    for i in range(roles[0] + 1, last):
        name = naming.read(layout, i)
        if name is not None and name.last == last:
            return name
    return None


def _starts_role(layout: Layout, i: int) -> bool:
    """Whether a role may follow a name at token ``i`` without a comma."""
    tokens = layout.tokens
    if tokens.kind[i] == WORD and not tokens.capital(i):
        return layout.mark("contact_filler", i) is not None or layout.mark("role_noun", i) is not None
    return not _ROLE_BEGINS.isdisjoint(layout.classes[i])


def _role(layout: Layout, first: int, last: int) -> Part | None:
    """The role or office in the tokens; None for streets, towns, and words that say nothing."""
    tokens = layout.tokens
    if first > last or last - first >= _LONGEST_ROLE or _is_address(layout, first, last):
        return None
    here = layout.classes[first : last + 1]
    noun = any("role_noun" in classes for classes in here)
    office = any("office_noun" in classes or "programme" in classes for classes in here)
    capital = tokens.kind[first] != WORD or tokens.capital(first)
    if WORD not in tokens.kind[first : last + 1] or not (capital or noun or office):
        return None
    return Part(ROLE, first, last, office=office and not noun)


def _is_address(layout: Layout, first: int, last: int) -> bool:
    """Whether the tokens are a part of a postal address, or only name a place."""
    tokens = layout.tokens
    numbers = NUMBER in tokens.kind[first : last + 1]
    street = any("address_word" in classes for classes in layout.classes[first : last + 1])
    if street and (numbers or last - first < 4):
        return True
    if tokens.kind[first] == NUMBER and tokens.end[first] - tokens.start[first] >= 5:
        return True
    i = first
    while i <= last:
        mark = layout.mark("country_name", i) or layout.mark("country", i) or layout.mark("city", i)
        if mark is not None:
            i = mark.last + 1
        elif tokens.kind[i] != WORD or tokens.word[i] in _PLACE_FILLER:
            i += 1
        else:
            return False
    return True
