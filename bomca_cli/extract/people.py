"""People whom a release names with a title, a rank or a role, apart from those whom it tells readers to ask.

    find(layout, contacts) -> list[Person]

A person needs a cue: a title ("Ms."), a rank ("Colonel"), or the head of a role beside the name ("EU Ambassador
Anna Example", "Anna Example, Head of the Service", "посол ЕС в Душанбе Анна Пример"). Two capitals alone name nobody.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract import naming
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import SIGN, WORD, fold
from bomca_cli.release import Person, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.naming import Name
    from bomca_cli.release import Contact, Span

_LONGEST_ROLE = 16  # tokens
_ROLE_HEAD = 7  # tokens from a comma to the head of the role behind it
_LONGEST_NAME = 9  # tokens
_ENDS = frozenset('.,;:()!?…–—"“”«»/|•')
_ROLE_ENDS = frozenset(["role_end", "running_verb"])
_AND = words("_and")
_INSIDE = words("_the") | words("_of")
_ARTICLES = words("_the") | words("_a")
_WHO = words("_who")
_QUOTES = frozenset('"“”«»„')

Stretch = tuple[int, int]


def find(layout: Layout, contacts: Sequence[Contact]) -> list[Person]:
    """The people of a text in its order, each once, where they are named first.

    Args:
        layout: the text.
        contacts: whom the release tells readers to ask; they are left out.

    Returns:
        Names without titles and roles as printed, whitespace collapsed.
    """
    named: dict[int, tuple[Name, Stretch | None]] = {}
    for i in layout.marks.firsts("person_title"):
        name = naming.read(layout, i)
        if name is not None and not _adjective(layout, name):
            named.setdefault(name.first, (name, _role_of(layout, name)))
    for i in layout.marks.firsts("role_noun"):
        for name in (_behind(layout, i), _before(layout, i)):
            if name is not None and name.first not in named:
                named[name.first] = (name, _role_of(layout, name))
    asked = _Asked(contacts)
    people: list[tuple[frozenset[str], Person]] = []
    after = -1
    for first in sorted(named):
        name, role = named[first]
        if first <= after:
            continue
        after = name.last
        person = _person(layout, name, role)
        words = _words(person.name.value)
        if not asked.holds(person.name.span) and not asked.names(words):
            people.append((words, person))
    return _each_once(people)


class _Asked:
    """The contacts of a text, by place and by name."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        self._spans = sorted(contact.span for contact in contacts)
        self._names: dict[str, set[frozenset[str]]] = {}
        for contact in contacts:
            words = _words(contact.name.value) if contact.name else frozenset()
            for word in words:
                self._names.setdefault(word, set()).add(words)

    def holds(self, span: Span) -> bool:
        """Whether a contact covers the beginning of ``span``."""
        at = bisect_right(self._spans, (span.start, span.end)) - 1
        return at >= 0 and self._spans[at].start <= span.start < self._spans[at].end

    def names(self, words: frozenset[str]) -> bool:
        """Whether the words are the name of a contact, or a part of it."""
        return any(words <= name for name in self._names.get(min(words, default=""), ()))


def _each_once(people: list[tuple[frozenset[str], Person]]) -> list[Person]:
    """The people without repeats and without short forms of others: "Mr. Example" beside "Anna Example"."""
    kept: list[Person] = []
    seen: set[frozenset[str]] = set()
    longer: set[str] = {word for words, _ in people if len(words) > 1 for word in words}
    for named, person in people:
        short = len(named) == 1 and named <= longer
        if named not in seen and not short:
            kept.append(person)
        seen.add(named)
    return kept


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in "".join(c if c.isalpha() else " " for c in fold(name)).split() if len(word) > 1)


def _person(layout: Layout, name: Name, role: Stretch | None) -> Person:
    first, last = min(name.begin, role[0] if role else name.begin), max(name.last, role[1] if role else name.last)
    return Person(
        layout.tokens.span(first, last),
        _value(layout, (name.first, name.last)),
        _value(layout, role) if role else None,
    )


def _value(layout: Layout, stretch: Stretch) -> Value:
    span = layout.tokens.span(*stretch)
    return Value(" ".join(layout.tokens.text[span.start : span.end].split()), span)


def _adjective(layout: Layout, name: Name) -> bool:
    """Whether the rank is an adjective at the head of a sentence: "Major Roads Agency …"."""
    title = layout.mark("person_title", name.begin)
    if title is None or title.value != "adjective" or layout.sentence(name.begin).first != name.begin:
        return False
    after = name.last + 1
    return after < len(layout.tokens) and layout.tokens.word[after] not in {",", "("} and not _ends_role(layout, after)


# ---- names beside the head of a role


def _behind(layout: Layout, noun: int) -> Name | None:
    """The untitled name that follows the role headed by token ``noun``: "Ambassador of Latvia Anna Example"."""
    tokens = layout.tokens
    start = layout.marks["role_noun"][noun].last + 1
    for i in range(start, min(start + _ROLE_HEAD, len(tokens))):
        if tokens.kind[i] == SIGN and tokens.word[i] in _ENDS - _QUOTES:
            return None
        if _ends_role(layout, i) or _breaks(layout, i):
            return None
        if layout.mark("dangling", i - 1) is not None:  # "director of Grand Example": an institution
            continue
        name = naming.read(layout, i)
        if name is not None and not name.titled:
            return None if _goes_on(layout, name.last) else name
    return None


def _before(layout: Layout, noun: int) -> Name | None:
    """The untitled name before a comma and the role headed by token ``noun``: "Anna Example, Deputy Head of …"."""
    tokens = layout.tokens
    comma = noun - 1
    while comma > 0 and noun - comma <= _ROLE_HEAD and tokens.word[comma] not in {",", "(", "–", "—"}:
        if tokens.kind[comma] == SIGN and tokens.word[comma] != "-":
            return None
        if _ends_role(layout, comma):
            return None
        comma -= 1
    if comma <= 0 or noun - comma > _ROLE_HEAD or _breaks(layout, comma):
        return None
    best: Name | None = None
    for first in range(comma - 1, max(-1, comma - _LONGEST_NAME), -1):
        name = naming.read(layout, first)
        if name is not None and not name.titled and name.last == comma - 1:
            best = name
        elif tokens.kind[first] == WORD and not tokens.capital(first) and layout.mark("name_particle", first) is None:
            break
    if best is None or best.first == 0:
        return best
    return None if _part_of_something(layout, best.first - 1) else best


def _part_of_something(layout: Layout, i: int) -> bool:
    """Whether the word before two capitals makes them a place or an institution: "in Grand Example, head of …"."""
    tokens = layout.tokens
    if tokens.kind[i] != WORD or "\n" in tokens.gap(i):
        return False
    place = layout.mark("locative", i) is not None or tokens.word[i] in _INSIDE
    return place or (tokens.capital(i) and layout.mark("role_noun", i) is None and not _ends_sentence(layout, i))


def _ends_sentence(layout: Layout, i: int) -> bool:
    return layout.sentence(i).first == i


def _goes_on(layout: Layout, last: int) -> bool:
    """Whether capitals go on behind what looks like a name: "Grand Example District"."""
    tokens, i = layout.tokens, last + 1
    if i >= len(tokens) or tokens.kind[i] != WORD or not tokens.capital(i) or "\n" in tokens.gap(last):
        return False
    return not _breaks(layout, i)


def _breaks(layout: Layout, i: int) -> bool:
    """Whether a new sentence or block begins at token ``i``."""
    return i > 0 and layout.sentence_at(i) != layout.sentence_at(i - 1)


def _ends_role(layout: Layout, i: int) -> bool:
    return not _ROLE_ENDS.isdisjoint(layout.classes[i])


# ---- roles


def _role_of(layout: Layout, name: Name) -> Stretch | None:
    """The role that stands behind the name, else before it, else the rank."""
    role = _role_behind(layout, name.last) or _role_before(layout, name.begin)
    if role is None and name.rank:
        first = name.begin
        last = name.first - 1
        while last > first and layout.tokens.kind[last] == SIGN:
            last -= 1
        role = (first, last)
    return role


def _role_behind(layout: Layout, last: int) -> Stretch | None:
    """The words of ", Head of the Service", "(Head of the Service)" or ", who coordinates …" behind ``last``."""
    tokens = layout.tokens
    at = last + 1
    if at + 1 >= len(tokens) or tokens.word[at] not in {",", "(", "–", "—"} or _breaks(layout, at + 1):
        return None
    first = at + 1
    if tokens.word[first] in _ARTICLES:
        first += 1
    clause = first < len(tokens) and tokens.word[first] in _WHO
    if clause:
        first += 1
    end = first
    while end < len(tokens) and end - first < _LONGEST_ROLE and not _breaks(layout, end):
        closes = tokens.kind[end] == SIGN and tokens.word[end] in _ENDS - _QUOTES
        if closes or (not clause and _ends_role(layout, end)):
            break
        end += 1
    end -= 1
    while end >= first and (layout.mark("dangling", end) is not None or tokens.word[end] in _AND):
        end -= 1
    head = any(layout.mark("role_noun", i) is not None for i in range(first, min(first + _ROLE_HEAD, end + 1)))
    return (first, end) if end >= first and (head or clause) else None


def _role_before(layout: Layout, begin: int) -> Stretch | None:
    """The words of "EU Ambassador to Tajikistan" right before the name that begins at token ``begin``."""
    tokens = layout.tokens
    nouns: list[int] = []
    if begin > 1 and tokens.word[begin - 1] == "," and layout.mark("person_title", begin) is not None:
        begin -= 1  # "the Head of the Delegation, Ms. Example"
    i = begin - 1
    while i >= 0 and begin - i <= _LONGEST_ROLE and not _breaks(layout, i + 1):
        if (tokens.kind[i] == SIGN and tokens.word[i] in _ENDS - _QUOTES) or _ends_role(layout, i):
            break
        if nouns and tokens.word[i] in _AND:
            break
        if "role_noun" in layout.classes[i]:
            nouns.append(i)
        i -= 1
    if not nouns:
        return None
    first = nouns[-1]
    while first - 1 > i and _modifies(layout, first - 1):
        first -= 1
    last = begin - 1
    while last > first and tokens.kind[last] == SIGN:
        last -= 1
    return first, last


def _modifies(layout: Layout, i: int) -> bool:
    """Whether the word before the head of a role belongs to it: "EU Ambassador", "национальный координатор"."""
    tokens = layout.tokens
    if tokens.kind[i] == SIGN:
        return tokens.word[i] == "-" and tokens.glued(i)
    if layout.mark("dangling", i) is not None or tokens.word[i] in _AND:
        return False
    if layout.sentence(i).first == i and layout.mark("programme", i) is None and layout.mark("not_name", i) is None:
        return False
    return tokens.capital(i) or layout.mark("not_name", i) is not None or tokens.kind[i] != WORD
