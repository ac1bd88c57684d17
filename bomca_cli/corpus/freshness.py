"""Bring an index up to date with the files: only what changed is read, only new content is parsed.

A folder whose files are as they were costs one comparison of bytes. What differs is looked at file by file; files are
read by an executor and put in as they come, some thousand at a time, so that an end at any point loses little and
whoever asks next goes on from there. Nothing is answered before the index is whole again.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.index.rows import FileRow
from bomca_cli.index.update import FolderRow
from bomca_cli.readers.files import SINGLE, differing, states_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bomca_cli.corpus.executors import Executor
    from bomca_cli.corpus.reading import FileReading, Task
    from bomca_cli.index import Index
    from bomca_cli.index.update import Twin, Update
    from bomca_cli.readers.files import Folder, State

_COARSE = 2_000_000_000  # nanoseconds between two times of a file system that keeps whole seconds
_FINE = 50_000_000  # of one that keeps fractions: some ticks of the kernel's clock
_MOST = 1000  # files that are put in at a time
_SECONDS = 2.0  # after which those that were read are put in, few as they are
_ROUNDS = 5  # in which files may be read again because they tell the facts of a release now


class Progress(NamedTuple):
    """How far the reading is."""

    done: int
    total: int
    problems: int  # files that could not be read, so far


class _Suspect(NamedTuple):
    """A file that may have changed."""

    path: bytes
    state: State
    again: bool = False  # to be parsed even if its content is known


def refresh(
    index: Index,
    folders: Mapping[bytes, Folder],
    executor: Executor,
    tell: Callable[[Progress], None] = lambda _: None,
    *,
    problems_too: bool = False,
) -> None:
    """Make ``index`` say what ``folders`` hold now.

    Args:
        index: the index.
        folders: what ``readers.files.find`` found.
        executor: reads the files.
        tell: is told how far it is; at the end, whatever that is, that all is done.
        problems_too: read files again that could not be read.

    Raises:
        Broken: the index cannot be written or read.
    """
    if _is_set_back(index):
        with index.writing():
            index.update.distrust()
    seen = time.time_ns()  # before anything is read: what is written meanwhile must look newer
    known = index.update.folders()
    changed = {path: folder for path, folder in folders.items() if not _in_step(known.get(path), folder)}
    if not changed and known.keys() == folders.keys() and not problems_too and index.update.is_settled():
        return
    build = _Build(index, executor, tell, seen)
    try:
        build.run(folders, changed, known, problems_too=problems_too)
    finally:
        build.end()


def outdated(index: Index, folders: Mapping[bytes, Folder]) -> int:
    """How many files are new, changed or gone since the index was last whole, or may be."""
    if _is_set_back(index):
        return sum(1 for _ in _all(folders))
    known = index.update.folders()
    changed = {path: folder for path, folder in folders.items() if not _in_step(known.get(path), folder)}
    suspects = (item for path in changed for item in _suspects(path, changed[path], known.get(path)))
    behind = sum(not _is_current(index.update, item) for item in suspects)
    return behind + len(_gone(index.update, folders, changed, known))


def _is_set_back(index: Index) -> bool:
    """Whether the clock is behind what it was at some reading: a file may have got the times that it had before."""
    return index.update.latest() > time.time_ns()


def _in_step(known: FolderRow | None, folder: Folder) -> bool:
    return known is not None and known.states == folder.states and known.names == folder.names and not known.loose


class _Build:
    """One refreshing of an index."""

    def __init__(self, index: Index, executor: Executor, tell: Callable[[Progress], None], seen: int) -> None:
        self._index = index
        self._update: Update = index.update
        self._executor = executor
        self._tell = tell
        self._seen = seen
        self._missed: list[bytes] = []
        self._done = self._total = self._problems = 0

    def end(self) -> None:
        """Tell that nothing more is to come, whatever ended it."""
        self._tell(Progress(self._total, self._total, self._problems))

    def run(
        self,
        folders: Mapping[bytes, Folder],
        changed: Mapping[bytes, Folder],
        known: Mapping[bytes, FolderRow],
        *,
        problems_too: bool,
    ) -> None:
        """Read what changed, drop what is gone, settle."""
        suspects = [item for path in sorted(changed) for item in _suspects(path, changed[path], known.get(path))]
        if problems_too:
            bad = {trouble.found.path for trouble in self._index.troubles() if trouble.problem is not None}
            suspects = [item for item in suspects if item.path not in bad]
            suspects += [item._replace(again=True) for item in _all(folders) if item.path in bad]
        suspects = [item for item in suspects if item.again or not _is_current(self._update, item)]
        gone = _gone(self._update, folders, changed, known)
        for _ in range(_ROUNDS):
            self._total += len(suspects)
            again: list[bytes] = []
            for batch, last in _batches(self._read(suspects)):
                with self._index.writing():
                    self._update.put_latest(self._seen)
                    self._put(batch)
                    if last:
                        self._update.drop_files(gone)
                        self._update.drop_folders(known.keys() - folders.keys())
                        again = [*self._missed, *self._update.settle()]
                        if not again:
                            self._note_folders(changed)
            if not again:
                return
            wanted, self._missed = set(again), []
            suspects = [item._replace(again=True) for item in _all(folders) if item.path in wanted]

    def _read(self, suspects: list[_Suspect]) -> Iterator[tuple[_Suspect, FileReading]]:
        """Have the files read, beginning where other processes that do the same have not been."""
        if not suspects:
            return
        from bomca_cli.corpus.reading import Task

        at = os.getpid() * _MOST % len(suspects) if len(suspects) > _MOST else 0
        items = {os.fsdecode(item.path): item for item in (*suspects[at:], *suspects[:at])}

        def tasks() -> Iterator[Task]:
            for path, item in items.items():
                if not item.again and _is_current(self._update, item):  # by now another process has read it
                    self._done += 1
                    continue
                known = () if item.again else self._update.hashes(item.state[0], _suffix(item.path))
                yield Task(path, item.state[0], known, item.state[1])

        for task, reading in self._executor.map(tasks()):
            self._done += 1
            self._problems += reading.problem is not None
            self._tell(Progress(self._done, self._total, self._problems))
            yield items[task.path], reading

    def _put(self, batch: list[tuple[_Suspect, FileReading]]) -> None:
        # Files that swapped their names: what was in them is looked up before any is changed.
        twins: list[Twin | None] = [
            self._update.twin(reading.sha256, _suffix(item.path)) if reading.known and reading.sha256 else None
            for item, reading in batch
        ]
        for (item, reading), twin in zip(batch, twins, strict=True):
            row = FileRow(*item.state, self._seen, reading.sha256, reading.problem)
            known = self._update.file(item.path)
            if known is not None and not item.again and _is_surely(known, item.state):
                continue  # another process was quicker
            if not reading.known:
                self._update.put_file(item.path, row, reading.documents)
            elif known is not None and known.sha256 == reading.sha256:
                self._update.touch_file(item.path, row)
            elif twin is not None:
                self._update.put_twin(item.path, row, twin)
            else:  # the file whose content it has was changed just now
                self._missed.append(item.path)

    def _note_folders(self, changed: Mapping[bytes, Folder]) -> None:
        for name, folder in changed.items():
            loose = [item.path for item in _each(name, folder) if not _is_current(self._update, item)]
            self._update.put_folder(name, FolderRow(folder.names, folder.states, b"\0".join(loose)))


def _is_current(update: Update, item: _Suspect) -> bool:
    row = update.file(item.path)
    return row is not None and _is_surely(row, item.state)


def _gone(
    update: Update,
    folders: Mapping[bytes, Folder],
    changed: Mapping[bytes, Folder],
    known: Mapping[bytes, FolderRow],
) -> set[bytes]:
    """Files that were read and are no more."""
    if known.keys() == folders.keys() and SINGLE not in folders:
        before = {path for name in changed for path in _paths(name, known[name].names)}
        return before - {path for name in changed for path in _paths(name, changed[name].names)}
    return update.paths() - {path for name, folder in folders.items() for path in _paths(name, folder.names)}


def _is_surely(row: FileRow, state: State) -> bool:
    """Whether the file is surely the one that was read.

    A file that was changed just before it was read may have been changed again without a sign, in the same tick of
    the clock (git calls such an entry racily clean): it is read again until its times are older than the reading.
    """
    if row[:4] != state:
        return False
    _, mtime, ctime, _ = state
    whole_seconds = mtime % 1_000_000_000 == 0 and ctime % 1_000_000_000 == 0
    return max(mtime, ctime) + (_COARSE if whole_seconds else _FINE) < row.seen


def _suspects(name: bytes, folder: Folder, known: FolderRow | None) -> Iterable[_Suspect]:
    """The files of a folder that may have changed, quickly if few have."""
    found = _each(name, folder)
    if known is None or known.names != folder.names or len(known.states) != len(folder.states):
        return found
    loose = {*known.loose.split(b"\0")}
    places = {*differing(known.states, folder.states)}
    return [item for at, item in enumerate(found) if at in places or item.path in loose]


def _all(folders: Mapping[bytes, Folder]) -> Iterator[_Suspect]:
    for name, folder in folders.items():
        yield from _each(name, folder)


def _each(name: bytes, folder: Folder) -> list[_Suspect]:
    return list(map(_Suspect, _paths(name, folder.names), states_of(folder.states)))


def _paths(folder: bytes, names: bytes) -> list[bytes]:
    """The whole paths of the files of a folder."""
    if not names:
        return []
    if folder == SINGLE:
        return names.split(b"\0")
    start = folder.rstrip(os.fsencode(os.sep)) + os.fsencode(os.sep)
    return [start + name for name in names.split(b"\0")]


def _suffix(path: bytes) -> bytes:
    return os.path.splitext(path)[1]  # noqa: PTH122 - a name as the system gives it


def _batches(
    read: Iterator[tuple[_Suspect, FileReading]],
) -> Iterator[tuple[list[tuple[_Suspect, FileReading]], bool]]:
    """What was read, some at a time; whether it is the last portion."""
    batch: list[tuple[_Suspect, FileReading]] = []
    since = time.monotonic()
    for done in read:
        if batch and (len(batch) >= _MOST or time.monotonic() - since > _SECONDS):
            yield batch, False
            batch, since = [], time.monotonic()
        batch.append(done)
    yield batch, True
