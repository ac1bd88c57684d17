"""A corpus: folders and files of releases, kept fresh in an index, and asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bomca_cli.corpus import cache
from bomca_cli.corpus.executors import Bounds, Local
from bomca_cli.corpus.freshness import refresh
from bomca_cli.errors import InputError, UsageError
from bomca_cli.index import Broken, Index, is_damaged
from bomca_cli.index.clauses import has_dates, select, where
from bomca_cli.query import Query
from bomca_cli.readers import READERS, files
from bomca_cli.release import Entry
from bomca_cli.safe import quoted
from bomca_cli.suggestion import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bomca_cli.corpus.freshness import Progress
    from bomca_cli.index import Found, Stored
    from bomca_cli.search.expression import Expression, Unit
    from bomca_cli.search.result import SearchResult, UnitCount

T = TypeVar("T")
_CLOSE_PLACE = 0.7  # as difflib measures likeness
_SLICE = 200  # releases that ``each`` holds at a time
_MOST_CANDIDATES = 8  # ids that a message lists
_MOST_NOTES = 10  # lines about files that have the same kind of trouble
_BARE = "reads like no release: no date, place, country, phase, sum or contact in it"
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
    ) -> None:
        """Find the folders and files; nothing is read yet.

        Args:
            paths: folders, files or globs.
            origin: where they were set (``-C``, ``BOMCA_CORPUS``), for messages.
            strict: a file that cannot be read, or that reads like no release, is an error, not a warning.
            bounds: what one file may cost.

        Raises:
            InputError: a path does not exist.
        """
        self.paths = tuple(paths)
        self.origin = origin
        self.strict = strict
        self.tell: Callable[[Progress], None] = lambda _: None  # is told how far the reading of files is
        self._bounds = bounds
        self._roots = files.roots(paths, origin)
        self._index: Index | None = None
        self._in_memory = False
        self._cache_note: list[str] = []
        self._file_notes: list[str] = []
        self._place_notes: list[str] = []
        self._unread: list[tuple[str, str]] = []

    @property
    def warnings(self) -> list[str]:
        """What went wrong without stopping the answer, a line each; complete once something was asked."""
        return [*self._cache_note, *self._file_notes, *self._place_notes]

    @property
    def unread(self) -> list[tuple[str, str]]:
        """The files that could not be read, each with the reason."""
        self._ask(lambda _: None)
        return self._unread

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
        index = self._index
        for at in range(0, len(numbers), _SLICE):
            some = numbers[at : at + _SLICE]
            found = self._ask(lambda index, some=some: [*index.stored(some)])  # type: ignore[misc]
            if self._index is not index:  # built anew in between: its numbers are others
                raise InputError("the index was damaged while it was read: run the command again")
            yield from map(self._entry, found)

    def count(self, query: Query) -> int:
        """How many releases fit ``query``, whatever its limit."""
        condition = where(query, _parsed(query))
        return self._ask(lambda index: index.count(condition))

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
        from bomca_cli.record import from_record

        path, *others = map(self._shown, stored.documents)
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

    def _ask(self, question: Callable[[Index], T]) -> T:
        """The answer of the fresh index; one that turns out to be damaged is built anew."""
        for _ in range(2):
            try:
                return question(self._fresh())
            except Broken as error:
                self._give_up(error)
        return question(self._fresh())

    def _fresh(self) -> Index:
        if self._index is None:
            listing = files.find(self._roots)
            index = self._index = self._open()
            refresh(index, listing.folders, Local(self._bounds), self.tell)
            self._file_notes = self._read_notes(index, listing.problems)
        return self._index

    def _open(self) -> Index:
        if not self._in_memory:
            try:
                path = cache.index_path(self._roots)
                cache.claim(path)
                return Index(path, cache.stamp(self._roots))
            except (OSError, RuntimeError) as error:
                self._without_cache(getattr(error, "strerror", None) or str(error))
        return Index(None, "")

    def _give_up(self, error: Exception) -> None:
        """Close an index that failed: remove it if it is damaged, and go on without one if that does not help."""
        damaged = is_damaged(error)
        path = None
        if self._index is not None:
            path = self._index.path
            self._index.close()
            self._index = None
        if self._in_memory:
            raise error
        if damaged:
            try:
                cache.discard(path or cache.index_path(self._roots))
            except OSError as refused:
                self._without_cache(refused.strerror or str(refused))
        else:
            self._without_cache(str(error))

    def _without_cache(self, reason: str) -> None:
        self._in_memory = True
        self._cache_note = [f"no index can be kept ({reason}): every call reads all files again"]

    def _shown(self, found: Found) -> str:
        """A document as its user would name it; the place of a member behind that of its file."""
        path = files.shown(found.path, self._roots)
        return f"{path}/{found.member}" if found.member else path

    def _read_notes(self, index: Index, odd: list[tuple[str, str]]) -> list[str]:
        """What the files gave trouble with.

        Raises:
            InputError: none of them could be read, or, when strict, any could not or reads like no release.
        """
        troubles = index.troubles()
        unread = [f"{quoted(path)}: {problem}" for path, problem in odd]
        problems = [f"{self._quoted(found)}: {problem}" for found, problem, _ in troubles if problem is not None]
        self._unread = [*odd, *((self._shown(found), problem) for found, problem, _ in troubles if problem is not None)]
        bare = [f"{self._quoted(found)} {_BARE}" for found in index.bare()]
        notes = [f"{self._quoted(found)}: {note}" for found, problem, note in troubles if problem is None]
        read = bool(index.ids("", 1))
        refused = [*unread, *problems, *bare] if self.strict else [] if read else problems
        if refused:
            others = f" (and {len(refused) - 1:,} more)" if len(refused) > 1 else ""
            raise InputError(f"{refused[0]}{others}")
        if not read:
            paths = ", ".join(map(quoted, self.paths))
            notes.append(f"no release in {paths}: files ending in {', '.join(READERS)} are read")
        return [line for kind in (unread, problems, bare, notes) for line in _some(kind)]

    def _quoted(self, found: Found) -> str:
        return quoted(self._shown(found))


def _some(lines: list[str]) -> list[str]:
    """The first lines of one kind, and how many there are besides."""
    if len(lines) <= _MOST_NOTES + 1:
        return lines
    return [*lines[:_MOST_NOTES], f"and {len(lines) - _MOST_NOTES:,} more like this; bomca index --status lists them"]


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
