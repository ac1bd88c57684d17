"""Reading files with an existing Dask cluster, whose workers see them under the same paths.

Dask hands out portions, gives those of a worker that ended to others and tells what came of them; nothing of that is
done here. What the workers cannot do, this computer does.
"""

from __future__ import annotations

import gc
import logging
import time
import warnings
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from bomca_cli.corpus.executors import Local
from bomca_cli.corpus.processes import portion
from bomca_cli.corpus.reading import FileReading, Task, from_plain
from bomca_cli.corpus.remote import environment, read_portion
from bomca_cli.errors import InputError, UsageError
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bomca_cli.corpus.executors import Bounds

_AT_ONCE = 100  # files of a portion: a second of work, beside which starting a process is little
_LARGE = 8 << 20  # bytes of a portion, unless one file has more
_AHEAD = 2  # portions that each thread of a worker has before it
_CONNECT = 10  # seconds in which the scheduler must answer
_ALONE = 30.0  # seconds that are waited for a worker, where there is none
_LOOK = 5.0  # seconds after which the workers are counted again


class Cluster:
    """Reads files on the workers of a Dask cluster."""

    def __init__(self, address: str, bounds: Bounds, tell: Callable[[str], None]) -> None:
        """Connect to the cluster and see that its workers read as this computer does.

        Args:
            address: of the scheduler, as ``--scheduler`` names it.
            bounds: what one file may cost, on a worker too.
            tell: is told, once, that this computer reads what the workers cannot.

        Raises:
            UsageError: distributed is not installed, or the address can be none.
            InputError: the scheduler does not answer, has no workers, or some with another version of bomca.
        """
        try:
            import distributed  # noqa: F401
        except ImportError:
            raise UsageError("--scheduler needs distributed: pip install distributed") from None
        gc.enable()  # a command does without, but what Dask keeps of its messages are cycles
        logging.disable()  # what matters to users is an error or a note here
        warnings.filterwarnings("ignore", module="distributed")
        self._name = f"--scheduler {quoted(address)}"
        self._bounds = bounds
        self._tell = tell
        self._here = environment()
        self._client = self._connected(address)
        try:
            self._look_at_workers()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leave the cluster as it is; nothing of ours stays in it."""
        self._client.close(timeout=_CONNECT)

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, FileReading]]:
        """Each task with what came of it, in any order.

        Raises:
            InputError: the scheduler, or the last worker, is gone, or a worker reads otherwise than this computer.
        """
        left: list[tuple[Task, str]] = []  # what the workers do not read, and why
        for given, future in self._done(iter(tasks)):
            readings = self._readings(future)
            found = {path: from_plain(values) for path, values in readings or ()}
            yield from ((task, found[task.path]) for task in given if task.path in found)
            why = "was being read as worker after worker ended" if readings is None else "is not there as it is here"
            left += [(task, why) for task in given if task.path not in found]
        reasons = {task.path: why for task, why in left}
        told = False
        for task, reading in Local(self._bounds).map(task for task, _ in left):
            if reading.sha256 is not None and not told:
                told = True
                others = f" (as {len(left) - 1:,} more that its workers do not read)" if len(left) > 1 else ""
                self._tell(f"{self._name}: {quoted(task.path)} {reasons[task.path]}: read by this computer{others}")
            yield task, reading

    def _connected(self, address: str) -> Any:
        """A client of the cluster, made beside: it waits for ever for a server that is none of Dask's."""
        from distributed import Client

        made: SimpleQueue[Any] = SimpleQueue()

        def connect() -> None:
            try:
                made.put(Client(address, timeout=_CONNECT, set_as_default=False))
            except Exception as error:  # noqa: BLE001 - told where it is waited for
                made.put(error)

        Thread(target=connect, daemon=True).start()
        try:
            client = made.get(timeout=2 * _CONNECT)
        except Empty:
            client = TimeoutError()
        if isinstance(client, (ValueError, TypeError)):
            raise UsageError(f"{self._name} is no address of a Dask scheduler: write tcp://HOST:PORT")
        if isinstance(client, Exception):
            raise self._error(f"no Dask scheduler answers there within {_CONNECT} seconds")
        return client

    def _done(self, todo: Iterator[Task]) -> Iterator[tuple[list[Task], Any]]:
        """Portions that the cluster is done with, for better or worse; it always has some before it."""
        done: SimpleQueue[Any] = SimpleQueue()
        pending: dict[str, tuple[list[Task], Any]] = {}
        width, looked, alone = 0, float("-inf"), None
        try:
            while True:
                now = time.monotonic()
                if now - looked >= _LOOK:
                    width, looked = self._threads(), now
                    alone = None if width else alone or now
                    if alone and now - alone >= _ALONE:
                        raise self._error(f"no worker has been there for {_ALONE:.0f} seconds")
                while len(pending) < _AHEAD * width and (files := portion(todo, [], _AT_ONCE, _LARGE)):
                    future = self._client.submit(
                        read_portion, [tuple(task) for task in files], tuple(self._bounds), self._here, pure=False
                    )
                    pending[future.key] = files, future
                    future.add_done_callback(done.put)
                if not pending and width:
                    return
                try:
                    future = done.get(timeout=_LOOK)
                except Empty:
                    continue
                if future.cancelled():
                    raise self._gone()
                yield pending.pop(future.key)[0], future
        finally:
            if pending and self._client.status == "running":
                self._client.cancel([future for _, future in pending.values()])

    def _readings(self, future: Any) -> list[tuple[str, tuple[Any, ...]]] | None:
        """What a worker read; None: workers ended again and again."""
        from distributed import CancelledError, KilledWorker

        try:
            error = future.exception()
            there, readings = future.result() if error is None else (self._here, None)
        except (OSError, CancelledError):
            raise self._gone() from None
        if error is not None and not isinstance(error, KilledWorker):
            raise self._failed(error)
        self._compare("a worker", there)
        return readings

    def _threads(self) -> int:
        """How many files the cluster can read at once."""
        if self._client.status != "running":
            raise self._gone()
        try:
            return sum(self._client.nthreads().values())
        except OSError:
            raise self._gone() from None

    def _look_at_workers(self) -> None:
        """See that there are workers, and that each reads as this computer does."""
        from distributed import TimeoutError as LateError

        try:
            self._client.wait_for_workers(1, timeout=_ALONE)
            found = self._client.run(environment, on_error="return")
        except LateError:
            raise self._error(f"no worker has been there for {_ALONE:.0f} seconds") from None
        except OSError:
            raise self._gone() from None
        for worker, there in found.items():
            if isinstance(there, Exception):
                raise self._failed(there, f"worker {worker}")
            self._compare(f"worker {worker}", there)

    def _compare(self, worker: str, there: Mapping[str, str]) -> None:
        for name, version in self._here.items():
            if there.get(name) != version:
                found = f"{worker} has {name} {there.get(name)}, this computer {version}"
                raise self._error(f"{found}: both must read alike, so install the same")

    def _failed(self, error: BaseException, worker: str = "a worker") -> InputError:
        why = f"{type(error).__name__}: {error}"
        return self._error(f"{worker} cannot run this version of bomca ({why}): install the same there and here")

    def _gone(self) -> InputError:
        return self._error("the scheduler is gone; what was read is kept, and the next command goes on from there")

    def _error(self, text: str) -> InputError:
        return InputError(f"{self._name}: {text}")
