"""T401: characters that could not be decoded. T402: a word with a hyphen left over from the end of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding, Place
from bomca_cli.release import Span
from bomca_cli.safe import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SHORTEST = 3  # letters on either side of the hyphen
_Around = tuple[str, str, str, str]


def check(context: Context) -> Iterator[Finding]:
    """Characters that stand for bytes nobody could read, and words hyphenated where the same sentence has them whole.

    That the same words stand before and behind the whole word elsewhere is the evidence: “web-site” beside “website” is
    a matter of style.
    """
    split: defaultdict[tuple[str, _Around], list[tuple[Place, str]]] = defaultdict(list)
    whole: set[tuple[str, _Around]] = set()
    for entry in context.entries:
        text = entry.release.text
        lost = text.count(REPLACEMENT)
        if lost:
            at = text.index(REPLACEMENT)
            told = f"{lost:,} character{'' if lost == 1 else 's'} could not be decoded."
            yield Finding("T401", "warning", told, (Place(entry, Span(at, at + 1)),))
        words = [*_WORD.finditer(text)]
        folded = [word[0].casefold() for word in words]
        for number in range(2, len(words) - 2):
            around = (*folded[number - 2 : number], *folded[number + 1 : number + 3])
            assert len(around) == 4
            left, hyphen, right = folded[number].partition("-")
            if not hyphen:
                whole.add((left, around))
            elif min(len(left), len(right)) >= _SHORTEST:
                found = words[number]
                split[left + right, around].append((Place(entry, Span(found.start(), found.end())), found[0]))
    by_word: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for key, places in split.items():
        if key in whole:
            for place, printed in places:
                by_word[printed, key[0]].append(place)
    for (printed, joined), found_in in by_word.items():
        yield Finding(
            "T402", "note", f"“{printed}” is printed “{joined}” in the same sentence elsewhere.", (*found_in,)
        )
