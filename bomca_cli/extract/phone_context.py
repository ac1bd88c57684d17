"""What stands around a run of digits and tells whether it is a telephone number.

Context(layout).cue(run) -> "phone" | "fax" | None
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.phone_runs import Run

_LOOK_BACK = 7  # tokens between a cue and its number
_MONEY_SIGNS = frozenset("$€£¥₽₸₴%‰°")
_STRAY_BEFORE = frozenset("/=_@&,\\%$€£¥~")
_JOINS = words("_or") | words("_and")
_STRAY_AFTER = frozenset("@_%=\\€$£¥°")
_AND = words("_and")
_NUMBER_WORDS = words("_number_word_filler")
_CURRENCIES = frozenset(["currency_sign", "currency_name", "currency_scaled", "currency_short"])


class Context:
    """The surroundings of the runs of one text."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._tokens = layout.tokens
        # the last token of a cue → "phone" or "fax"
        self.cues = {mark.last: mark.value for mark in layout.marks["phone_cue"].values()}

    def cue(self, run: Run) -> str | None:
        """The kind of cue that announces the run: "phone" or "fax"."""
        return self._cue_before(run.first) or self._cue_after(run.last)

    def _cue_before(self, first: int) -> str | None:
        tokens, cues = self._tokens, self.cues
        i = first - 1
        while i >= 0 and first - i <= _LOOK_BACK:
            kind = cues.get(i)
            if kind is not None:
                return "phone" if kind == "fax" and self._shared(i) else kind
            filler = tokens.kind[i] == SIGN and tokens.word[i] in ":.-–—(№#/\"'’"
            if not filler and self._layout.mark("phone_filler", i) is None:
                return None
            if tokens.text.count("\n", tokens.end[i], tokens.start[i + 1]) > 1:
                return None
            i -= 1
        return None

    def _shared(self, fax: int) -> bool:
        """Whether "fax" at this token shares its number with a telephone: "tel./fax"."""
        tokens = self._tokens
        i = fax - 1
        while i >= 0 and fax - i <= 3 and (tokens.word[i] in "./,()&-" or tokens.word[i] in _AND):
            i -= 1
        return i < fax - 1 and self.cues.get(i) == "phone"

    def _cue_after(self, last: int) -> str | None:
        """A cue behind the number: "206 555 0100 is my phone", "26-10-07 (fax)"."""
        tokens = self._tokens
        for i in range(last + 1, min(last + 5, len(tokens))):
            if "\n" in tokens.gap(i - 1):
                return None
            kind = self.cues.get(i)
            if kind is not None:
                announces = i + 1 < len(tokens) and (tokens.word[i + 1] in ":+" or tokens.kind[i + 1] == NUMBER)
                dotted = i + 2 < len(tokens) and tokens.word[i + 1] == "." and tokens.word[i + 2] in ":+("
                return None if announces or dotted else kind
            if tokens.word[i] != "(" and self._layout.mark("phone_filler", i) is None:
                return None
        return None

    def glued_to_words(self, run: Run) -> bool:
        """Whether letters or signs glued to the run make it a code, a link, a decimal or an ordinal."""
        tokens = self._tokens
        before, after = run.first - 1, run.last + 1
        if before >= 0 and tokens.glued(before):
            if tokens.kind[before] == WORD and before not in self.cues:
                return True
            if tokens.word[before] in _STRAY_BEFORE:
                return True
            # "A-123…", "x.123…", "1:206…": a code
            joins = tokens.word[before] in ".-:" and before > 0 and tokens.glued(before - 1)
            if joins and tokens.kind[before - 1] != SIGN and before - 1 not in self.cues and tokens.word[before] != ":":
                return True
        if after < len(tokens) and tokens.glued(run.last):
            joins = tokens.word[after] in _JOINS and not tokens.glued(after)  # "90 00 89or a@example.org": a lost blank
            if tokens.kind[after] == WORD and self._layout.mark("extension", after) is None and not joins:
                return True
            if tokens.word[after] in _STRAY_AFTER:
                return True
            goes_on = after + 1 < len(tokens) and tokens.glued(after) and tokens.kind[after + 1] != SIGN
            return goes_on and tokens.word[after] in ":,/-"
        return False

    def in_address(self, run: Run) -> bool:
        """Whether the run is the name of an e-mail address."""
        tokens = self._tokens
        return tokens.glued(run.last) and tokens.word[run.last + 1] == "@"

    def beside_money(self, run: Run) -> bool:
        """Whether a currency stands on either side of the run."""
        before, after = run.first - 1, run.last + 1
        if before >= 0 and self._is_money(before):
            return True
        return after < len(self._tokens) and "\n" not in self._tokens.gap(run.last) and self._is_money(after)

    def _is_money(self, i: int) -> bool:
        classes = self._layout.classes[i]
        if self._tokens.word[i] in _MONEY_SIGNS or not _CURRENCIES.isdisjoint(classes):
            return True
        # codes are words too ("all", "try"): only capitals are codes
        return "currency_code" in classes and self._tokens.form(i).isupper()

    def numbered(self, run: Run) -> bool:
        """Whether the words before the run say that it numbers something else: "ISBN", "contract No.", "№"."""
        tokens = self._tokens
        i = run.first - 1
        while i >= 0 and run.first - i <= 4:
            ended = tokens.kind[i] == SIGN and tokens.word[i] not in ".:#№-("
            if self._layout.mark("number_of", i) is not None or tokens.word[i] in "#№":
                return True
            if ended or (tokens.kind[i] == WORD and tokens.word[i] not in _NUMBER_WORDS):
                return any(
                    (mark := self._layout.mark("number_of", j)) is not None and mark.last == i
                    for j in range(max(0, i - 2), i)
                )
            i -= 1
        return False

    def counts(self, run: Run) -> bool:
        """Whether a unit behind the run makes it a count."""
        return self._layout.mark("count_unit", run.last + 1) is not None
