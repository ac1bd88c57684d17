"""Text → release: one pass to tokens, then small grammars over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bomca_cli.release import Release


def parse(text: str, *, released: date | None = None) -> Release:
    """Read a release.

    Args:
        text: the decoded text; any text is valid, a bare phrase too.
        released: the day that year-less and relative dates refer to when the text does not state its own. What
            is completed by it says so: ``year_from`` is "given", or "relative" in a release without ``released``.

    Returns:
        The release with its facts; every fact's span refers to ``text``.
    """
    from bomca_cli.extract.pipeline import read

    return read(text, released)
