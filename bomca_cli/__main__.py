"""Where ``bomca`` and ``python -m bomca_cli`` begin."""

# ruff: noqa: E402 - the first thing is to answer Ctrl-C, which the other imports may be interrupted by
from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # what ``signal`` wraps in modules that take time to load
import os


def _interrupted(*_: object) -> None:
    """End while modules load: an exception would come out of the middle of one."""
    os._exit(130)


_signal.signal(_signal.SIGINT, _interrupted)

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and end it."""
    gc.disable()  # a command ends before garbage matters, and collecting while modules load costs time at every start
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        from bomca_cli.app import app

        _signal.signal(_signal.SIGINT, _signal.default_int_handler)  # from here on there may be something to tidy up
        app()
        code = 0
    except KeyboardInterrupt:  # commands have their own
        code = 130
    except SystemExit as end:
        code = _told(end.code)
    # The answer is flushed and the index committed. Taking the interpreter apart would cost a tenth of the whole run.
    os._exit(code)


def _told(code: object) -> int:
    """The exit code that ``sys.exit(code)`` means; anything but a number is a message on stderr and means 1."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    if sys.stderr is not None:
        print(code, file=sys.stderr, flush=True)  # noqa: T201
    return 1


if __name__ == "__main__":
    main()
