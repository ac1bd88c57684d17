"""What the workers of a cluster run for ``cluster.py``: a portion of files, each bounded as on this computer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from bomca_cli.corpus.executors import Bounds
from bomca_cli.corpus.reading import Task, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

# Whose versions may change what is read in a file: a test holds them to the libraries of the parts that read.
LIBRARIES = (
    "charset-normalizer", "defusedxml", "phonenumbers", "pypdfium2", "python-dateutil", "selectolax", "snowballstemmer",
)  # fmt: skip


def environment() -> dict[str, str]:
    """What two computers must have alike to read alike: names and versions."""
    from importlib.metadata import PackageNotFoundError, version

    from bomca_cli import __version__
    from bomca_cli.corpus.cache import code

    found = {"bomca": f"{__version__} ({code()})", "Python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def read_portion(
    tasks: Sequence[tuple[Any, ...]], bounds: Sequence[int], expected: dict[str, str]
) -> tuple[dict[str, str], list[tuple[str, tuple[Any, ...]]]]:
    """Read files in a process of their own.

    Args:
        tasks: the fields of each ``Task``.
        bounds: the fields of ``Bounds``.
        expected: the environment of who asks; another one reads nothing.

    Returns:
        The environment here; path and plain reading of each file that is here as it is there.
    """
    from bomca_cli.corpus.processes import Processes

    here = environment()
    if here != expected:
        return here, []
    seen = [task for task in (Task(*fields) for fields in tasks) if _is_seen(task)]
    return here, [(task.path, plain(reading)) for task, reading in Processes(Bounds(*bounds), 1).map(seen)]


def _is_seen(task: Task) -> bool:
    """Whether the file can be read here and has the size and time that who asks saw, as far as file servers keep it."""
    try:
        status = os.stat(task.path)  # noqa: PTH116 - as `readers.files` asks
    except (OSError, ValueError):
        return False
    same = status.st_size == task.size and status.st_mtime_ns // 1000 == task.modified // 1000
    return same and os.access(task.path, os.R_OK)
