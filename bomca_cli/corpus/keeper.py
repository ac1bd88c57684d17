"""The index of a corpus: opened, brought up to date, built anew when it is damaged, done without when it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bomca_cli.corpus import cache, notes
from bomca_cli.corpus.executors import Bounds, Local
from bomca_cli.corpus.freshness import outdated, refresh
from bomca_cli.index import Broken, Index, is_damaged
from bomca_cli.readers import files
from bomca_cli.release import IndexStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bomca_cli.corpus.executors import Executor
    from bomca_cli.corpus.freshness import Progress
    from bomca_cli.index import Found
    from bomca_cli.readers.files import Listing, Root

T = TypeVar("T")


_MANY = 5_000  # files from which on another process is waited for longer than usual
_WORTH = 0.001  # seconds of waiting that a file is worth: reading it anew takes ten times as long
_LONGEST = 60.0


class Keeper:
    """Keeps the index of some folders and files."""

    def __init__(self, roots: Sequence[Root], bounds: Bounds, executor: Executor | None) -> None:
        self.roots = roots
        self.tell: Callable[[Progress], None] = lambda _: None  # is told how far the reading of files is
        self.index: Index | None = None
        self.notes = notes.Notes()
        self.cache_note: list[str] = []
        self._executor = executor or Local(bounds)
        self._in_memory = False

    def ask(self, question: Callable[[Index], T]) -> T:
        """The answer of the fresh index; one that turns out to be damaged is built anew.

        Raises:
            Broken: it can neither be kept nor done without.
        """
        for last in (False, True):
            try:
                return question(self._fresh())
            except Broken as error:
                self._give_up(error, last=last)
        return question(self._fresh())

    def build(self, *, anew: bool) -> None:
        """Bring the index up to date; files that could not be read are tried again.

        Args:
            anew: forget all of it before.
        """
        if anew:
            try:
                cache.discard(cache.index_path(self.roots))
            except (OSError, RuntimeError) as error:
                self._without_cache(error)
        for last in (False, True):
            try:
                self._fresh(problems_too=not anew)
            except Broken as error:
                self._give_up(error, last=last)
            else:
                return
        self._fresh()

    def status(self) -> IndexStatus:
        """What there is to know about the index, as it is; nothing is read or built."""
        listing = files.find(self.roots)
        total = _files(listing)
        said = notes.lines(listing.problems)
        path = None
        try:
            path = cache.index_path(self.roots)
            index = self.index or Index.existing(path, cache.stamp(self.roots))
            if index is None:
                return IndexStatus(str(path), outdated=total, notes=tuple(said))
            found = notes.Notes.of(index, listing.problems, self.shown)
            size = path.stat().st_size if path.exists() else 0
            behind = outdated(index, listing.folders)
            return IndexStatus(str(path), size, *index.totals(), behind, tuple(found.all()))
        except (OSError, RuntimeError, *Broken) as error:
            if path is not None and isinstance(error, Broken) and is_damaged(error):
                return IndexStatus(str(path), outdated=total, notes=("the index is damaged", *said))
            return IndexStatus(None, outdated=total, notes=tuple(said))

    def shown(self, found: Found) -> str:
        """A document as its user would name it; the place of a member behind that of its file."""
        path = files.shown(found.path, self.roots)
        return f"{path}/{found.member}" if found.member else path

    def _fresh(self, *, problems_too: bool = False) -> Index:
        if self.index is None:
            listing = files.find(self.roots)
            index = self.index = self._open()
            if (many := _files(listing)) > _MANY:
                index.be_patient(min(many * _WORTH, _LONGEST))
            refresh(index, listing.folders, self._executor, self.tell, problems_too=problems_too)
            index.seal()
            self.notes = notes.Notes.of(index, listing.problems, self.shown)
        return self.index

    def _open(self) -> Index:
        if not self._in_memory:
            try:
                path = cache.index_path(self.roots)
                cache.claim(path)
                return Index(path, cache.stamp(self.roots))
            except (OSError, RuntimeError) as error:
                self._without_cache(error)
        return Index(None, "")

    def _give_up(self, error: Exception, *, last: bool) -> None:
        """Close an index that failed: remove it if it is damaged, and go on without one if that does not help.

        Args:
            error: how it failed.
            last: a new one was tried.
        """
        path: Path | None = None
        if self.index is not None:
            path = self.index.path
            self.index.close()
            self.index = None
        if self._in_memory:
            raise error
        if last or not is_damaged(error):
            self._without_cache(error)
            return
        try:
            cache.discard(path or cache.index_path(self.roots))
        except OSError as refused:
            self._without_cache(refused)

    def _without_cache(self, error: Exception) -> None:
        self._in_memory = True
        reason = getattr(error, "strerror", None) or str(error)
        self.cache_note = [f"no index can be kept ({reason}): every call reads all files again"]


def _files(listing: Listing) -> int:
    return sum(folder.names.count(b"\0") + 1 for folder in listing.folders.values() if folder.names)
