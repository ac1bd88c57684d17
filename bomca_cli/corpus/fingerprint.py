"""The wording of a text as a short name: the same for the same release in two formats.

What counts are letters and digits in their order, folded. What formats change does not: line breaks, spaces, hyphens,
quotes, bullets, numbers of pages. Whatever may change a number does: what stands between two digits, signs of
currencies, a minus. Texts that differ in any word or number have different names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASH = "-\u2010-\u2015\u2212\ufe63\uff0d"  # inside brackets of an expression
_UNREAD = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
# What is read: a run of letters, one of digits with what joins it to the next one, a minus, a sign that counts.
_READ = re.compile(rf"[^\W\d_]+|\d+(?:[^\w\n]{{0,3}}\s*(?=\d))?|(?<!\w)[{_DASH}](?=\d)|[%‰°<>≤≥±×]|[$¢-¥֏؋৲৳฿៛₠-⃀﷼]")
_BLANKS = re.compile(r"\s+")
_DASHES = re.compile(f"[{_DASH}]+")
_FURNITURE = re.compile(
    rf"[\W_]*(?:page|стр(?:аница)?)?[\W_]*(\d{{1,4}})(?:\s*(?:/|of|из|[{_DASH}])\s*\d{{1,4}})?[\W_]*"
)


def fingerprint(text: str, pages: Sequence[int] = ()) -> str | None:
    """The name of the wording of ``text``; None where there is not a letter or digit in it.

    Args:
        text: what a document says.
        pages: where each page begins, for formats with pages: a line at the edge of a page that holds nothing but its
            number is no wording.
    """
    if len(pages) > 1:
        text = _without_page_numbers(text, pages)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNREAD.sub("", text))
    words = _READ.findall(text)
    if not words:
        return None
    said = "".join(word if word[0].isalpha() else _figure(word) for word in words).casefold()
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@lru_cache(maxsize=1 << 12)
def _figure(word: str) -> str:
    """A run of digits, in the digits of ASCII, with what joins it to the next; what joins them may be a blank."""
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in word)
    if digits[-1].isdigit() or not digits[0].isdigit():
        return _DASHES.sub("-", digits)
    joint = digits.lstrip("0123456789")
    number = digits[: len(digits) - len(joint)]
    return number + (_DASHES.sub("-", _BLANKS.sub("", joint)) or " ")


def _without_page_numbers(text: str, pages: Sequence[int]) -> str:
    """``text`` without the lines at the edges of its pages that are their numbers."""
    kept: list[str] = []
    for number, start in enumerate(pages, 1):
        end = pages[number] if number < len(pages) else len(text)
        lines = text[start:end].splitlines(keepends=True)
        filled = [at for at, line in enumerate(lines) if line.strip()]
        for at in {*filled[:1], *filled[-1:]}:
            found = _FURNITURE.fullmatch(lines[at].strip().casefold())
            if found and int(found[1]) == number:
                lines[at] = "\n"
        kept += lines
    return text[: pages[0]] + "".join(kept)
