"""The news in a text: its title, its running sentences and its lead, without furniture, bullets and boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.layout import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.boilerplate import Boilerplate
    from bomca_cli.extract.layout import Layout
    from bomca_cli.release import Span

_LEAD = 3  # sentences
_RUNNING = 8  # tokens; shorter lines are datelines and labels


class News:
    """What a text reports.

    Attributes:
        layout: the text cut up.
        title: the tokens of the title.
        dates: the spans of its date expressions.
        boilerplate: its repeated passages.
        body: the sentences below the title that are neither bullets nor boilerplate.
        lead: the first paragraph of running text, with datelines that stand above it.
    """

    def __init__(self, layout: Layout, title: Range | None, dates: Sequence[Span], boilerplate: Boilerplate) -> None:
        self.layout = layout
        self.title = title
        self.dates = dates
        self.boilerplate = boilerplate
        self.body = self._body()
        self.lead = self._lead()

    def label(self, kind: str) -> Range | None:
        """What stands behind a label such as "Country:" at the head of a line; ``kind`` is a line of [bullet_label]."""
        layout, tokens = self.layout, self.layout.tokens
        for first, mark in layout.marks["bullet_label"].items():
            line = layout.line_at(first)
            if (
                mark.value == kind
                and first == line.first + layout.bullet(line)
                and mark.last + 1 < line.last
                and tokens.word[mark.last + 1] == ":"
            ):
                return Range(mark.last + 2, line.last)
        return None

    def describes(self, sentence: Range) -> bool:
        """Whether a sentence describes the programme as a whole: the countries it lists are not the subject."""
        return self.layout.marks.any_within("describes", *sentence)

    def dated(self, i: int) -> bool:
        """Whether token ``i`` is part of a date."""
        start = self.layout.tokens.start[i]
        return any(date.start <= start < date.end for date in self.dates)

    def date_from(self, i: int) -> Span | None:
        """The date that begins at token ``i``."""
        start = self.layout.tokens.start[i]
        return next((date for date in self.dates if date.start == start), None)

    def _body(self) -> list[Range]:
        layout, after = self.layout, self.title.last if self.title else -1
        bullets = {line.first for line in layout.lines if layout.bullet(line)}
        classes, words = layout.classes, layout.tokens.word
        title = words[self.title.first : self.title.last + 1] if self.title else []
        return [
            sentence
            for number, sentence in enumerate(layout.sentences)
            if sentence.first > after
            and sentence.first not in bullets
            and words[sentence.first : sentence.last + 1] != title
            and not self.boilerplate.has_sentence(number)
            and ("bullet_label" not in classes[sentence.first] or words[sentence.last] == ".")
        ]

    def _lead(self) -> list[Range]:
        tokens = self.layout.tokens
        lead: list[Range] = []
        running = 0
        for sentence in self.body:
            if running and "\n" in tokens.gap(lead[-1].last):
                break
            lead.append(sentence)
            running += sentence.last - sentence.first > _RUNNING
            if running == _LEAD:
                break
        return lead
