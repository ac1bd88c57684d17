"""What each meaning looks like on a terminal: the one table of styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bomca_cli.report import Cell, Fragment, Passage

# meaning → words that Rich understands; the sixteen colours follow the user's own theme, light or dark
STYLES: dict[str, str] = {
    "": "",
    "strong": "bold",
    "dim": "dim",
    "hit": "bold magenta",
    "warn": "yellow",
    "good": "green",
    "bad": "red",
    "date": "cyan",
    "money": "green",
    "id": "bold cyan",
}
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36"}


def passage(cell: Cell) -> Passage:
    """A cell as fragments."""
    from bomca_cli.report import Fragment

    return (Fragment(cell),) if isinstance(cell, str) else cell


def words(fragment: Fragment, *, colour: bool) -> str:
    """The words of a fragment; without colour a hit is told by «marks»."""
    return f"«{fragment.text}»" if fragment.style == "hit" and not colour else fragment.text


def painted(cell: Cell, *, colour: bool) -> str:
    """A cell as a string, with escape codes for its styles when ``colour``."""
    if isinstance(cell, str):
        return cell
    if not colour:
        return "".join(words(fragment, colour=False) for fragment in cell)
    return "".join(_paint(fragment) for fragment in cell)


def _paint(fragment: Fragment) -> str:
    look = STYLES[fragment.style]
    if not look or not fragment.text:
        return fragment.text
    return f"\x1b[{';'.join(_CODES[word] for word in look.split())}m{fragment.text}\x1b[0m"
