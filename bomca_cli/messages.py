"""What bomca says beside the answer: one line each, on stderr."""

from __future__ import annotations

import sys

from bomca_cli.safe import visible

PROGRAM = "bomca"


def say(text: str) -> None:
    """Print ``text`` as one line on stderr, safe for a terminal; nothing where stderr is closed."""
    if sys.stderr is not None:
        print(f"{PROGRAM}: {visible(' '.join(text.split()))}", file=sys.stderr)  # noqa: T201
