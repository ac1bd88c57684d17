"""Words broken at the ends of printed lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.readers.printed import Line

SOFT_HYPHEN = "\u00ad"
_NO_HYPHENATION = 12  # joined lines with one hyphen at most: words of this document are not broken


class Hyphens:
    """Whether a hyphen at the end of a line belongs to the word, told by the other words of the document."""

    def __init__(self, lines: Sequence[Line], joints: Sequence[str]) -> None:
        self._words = Counter(word.casefold() for line in lines for word in re.findall(r"[\w-]*\w", line.text))
        joined = [i for i, joint in enumerate(joints) if joint == " "]
        broken = sum(_breaks(lines[i].text, lines[i + 1].text) for i in joined)
        self._kept = broken <= 1 and len(joined) >= _NO_HYPHENATION

    def between(self, before: str, text: str, joint: str) -> str:
        """What stands between two lines: their joint, nothing in a broken word, or a soft hyphen for its hyphen."""
        if joint != " ":
            return joint
        if before.endswith(("@", "/", "_")) or text.startswith("@"):  # an address
            return ""
        if not re.search(r"\S[-\u2010\u00ad]$", before) or before.endswith("--"):
            return " "
        return "" if self._belongs(before, text) else SOFT_HYPHEN

    def _belongs(self, before: str, text: str) -> bool:
        if not _breaks(before, text):
            return True
        head = before.rsplit(maxsplit=1)[-1].lstrip("(\"'«“‘")
        tail = re.match(r"\w+", text)
        assert tail is not None
        if "@" in head or "/" in head or "www." in head:
            return True
        whole = (head[:-1] + tail[0]).casefold()
        parted = (head + tail[0]).casefold()
        if self._words[whole] or self._words[parted]:
            return self._words[parted] > 0
        return self._kept


def _breaks(before: str, text: str) -> bool:
    """Whether the hyphen between two lines may be one that the line put into a word; none is put behind one letter."""
    return re.search(r"[^\W\d_]{2}[-\u2010\u00ad]$", before) is not None and text[:1].islower()
