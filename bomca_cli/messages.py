"""What bomca says beside the answer: one line each, on stderr."""

from __future__ import annotations

import sys
from contextlib import suppress

from bomca_cli.safe import visible

PROGRAM = "bomca"


def say(text: str) -> None:
    """Print ``text`` as one line on stderr, safe for a terminal; nothing where stderr is closed or its device full."""
    if sys.stderr is not None:
        with suppress(OSError):  # there is nowhere left to say so
            print(f"{PROGRAM}: {visible(' '.join(text.split()))}", file=sys.stderr, flush=True)  # noqa: T201
