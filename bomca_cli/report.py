"""What a command has to say before it has a look: tables, lines and pictures made of plain data.

Views build a ``Report``; renderers show it. A view never knows the format, a renderer never knows the command.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Style = Literal["", "strong", "dim", "hit", "warn", "good", "bad", "date", "money", "id"]


class Fragment(NamedTuple):
    """A run of text with one meaning; ``text`` is literal and never interpreted as markup."""

    text: str
    style: Style = ""


Passage = tuple[Fragment, ...]  # one line of text
Cell = str | Passage


class Column(NamedTuple):
    """A column of a table.

    ``name`` is what ``--columns`` and machine formats call it; ``keep`` marks cells that are never cut (ids, dates,
    sums, e-mails, phones); ``shown`` tells whether the column is there when ``--columns`` is not given; where the
    terminal is narrow, columns give way in ascending order of ``weight``.
    """

    name: str
    label: str
    align: Literal["left", "right"] = "left"
    keep: bool = False
    shown: bool = True
    weight: int = 1


class Row(NamedTuple):
    """One row: what people see, cell by column name, and the full data that programs get."""

    cells: dict[str, Cell]
    data: dict[str, Any]


class Table(NamedTuple):
    """Rows under columns. ``main`` marks the table whose rows machine formats print."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    main: bool = False


class Lines(NamedTuple):
    """Lines of text under an optional heading; lines wrap, words are never cut."""

    lines: tuple[Passage, ...]
    heading: str | None = None
    indent: int = 0
    opens: bool = False  # whether the heading is that of a section


class Bar(NamedTuple):
    """One labelled span of years in a ``Chart``; ``None`` is an end that the text does not state."""

    label: str
    start: int | None
    end: int | None
    note: Passage
    reference: str = ""  # where it is said, as ``Quote.reference``


class Chart(NamedTuple):
    """Spans of years drawn against each other on one scale."""

    bars: tuple[Bar, ...]
    heading: str | None = None


class Count(NamedTuple):
    """How many there are of something."""

    label: str
    number: int
    note: Passage = ()


class Counts(NamedTuple):
    """Numbers drawn against each other, a bar each."""

    counts: tuple[Count, ...]
    of: str  # what is counted, "Releases"
    by: str  # what the labels are, "Country"

    @property
    def heading(self) -> str:
        """What a picture of them shows."""
        return f"{self.of} by {self.by.lower()}"


class Quote(NamedTuple):
    """Words of a source, and where they stand."""

    reference: str  # release and line, ``2016-05-23:6``; other blocks name it, and a page leads from there to here
    path: str
    sha256: str
    page: int | None
    line: int
    start: int
    end: int
    words: str


class Quotes(NamedTuple):
    """The words that other blocks rest on, those of one reference side by side."""

    quotes: tuple[Quote, ...]
    heading: str | None = None


Part = Table | Lines | Chart | Counts | Quotes


class Section(NamedTuple):
    """Blocks under a heading of their own, for answers of many pages."""

    key: str  # names it in a page
    heading: str
    blocks: tuple[Part, ...]


Block = Part | Section


class Card(NamedTuple):
    """Somebody to ask, as an address book keeps it; texts are literal."""

    key: str  # the same for the same person or office, however many releases there are
    label: str  # name, else office, else address or number
    is_person: bool
    roles: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[tuple[str, str | None], ...]  # as printed, and in normal form where there is one
    faxes: tuple[tuple[str, str | None], ...]
    note: str


class Report(NamedTuple):
    """Everything a command answers."""

    command: str
    blocks: tuple[Block, ...]
    summary: Passage = ()  # the closing line: how many, of what, cut or not
    filters: dict[str, Any] = {}  # noqa: RUF012 - what was asked, echoed to machine formats
    extra: dict[str, Any] = {}  # noqa: RUF012 - further keys of the JSON object ("changes", "checks")
    found: bool = True  # False: search found nothing
    title: str = ""  # of a page; empty: the command
    cards: tuple[Card, ...] | None = None  # for address books; None: the answer is not about people

    @property
    def main(self) -> Table | None:
        """The table that machine formats print."""
        return next((block for block in self.blocks if isinstance(block, Table) and block.main), None)
