"""Where ``bomca`` and ``python -m bomca_cli`` begin."""

from __future__ import annotations

import gc
import os
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

        app()
        code = 0
    except KeyboardInterrupt:  # while modules load; commands have their own
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
