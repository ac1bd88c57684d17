"""Who reads the files: this process, or several of its own that may be ended.

An executor is anything with the one method of ``Executor``. It takes tasks as it can work on them, so that there may be
millions, and gives each back with what came of it, in any order, as soon as it is there. It never raises for a task:
whatever goes wrong with a file is the ``problem`` of its reading. When the iteration ends early, it stops its work.
"""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bomca_cli.corpus.reading import FileReading, Task, read_file
from bomca_cli.readers import PLAIN, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FEW = 60  # plain files that are read sooner than another process is there to help
_SMALL = 256 * 1024  # bytes of plain text, the most that is read without a deadline


class Bounds(NamedTuple):
    """What one file may cost before it is reported instead of read."""

    size: int = 64  # MiB
    seconds: int = 60
    memory: int = 1024  # MiB

    @property
    def limits(self) -> Limits:
        """What the readers are told."""
        # A program that reads a file for us is ended while there still is somebody to end it.
        return Limits(size=self.size * 1024 * 1024, seconds=max(1, self.seconds * 4 // 5))


class Executor(Protocol):
    """Reads files."""

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, FileReading]]:
        """Each task with what came of it, in any order."""


class InProcess:
    """Reads files one after the other; nothing bounds their time."""

    def __init__(self, bounds: Bounds) -> None:
        self._limits = bounds.limits

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, FileReading]]:
        """Each task with what came of it, in their order."""
        return ((task, read_file(task, self._limits)) for task in tasks)


class Local:
    """A few small plain files in this process, everything else in others, one for each core."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, FileReading]]:
        """Each task with what came of it, in any order."""
        from itertools import islice

        tasks = iter(tasks)
        begun = list(islice(tasks, _FEW + 1))
        easy = [task for task in begun if task.path.lower().endswith(PLAIN) and task.size <= _SMALL]
        if len(easy) > _FEW:
            easy = []
        rest = [task for task in begun if task not in easy] if len(easy) < len(begun) else []
        yield from InProcess(self._bounds).map(easy)
        following = next(tasks, None)
        if rest or following is not None:
            from bomca_cli.corpus.processes import Processes

            others = chain(rest, () if following is None else (following,), tasks)
            count = cores() if following is not None else min(cores(), len(rest))
            yield from Processes(self._bounds, count).map(others)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
