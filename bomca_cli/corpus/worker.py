"""The other end of ``processes.py``: reads files that it is told of on stdin and tells what came of them on stdout.

Messages are a length of four bytes and that many bytes of ``marshal``: quick, and nothing but plain values.
"""

from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import BinaryIO

READY = ()  # the first thing that is told
_LENGTH = 4
_LONGEST = 2**31 - 1  # seconds that the system can count


def send(stream: BinaryIO, message: Any) -> None:
    """Write a message."""
    data = marshal.dumps(message)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read a message; None when the other side is gone."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    data = stream.read(int.from_bytes(head, "big"))
    return marshal.loads(data) if data else None  # noqa: S302 - what it reads was written by this program


def serve() -> None:
    """Work until the other side is gone."""
    given, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)  # whatever a library prints must not get among the messages
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    first = receive(given)
    if first is None:
        return
    from bomca_cli.corpus.executors import Bounds
    from bomca_cli.corpus.reading import Task, plain, read_file

    bounds = Bounds(*first)
    _bound(bounds.memory * 1024 * 1024)
    limits = bounds.limits
    import bomca_cli.extract.pipeline  # noqa: F401 - loading it counts for no file

    send(told, READY)
    while (tasks := receive(given)) is not None:
        for task in tasks:
            _alarm(bounds.seconds)
            reading = plain(read_file(Task(*task), limits))
            _alarm(0)
            try:
                send(told, reading)
            except OSError:  # whoever asked is gone
                return


def _alarm(seconds: int) -> None:
    """Have the system end this process if a file takes twice its time, where it can do so; 0: do not.

    Whoever asked ends it sooner, but may be gone. It would then work on unseen: it hears of that only between files.
    """
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(min(2 * seconds, _LONGEST))


def _bound(memory: int) -> None:
    """Let this process have no more than ``memory`` bytes of address space, where the system can say so."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or memory < hard:
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))  # a reader may raise it again for a program it starts
