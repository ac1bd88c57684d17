"""Print a command block of the README, so that checks run what readers are told to run.

usage: python docs/readme_command.py NAME

A block is the fenced code that follows the line ``<!-- NAME -->``.
"""

from __future__ import annotations

import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def block(name: str, text: str) -> str:
    """The fenced code after the comment ``<!-- name -->`` in ``text``.

    Raises:
        SystemExit: there is no such block.
    """
    marker = f"<!-- {name} -->\n```"
    if text.count(marker) != 1:
        sys.exit(f"README.md has no single block named {name!r}")
    fenced = text.partition(marker)[2]
    return fenced.partition("\n")[2].partition("\n```")[0] + "\n"


if __name__ == "__main__":
    sys.stdout.write(block(sys.argv[1], README.read_text(encoding="utf-8")))
