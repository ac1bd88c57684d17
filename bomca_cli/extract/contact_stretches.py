"""Where a text holds contacts: stretches of lines around numbers, addresses and lead-ins.

    Stretches(layout, data, leads, reader).find() -> list[Stretch]

A stretch begins at a lead-in, or at the name or office above the first datum, and goes on over short lines (streets,
towns, roles) to the last datum that they reach. A datum in running text is a stretch of its own sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.contact_parts import DATUM, NAME, ROLE
from bomca_cli.extract.tokens import SIGN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bomca_cli.extract.contact_leads import Lead
    from bomca_cli.extract.contact_parts import Datum, PartReader
    from bomca_cli.extract.layout import Layout, Range

_SHORT_LINE = 16  # tokens of a line of an address or a signature
_FARTHEST = 8  # short lines between two data of one block
_LONGEST = 32  # sentences of a block


class Stretch(NamedTuple):
    """The tokens ``first`` to ``last`` hold contacts; ``running`` says that they are running text."""

    first: int
    last: int
    running: bool


class Stretches:
    """Cuts one text."""

    def __init__(
        self, layout: Layout, data: Mapping[int, Datum], leads: Mapping[int, Lead], reader: PartReader
    ) -> None:
        """Take the text, its data and its lead-ins by their first tokens in the order of the text, and their reader."""
        self._layout = layout
        self._tokens = layout.tokens
        self._data = data
        self._leads = leads
        self._at = list(data)
        self._parts = reader.read

    def find(self) -> list[Stretch]:
        """The stretches in the order of the text; every datum and every lead-in lies in one."""
        layout = self._layout
        found: list[Stretch] = []
        done = -1
        for number in sorted({layout.sentence_at(i) for i in (*self._leads, *self._data)}):
            if number <= done:
                continue
            done = self._reach(number)
            sentence = layout.sentences[number]
            first = self._lead_in(sentence)
            running = False
            if first is None:
                first = self._top(number, after=found[-1].last if found else -1)
                running = first == sentence.first and self._is_running(sentence)
            found.append(Stretch(first, layout.sentences[done].last, running))
        return found

    def _lead_in(self, sentence: Range) -> int | None:
        """The first lead-in of a sentence, unless a datum stands before it."""
        for i in range(sentence.first, sentence.last + 1):
            if i in self._data:
                return None
            if i in self._leads:
                return i
        return None

    def _reach(self, number: int) -> int:
        """The last sentence of the stretch that begins with sentence ``number``."""
        sentences = self._layout.sentences
        has_data = self._has_data(sentences[number])
        waits = self._tokens.word[sentences[number].last] == ":"  # "Information prepared by:" and a name below
        last, empty = number, 0
        for at in range(number + 1, min(number + _LONGEST, len(sentences))):
            if self._has_data(sentences[at]):
                if has_data and self._is_running(sentences[at]):
                    break
                last, empty, has_data = at, 0, True
                continue
            empty += 1
            if empty > _FARTHEST or not self._is_short(sentences[at]):
                break
            if waits and not has_data and empty == 1:
                last = at
        return last

    # ---- what stands above

    def _top(self, number: int, after: int) -> int:
        """The token that heads the data in sentence ``number``: a name or an office above them, behind ``after``."""
        layout = self._layout
        sentence = layout.sentences[number]
        heads = self._parts(sentence.first, sentence.last)
        office = bool(heads) and heads[0].kind == ROLE and not self._is_running(sentence)
        if heads and heads[0].kind != DATUM and not office:
            return sentence.first
        lines = layout.lines
        below = bisect_left(lines, sentence.first, key=lambda line: line.last)
        if lines[below].first < sentence.first:
            return self._beside(number, after)
        top = sentence.first
        for at in range(below - 1, max(-1, below - _FARTHEST - 1), -1):
            line = lines[at]
            if line.first <= after or not self._is_short(line):
                break
            if office and not self._tokens.same_block(line.first, top):
                break
            if at and layout.mark("dangling", lines[at - 1].last) is not None:
                continue  # the second line of a name: "Delegation of the European Union to / Tajikistan"
            following = lines[at + 1] if layout.mark("dangling", line.last) is not None else line
            found = self._parts(line.first, following.last)
            if not found or not self._starts_like_a_name(line.first):
                continue
            labelled = [part.kind for part in found[:2]] == [ROLE, NAME] and found[0].last < line.last
            named = found[0].kind == NAME or (labelled and self._tokens.word[found[0].last + 1] == ":")
            if top != sentence.first and not office:  # a role above the name
                return line.first if found[0].kind == ROLE and not found[0].office else top
            if named or (found[0].office and not office):
                top, office = line.first, not named
        return top

    def _beside(self, number: int, after: int) -> int:
        """The same for data behind an address on one line: "Delegation …, 1 Example street. Tel.: …"."""
        first = self._layout.sentences[number].first
        if number == 0:
            return first
        before = self._layout.sentences[number - 1]
        if before.first <= after or not self._layout.marks.any_within("address_word", *before):
            return first
        found = self._parts(before.first, before.last) if self._is_short(before) else []
        return before.first if found and found[0].kind in {NAME, ROLE} else first

    def _starts_like_a_name(self, first: int) -> bool:
        return self._tokens.kind[first] == SIGN or self._tokens.capital(first)

    # ---- what a sentence is

    def _has_data(self, sentence: Range) -> bool:
        at = bisect_left(self._at, sentence.first)
        return at < len(self._at) and self._at[at] <= sentence.last

    def _is_short(self, sentence: Range) -> bool:
        """Whether a sentence or line belongs to an address or signature rather than to text."""
        if sentence.last - sentence.first >= _SHORT_LINE or self._tokens.word[sentence.last] in "!?…":
            return False
        return not self._has_verb(sentence.first, sentence.last + 1)

    def _is_running(self, sentence: Range) -> bool:
        """Whether the data of a sentence stand in running text, not in a contact line."""
        at = bisect_left(self._at, sentence.first)
        first = self._at[at] if at < len(self._at) else sentence.last
        return first - sentence.first > _SHORT_LINE or self._has_verb(sentence.first, first)

    def _has_verb(self, first: int, end: int) -> bool:
        return self._layout.marks.any_within("running_verb", first, end - 1)
