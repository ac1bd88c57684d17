"""Processes of our own that read files: a file that takes too long, or ends its process, costs only itself.

The library's pools cannot end one of their processes without losing the others.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from bomca_cli.corpus.reading import FileReading, Task, from_plain
from bomca_cli.corpus.worker import READY, receive, send

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bomca_cli.corpus.executors import Bounds

_START = "import sys; sys.path[:] = sys.argv[1:]; from bomca_cli.corpus.worker import serve; serve()"
_AT_ONCE = 16  # files that a process is told of at a time
_LARGE = 1 << 20  # bytes: such files are told one at a time
_START_UP = 60.0  # seconds that a process may take to be there, on a busy machine
_AHEAD = 2  # portions that a process has before it


class Processes:
    """Reads files in a number of processes, each bounded in memory, each file in time."""

    def __init__(self, bounds: Bounds, count: int) -> None:
        self._bounds = bounds
        self._count = max(count, 1)

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, FileReading]]:
        """Each task with what came of it, in any order."""
        todo = iter(tasks)
        done: SimpleQueue[tuple[_Worker, Any]] = SimpleQueue()
        workers: list[_Worker] = []
        back: list[Task] = []  # of processes that ended: to be given to others
        try:
            while True:
                self._feed(workers, todo, back, done)
                if not workers:
                    return
                try:
                    worker, message = done.get(timeout=_patience(workers, self._bounds.seconds))
                except Empty:
                    for late in [worker for worker in workers if worker.waits(self._bounds.seconds)]:
                        late.late = late.tasks[0]
                        late.end()
                    continue
                if message == READY:
                    worker.began()
                elif message is not None:
                    yield worker.took(from_plain(message))
                if message is not None or worker not in workers:
                    continue
                workers.remove(worker)
                worker.end()
                if worker.late and worker.late not in worker.tasks[:1]:  # it was done just then
                    back += worker.tasks
                    continue
                back += worker.tasks[1:]
                for culprit in worker.tasks[:1]:
                    yield culprit, FileReading(None, _why(worker, self._bounds))
        finally:
            for worker in workers:
                worker.end()

    def _feed(
        self, workers: list[_Worker], todo: Iterator[Task], back: list[Task], done: SimpleQueue[tuple[_Worker, Any]]
    ) -> None:
        """See that every process has work before it; end those for which there is none."""
        for worker in [*workers]:
            if len(worker.tasks) <= _AT_ONCE * (_AHEAD - 1) and not worker.late:
                files = portion(todo, back, _AT_ONCE, _LARGE)
                if files:
                    worker.give(files)
                elif not worker.tasks:
                    workers.remove(worker)
                    worker.end()
        while len(workers) < self._count and (files := portion(todo, back, _AT_ONCE, _LARGE)):
            worker = _Worker(self._bounds, done)
            workers.append(worker)
            worker.give(files)


class _Worker:
    """One process, what it has before it, and the thread that waits for what it says."""

    def __init__(self, bounds: Bounds, done: SimpleQueue[tuple[_Worker, Any]]) -> None:
        self.tasks: list[Task] = []
        self.late: Task | None = None  # for which it was ended
        self._since = time.monotonic() + _START_UP
        own_group = {"process_group": 0} if sys.platform != "win32" else {}  # Ctrl-C is for the program, not for these
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **own_group,  # type: ignore[call-overload]
        )
        self._send(tuple(bounds))
        Thread(target=self._listen, args=(done,), daemon=True).start()

    def give(self, tasks: list[Task]) -> None:
        """Tell it of files to read."""
        if not self.tasks:
            self._since = max(self._since, time.monotonic())
        self.tasks += tasks
        self._send([tuple(task) for task in tasks])

    def began(self) -> None:
        """It is there and reads its first file."""
        self._since = time.monotonic()

    def took(self, reading: FileReading) -> tuple[Task, FileReading]:
        """The file that was just read."""
        self._since = time.monotonic()
        return self.tasks.pop(0), reading

    def waits(self, seconds: float) -> bool:
        """Whether a file takes longer than that."""
        return bool(self.tasks) and self.left(seconds) <= 0

    def left(self, seconds: float) -> float:
        """How long the file that is being read may still take."""
        return self._since + seconds - time.monotonic()

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _send(self, message: Any) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has just ended, which its thread will tell
            send(self._process.stdin, message)

    def _listen(self, done: SimpleQueue[tuple[_Worker, Any]]) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            while (message := receive(self._process.stdout)) is not None:
                done.put((self, message))
        done.put((self, None))


def portion(todo: Iterator[Task], back: list[Task], most: int, large: int) -> list[Task]:
    """The next files to be told of at a time: some small ones, or one that is large.

    Args:
        todo: files that nobody was told of.
        back: files that are to be told of again, first; both get shorter.
        most: how many files.
        large: bytes, after which there is no further file.
    """
    files: list[Task] = []
    size = 0
    while len(files) < most and size < large:
        task = back.pop() if back else next(todo, None)
        if task is None:
            break
        files.append(task)
        size += task.size
    return files


def _patience(workers: list[_Worker], seconds: float) -> float:
    return max(0.05, min([worker.left(seconds) for worker in workers if worker.tasks], default=seconds))


def _why(worker: _Worker, bounds: Bounds) -> str:
    if worker.late:
        return f"it took longer than {bounds.seconds} seconds to read"
    return f"reading it ended its process, perhaps for want of memory ({bounds.memory} MiB)"
