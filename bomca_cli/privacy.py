"""A release without the people in it, for answers that are passed on (``--no-contacts``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bomca_cli.release import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bomca_cli.release import Entry, Release

_WORD = re.compile(r"\w+")
MASK = "█"  # stands for each character of a name, address or number


def without_people(entry: Entry) -> Entry:
    """``entry`` without contacts, people, phones and e-mails, and with their words masked in its text.

    Each character becomes a ``MASK``, so that every offset stays true. A name is masked wherever it stands in the text
    in full; one that was not recognised as a name stays.
    """
    release = entry.release
    text = _masked(release)
    title = release.title
    if title and _hidden(text, release.text, title.span):
        title = title._replace(value=" ".join(text[title.span.start : title.span.end].split()))
    return entry._replace(
        release=release._replace(text=text, title=title, contacts=(), people=(), phones=(), emails=())
    )


def _masked(release: Release) -> str:
    letters = list(release.text)
    for start, end in _personal(release):
        letters[start:end] = [MASK if not letter.isspace() else letter for letter in letters[start:end]]
    return "".join(letters)


def _personal(release: Release) -> Iterator[Span]:
    """Where names, addresses and numbers of people stand."""
    emails = [item for contact in release.contacts for item in contact.emails]
    numbers = [item for contact in release.contacts for item in (*contact.phones, *contact.faxes)]
    names = [contact.name for contact in release.contacts if contact.name]
    names += [person.name for person in release.people]
    yield from (item.span for item in (*release.emails, *emails))
    yield from (item.span for item in (*release.phones, *numbers))
    yield from (name.span for name in names)
    yield from _again({_words(name.value) for name in names}, release.text)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


def _again(names: Iterable[tuple[str, ...]], text: str) -> Iterator[Span]:
    """Where names stand in full, whatever is between their words."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        if name:
            by_first.setdefault(name[0], []).append(name)
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        for name in by_first.get(word[0], ()):
            found = words[at : at + len(name)]
            if name == tuple(part[0] for part in found):
                yield Span(word.start(), found[-1].end())


def _hidden(text: str, original: str, span: Span) -> bool:
    return text[span.start : span.end] != original[span.start : span.end]
