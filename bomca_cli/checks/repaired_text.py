"""T401: characters that could not be decoded. T402: a word with a hyphen left over from the end of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.checks.model import Finding, Place
from bomca_cli.release import Span
from bomca_cli.safe import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.release import Entry

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SPLIT = re.compile(r"(?<![\w-])([^\W\d_]{3,})-([^\W\d_]{3,})(?![\w-])")
_REACH = 80  # characters that hold two words
_Around = tuple[str, ...]


class _Printed(NamedTuple):
    """A word with a hyphen inside where it is printed."""

    place: Place
    words: str
    joined: str
    around: _Around


def check(context: Context) -> Iterator[Finding]:
    """Characters that stand for bytes nobody could read, and words hyphenated where the same sentence has them whole.

    That the same words stand before and behind the whole word elsewhere is the evidence: “web-site” beside “website” is
    a matter of style.
    """
    for entry in context.entries:
        lost = entry.release.text.count(REPLACEMENT)
        if lost:
            at = entry.release.text.index(REPLACEMENT)
            told = f"{lost:,} character{'' if lost == 1 else 's'} could not be decoded."
            yield Finding("T401", "warning", told, (Place(entry, Span(at, at + 1)),))
    split = [printed for entry in context.entries for printed in _split(entry)]
    whole = _whole(context.entries, {printed.joined for printed in split})
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for printed in split:
        if (printed.joined, printed.around) in whole:
            found[printed.words, printed.joined].append(printed.place)
    for (words, joined), places in found.items():
        yield Finding("T402", "note", f"“{words}” is printed “{joined}” in the same sentence elsewhere.", (*places,))


def _split(entry: Entry) -> Iterator[_Printed]:
    text = entry.release.text
    for word in _SPLIT.finditer(text):
        joined = (word[1] + word[2]).casefold()
        yield _Printed(Place(entry, Span(*word.span())), word[0], joined, _around(text, *word.span()))


def _whole(entries: Iterable[Entry], wanted: set[str]) -> set[tuple[str, _Around]]:
    """The words of ``wanted`` that are printed whole, each with the words beside it; others are not kept."""
    if not wanted:
        return set()
    return {
        (word[0].casefold(), _around(entry.release.text, *word.span()))
        for entry in entries
        for word in _WORD.finditer(entry.release.text)
        if word[0].casefold() in wanted
    }


def _around(text: str, start: int, end: int) -> _Around:
    """The two words before and the two behind, folded."""
    before = _WORD.findall(text, max(0, start - _REACH), start)[-2:]
    behind = _WORD.findall(text, end, end + _REACH)[:2]
    return tuple(word.casefold() for word in (*before, "", *behind))
