"""Where ``bomca`` and ``python -m bomca_cli`` begin."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line of this process and exit."""
    gc.disable()  # a command ends before garbage matters, and collecting while modules load costs time at every start
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        from bomca_cli.app import app

        app()
    except KeyboardInterrupt:  # while modules load; commands have their own
        sys.exit(130)


if __name__ == "__main__":
    main()
