"""bomca: answers you can trust from a folder of press releases.

The public API is one function, ``parse``; everything else is for the command line.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; loading ``typing`` would be the first thing that a command does
if TYPE_CHECKING:
    from typing import Any

    from bomca_cli.extract import parse

__version__ = "0.1.0"
__all__ = ["__version__", "parse"]


def __getattr__(name: str) -> Any:
    """Import the parsing core only when it is asked for: listing cached releases does not need it."""
    if name == "parse":
        from bomca_cli.extract import parse

        return parse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
