"""A corpus: folders and files of releases, kept fresh in an index, and asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bomca_cli.corpus.executors import Bounds
from bomca_cli.corpus.keeper import Keeper
from bomca_cli.corpus.notes import lines
from bomca_cli.errors import InputError, UsageError
from bomca_cli.index.clauses import has_dates, select, where
from bomca_cli.query import Query
from bomca_cli.readers import READERS, files
from bomca_cli.release import Entry, IndexStatus
from bomca_cli.safe import quoted
from bomca_cli.suggestion import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bomca_cli.corpus.executors import Executor
    from bomca_cli.corpus.freshness import Progress
    from bomca_cli.index import Index, Stored
    from bomca_cli.search.expression import Expression, Unit
    from bomca_cli.search.result import SearchResult, UnitCount

T = TypeVar("T")
_CLOSE_PLACE = 0.7  # as difflib measures likeness
_SLICE = 200  # releases that ``each`` holds at a time
_MOST_CANDIDATES = 8  # ids that a message lists
_EVERYTHING = Query()


class Corpus:
    """The releases in some folders and files. The first question brings the index up to date with the files."""

    def __init__(
        self,
        paths: Sequence[str],
        origin: str,
        *,
        strict: bool = False,
        bounds: Bounds = Bounds(),  # noqa: B008 - it never changes
        executor: Executor | None = None,
        tell: Callable[[Progress], None] | None = None,
    ) -> None:
        """Find the folders and files; nothing is read yet.

        Args:
            paths: folders, files or globs.
            origin: where they were set (``-C``, ``BOMCA_CORPUS``), for messages.
            strict: a file that cannot be read, or that reads like no release, is an error, not a warning.
            bounds: what one file may cost.
            executor: reads the files; None: this computer.
            tell: is told how far the reading of files is.

        Raises:
            InputError: a path does not exist.
        """
        self.paths = tuple(paths)
        self.origin = origin
        self.strict = strict
        self._roots = files.roots(paths, origin)
        self._keeper = Keeper(self._roots, bounds, executor)
        if tell is not None:
            self._keeper.tell = tell
        self._file_notes: list[str] = []
        self._place_notes: list[str] = []

    @property
    def warnings(self) -> list[str]:
        """What went wrong without stopping the answer, a line each; complete once something was asked."""
        return [*self._keeper.cache_note, *self._file_notes, *self._place_notes]

    @property
    def unread(self) -> list[tuple[str, str]]:
        """The files that could not be read, each with the reason."""
        self._ask(lambda _: None)
        return [*self._keeper.notes.unread, *self._keeper.notes.problems]

    @property
    def total(self) -> int:
        """How many releases there are."""
        return self.count(_EVERYTHING)

    def describe(self) -> dict[str, Any]:
        """The corpus as machine formats tell it."""
        return {"paths": list(self.paths), "releases": self.total}

    def entries(self, query: Query) -> list[Entry]:
        """The releases that fit ``query``, newest first unless it sorts; undated ones last.

        Raises:
            UsageError: a filter or sort key that cannot be meant.
            InputError: none of the files can be read, or, when strict, any cannot.
        """
        selection = select(query, _parsed(query))
        self._place_notes = [note for name in query.places for note in self._close_places(name)]
        return self._ask(lambda index: [self._entry(stored) for stored in index.stored(index.numbers(selection))])

    def each(self, query: Query) -> Iterator[Entry]:
        """The releases that fit ``query``, in the order of ``entries``, read a slice at a time.

        Raises:
            UsageError: a filter or sort key that cannot be meant.
            InputError: as ``entries``, or the index was lost while it was read.
        """
        selection = select(query, _parsed(query))
        self._place_notes = [note for name in query.places for note in self._close_places(name)]
        numbers = self._ask(lambda index: index.numbers(selection))
        return self._slices(dict.fromkeys(numbers, 1), self._keeper.index)

    def stating(self, query: Query, phases: Sequence[int] = ()) -> Iterator[Entry]:
        """The releases of ``each`` that state sums, in any order, read as ``Release.sums_alone`` has them.

        Args:
            query: its sort and limit do not matter.
            phases: only what is stated of these matters, and what it has to do with: the others are not read where
                some can stand for them.
        """
        condition = where(query, _parsed(query))
        self._place_notes = [note for name in query.places for note in self._close_places(name)]
        numbers = self._ask(lambda index: index.stating(condition, phases))
        return self._slices(numbers, self._keeper.index, sums=True)

    def _slices(self, numbers: Mapping[int, int], index: Index | None, *, sums: bool = False) -> Iterator[Entry]:
        listed = list(numbers)
        for at in range(0, len(listed), _SLICE):
            some = listed[at : at + _SLICE]
            found = self._ask(lambda index, some=some: list(index.stored(some, sums=sums)))  # type: ignore[misc]
            if self._keeper.index is not index:  # built anew in between: its numbers are others
                raise InputError("the index was damaged while it was read: run the command again")
            yield from (self._entry(stored)._replace(stands_for=numbers[stored.number]) for stored in found)

    def count(self, query: Query) -> int:
        """How many releases fit ``query``, whatever its limit."""
        condition = where(query, _parsed(query))
        return self._ask(lambda index: index.count(condition))

    def years(self, query: Query) -> list[int]:
        """The years of the releases that fit ``query``."""
        condition = where(query, _parsed(query))
        return self._ask(lambda index: index.years(condition))

    def undated_left_out(self, query: Query) -> int:
        """How many releases fit ``query`` but for its dates, having none themselves."""
        if not has_dates(query):
            return 0
        condition = where(query, _parsed(query), undated=True)
        return self._ask(lambda index: index.count(condition))

    def one(self, prefix: str) -> Entry:
        """The release whose id is or starts with ``prefix``.

        Raises:
            UsageError: there is none, or more than one.
        """
        typed = prefix.strip().lower().encode("ascii", "replace").decode()  # as every id is
        fitting = self._ask(lambda index: index.ids(typed, _MOST_CANDIDATES + 1)) if typed else []
        exact = [number for number, name in fitting if name == typed] or [number for number, _ in fitting]
        if len(exact) == 1:
            found = self._ask(lambda index: [self._entry(stored) for stored in index.stored(exact)])
            if found:
                return found[0]
        names = [name for _, name in fitting[:_MOST_CANDIDATES]]
        if names:
            more = ", …" if len(fitting) > len(names) else ""
            raise UsageError(f"{quoted(prefix)} fits more than one release: {', '.join(names)}{more}")
        raise UsageError(f"no release {quoted(prefix)}{self._close_ids(typed)}")

    def ids(self) -> list[str]:
        """Every id, in order."""
        return self._ask(lambda index: [name for _, name in index.ids()])

    def phases(self) -> list[int]:
        """The phases that the releases name."""
        return self._ask(lambda index: index.phases())

    def places(self) -> list[str]:
        """The places that releases were issued or held in, each once, in order."""
        return self._ask(lambda index: index.places())

    def search(self, query: Query) -> SearchResult:
        """The releases that the words of ``query`` find, with every hit.

        Raises:
            UsageError: there is nothing to search for, or the expression cannot be meant.
        """
        from bomca_cli.search.expression import All, Unit, parse, units
        from bomca_cli.search.match import hits
        from bomca_cli.search.result import Found, SearchResult

        expression = parse(query.words or "")
        entries = self.entries(query)
        read = [(entry, hits(expression, entry.release)) for entry in entries]
        # The index finds a long phrase by overlapping pieces; a text of nothing but repetition can have all of them.
        found = tuple(Found(entry, spans) for entry, spans in read if spans is not None)
        total = len(found) if query.limit is None else self.count(query) - len(entries) + len(found)
        said = () if total else tuple(self._unit_count(unit, query) for unit in units(expression))
        together = isinstance(expression, All) and all(isinstance(part, Unit) for part in expression.parts)
        return SearchResult(found, total, said, together, self.undated_left_out(query))

    def _unit_count(self, unit: Unit, query: Query) -> UnitCount:
        """How often one unit is found under the same filters; for a word that no release has, what is close to it."""
        from bomca_cli.search.result import UnitCount

        condition = where(query, unit)
        count = self._ask(lambda index: index.count(condition))
        close = () if count or unit.field in ("contact", "place") else self._ask(lambda index: _close(unit, index))
        return UnitCount(unit.typed, unit.field, count, close)

    def _entry(self, stored: Stored) -> Entry:
        from bomca_cli.record.reading import from_record

        path, *others = map(self._keeper.shown, stored.documents)
        release = from_record(stored.record, stored.text)
        return Entry(stored.id, path, stored.sha256, release, stored.encoding, tuple(others))

    def _close_ids(self, typed: str) -> str:
        # Ids of the same year first: of a hundred thousand, only these can be close.
        ids = self._ask(lambda index: index.ids(typed[:4], 5000) or index.ids("", 5000))
        return hint(typed, [name for _, name in ids], "; bomca list shows the ids", most=3, cutoff=0.7)

    def _close_places(self, typed: str) -> list[str]:
        """What to say of a place that no release has, if one that some have is spelt much like it."""
        condition = where(Query(places=(typed,)))
        if self._ask(lambda index: index.count(condition)):
            return []
        meant = hint(typed, self.places(), "", cutoff=_CLOSE_PLACE)
        return [f"no release has the place {quoted(typed)}{meant}"] if meant else []

    def holds(self, path: Path) -> bool:
        """Whether ``path`` is one of the documents."""
        return files.holds(str(path.resolve()), self._roots)

    # The index

    def build(self, *, anew: bool = False) -> None:
        """Bring the index up to date; files that could not be read are tried again.

        Args:
            anew: forget all of it before.

        Raises:
            InputError: when strict, a file could not be read or reads like no release.
        """
        self._keeper.build(anew=anew)
        if self.strict:
            self._look_at_notes()

    def status(self) -> IndexStatus:
        """What there is to know about the index, as it is."""
        return self._keeper.status()

    def _ask(self, question: Callable[[Index], T]) -> T:
        """The answer of the fresh index.

        Raises:
            InputError: nothing could be read, or, when strict, anything could not or reads like no release.
        """
        first = self._keeper.index is None
        answer = self._keeper.ask(question)
        if first:
            self._look_at_notes()
        return answer

    def _look_at_notes(self) -> None:
        notes = self._keeper.notes
        read = bool(self._keeper.ask(lambda index: index.ids("", 1)))
        refused = notes.refused() if self.strict else [] if read else lines(notes.problems)
        if refused:
            others = f" (and {len(refused) - 1:,} more)" if len(refused) > 1 else ""
            raise InputError(f"{refused[0]}{others}")
        self._file_notes = notes.some()
        if not read:
            paths = ", ".join(map(quoted, self.paths))
            self._file_notes.append(f"no release in {paths}: files ending in {', '.join(READERS)} are read")


def _parsed(query: Query) -> Expression | None:
    if query.words is None:
        return None
    from bomca_cli.search.expression import parse

    return parse(query.words)


def _close(unit: Unit, index: Index) -> tuple[str, ...]:
    from bomca_cli.search.fold import fold
    from bomca_cli.search.suggest import close_words, field_meant

    meant = None if unit.field else field_meant(unit.typed)
    if meant:
        return (meant,)
    vocabulary = index.vocabulary()
    known = frozenset(vocabulary)
    close: list[str] = []
    folded = fold(unit.typed)
    for term, start, end in zip(folded.terms, folded.starts, folded.ends, strict=True):
        if term not in known:
            close += close_words(unit.typed[start:end], vocabulary, index.spelling)
    return tuple(dict.fromkeys(close))
