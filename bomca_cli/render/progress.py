"""A progress bar on stderr while many files are read; Rich is loaded only when it takes long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Steps(Protocol):
        """How far something is."""

        @property
        def done(self) -> int:
            """Files that were read."""

        @property
        def total(self) -> int:
            """Files to be read."""

        @property
        def problems(self) -> int:
            """Files that could not be read."""

    from rich.progress import Progress, TaskID

_LONG = 0.7  # seconds that are waited in silence


class Bar:
    """Shows how far it is, files per second, the time left, and how many files gave trouble."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, steps: Steps) -> None:
        """Show ``steps``; the last step takes the bar away."""
        if steps.done >= steps.total:
            self.close()
            return
        if self._shown is None:
            if time.monotonic() - self._since < _LONG:
                return
            self._shown = _begun()
        bar, task = self._shown
        said = f"{steps.problems:,} could not be read" if steps.problems else ""
        bar.update(task, completed=steps.done, total=steps.total, problems=said, rate=self._rate(steps.done))

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None

    def _rate(self, done: int) -> str:
        return f"{done / max(time.monotonic() - self._since, 0.001):,.0f} files/s"


def _begun() -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("reading"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("[yellow]{task.fields[problems]}"),
        console=Console(stderr=True),
        transient=True,
        refresh_per_second=5,
    )
    task = bar.add_task("", total=None, rate="", problems="")
    bar.start()
    return bar, task
