"""What two texts share and what is worded otherwise: sentences in pairs, and the words that changed inside a pair."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from bomca_cli.extract.layout import sentences
from bomca_cli.release import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIKE = 0.55  # share of common words, as difflib measures it, from which two sentences are one that changed
_CANDIDATES = 8  # sentences that one is compared with, those with most words in common first
_LONGEST = 2000  # words; comparing two sentences takes time with the square of their length
_COMMON = 200  # a word that stands in more sentences than this leads to none of them
_WORD = re.compile(r"\w+(?:[-'’.,\u00ad]\w+)*|[^\w\s]")
# Signs that are set this way or that without saying anything else.
_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\N{SOFT HYPHEN}": None}
)


class Change(NamedTuple):
    """A run of words: common to both sentences, or what the first one has where the second has something else."""

    old: Span | None
    new: Span | None
    same: bool


class Pair(NamedTuple):
    """A sentence of each text that belong together; None: the other text has nothing like it."""

    old: Span | None
    new: Span | None
    changes: tuple[Change, ...] = ()  # empty when the sentences say the same, or one of them is missing

    @property
    def kind(self) -> Literal["changed", "same", "removed", "added"]:
        """What became of the sentence."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.changes else "same"


class _Sentence(NamedTuple):
    span: Span
    words: tuple[str, ...]  # folded: capitals, kinds of quotation marks and dashes do not count
    spans: tuple[Span, ...]


def compare(old: str, new: str) -> list[Pair]:
    """The sentences of two texts in pairs, in the order of the new text, then those that only the old one has.

    Args:
        old: the text that is compared.
        new: the text that it is compared with.
    """
    before, after = _read(old), _read(new)
    partner = dict(_equal(before, after))
    partner |= _close(before, after, partner)
    backwards = {theirs: ours for ours, theirs in partner.items()}
    pairs = []
    for number, sentence in enumerate(after):
        mine = backwards.get(number)
        if mine is None:
            pairs.append(Pair(None, sentence.span))
        else:
            pairs.append(Pair(before[mine].span, sentence.span, _changes(before[mine], sentence)))
    pairs += [Pair(sentence.span, None) for number, sentence in enumerate(before) if number not in partner]
    return pairs


def _read(text: str) -> list[_Sentence]:
    found = []
    for span in sentences(text):
        matches = list(_WORD.finditer(text, span.start, span.end))
        if any(match[0][0].isalnum() for match in matches):
            found.append(
                _Sentence(
                    span,
                    tuple(match[0].casefold().translate(_SAME) for match in matches),
                    tuple(Span(*match.span()) for match in matches),
                )
            )
    return found


def _equal(before: list[_Sentence], after: list[_Sentence]) -> Iterator[tuple[int, int]]:
    """Sentences of the same words, the first with the first where there are several."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in range(len(after) - 1, -1, -1):
        places[after[number].words].append(number)
    for number, sentence in enumerate(before):
        if places[sentence.words]:
            yield number, places[sentence.words].pop()


def _close(before: list[_Sentence], after: list[_Sentence], equal: dict[int, int]) -> dict[int, int]:
    """Sentences that are much alike, the likest first; none that is used already, each once."""
    taken = set(equal.values())
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(after):
        if number not in taken and len(sentence.words) <= _LONGEST:
            for word in set(sentence.words):
                holders[word].append(number)
    likely = []
    for number, sentence in enumerate(before):
        if number in equal or len(sentence.words) > _LONGEST:
            continue
        shared: Counter[int] = Counter()
        for word in set(sentence.words):
            if len(holders[word]) <= _COMMON:
                shared.update(holders[word])
        for other, _ in shared.most_common(_CANDIDATES):
            matcher = SequenceMatcher(None, sentence.words, after[other].words, autojunk=False)
            if matcher.quick_ratio() >= ALIKE and (ratio := matcher.ratio()) >= ALIKE:
                likely.append((-ratio, number, other))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, number, other in sorted(likely):
        if number not in found and other not in used:
            found[number] = other
            used.add(other)
    return found


def _changes(old: _Sentence, new: _Sentence) -> tuple[Change, ...]:
    if old.words == new.words:
        return ()
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    return tuple(
        Change(_run(old, first, last), _run(new, start, end), same=how == "equal")
        for how, first, last, start, end in matcher.get_opcodes()
    )


def _run(sentence: _Sentence, first: int, after: int) -> Span | None:
    return Span(sentence.spans[first].start, sentence.spans[after - 1].end) if after > first else None
