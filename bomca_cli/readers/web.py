"""Web pages → their main text, and the day that their markup gives.

The page is parsed as browsers do (lexbor); ``web_blocks`` makes lines of it and ``web_main`` chooses those of the text.
Nothing is run and nothing is fetched.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers import decode
from bomca_cli.readers.model import Reading
from bomca_cli.readers.web_blocks import blocks, words
from bomca_cli.readers.web_dates import published
from bomca_cli.readers.web_main import main_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from bomca_cli.readers.model import Limits

_MARKUP = re.compile(r"<(?:[a-zA-Z!?/])")
_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which the encoding is declared
# What browsers take these for.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "euc_kr": "cp949"}
_TEXT_CODECS_ONLY = re.compile(r"(?i)(?:utf|cp|iso|koi|mac|gb|big|euc|shift|windows|latin|us-ascii|ascii|tis)[\w:.-]*")
_DEEPEST = 2_000  # elements inside elements; parsers take quadratic time for what lies deeper
_TAGS = re.compile(r"<(/?)([a-zA-Z]+)")


def web(data: bytes, limits: Limits) -> Reading:  # noqa: ARG001 - every reader takes limits
    """The main text of a web page, a block a line.

    Raises:
        InputError: binary data, elements nested too deep, or no text.
    """
    reading = decoded(data)
    if not _MARKUP.search(reading.text):
        return reading._replace(notes=(*reading.notes, "plain text, not a web page"))
    return page(reading)


def page(reading: Reading) -> Reading:
    """The main text of the page whose source was decoded."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if _depth(reading.text) > _DEEPEST:
        raise InputError(f"a web page of elements nested more than {_DEEPEST:,} deep")
    try:
        tree = LexborHTMLParser(reading.text.encode("utf-8", "replace"))
        root = tree.root
        if root is None:
            raise InputError("a web page without text")
        text = main_text(blocks(root), _title(tree))
        day = published(tree)
    except (SelectolaxError, ValueError) as error:
        raise InputError(f"no web page that can be read ({error})") from None
    if not text.strip():
        raise InputError("a web page without text")
    return reading._replace(text=text, replaced=text.count("\ufffd") if reading.replaced else 0, released=day)


def decoded(data: bytes, declared: str | None = None) -> Reading:
    """The source of a page: by its mark, as UTF-8 where it is, by what it or its carrier declares, else guessed.

    Args:
        data: the source.
        declared: the encoding that its carrier declares.
    """
    plain = decode.decode(data)
    if plain.encoding.startswith("utf"):
        return plain  # marked, or UTF-8 whatever it says: pages are often saved so and keep their old declaration
    found = _CHARSET.search(data[:_HEAD])
    encoding = declared or (found[1].decode("ascii") if found else None)
    name = known(encoding) if encoding else None
    if name is None or name.startswith("utf") or name == "cp1252":
        return plain  # what is declared without thought: the guess knows cp1252 too
    text = data.decode(name, "replace")
    return Reading(text, name, text.count("\ufffd"))


def known(encoding: str) -> str | None:
    """The codec for a declared encoding, None where there is none for text."""
    if not _TEXT_CODECS_ONLY.fullmatch(encoding.strip()):
        return None
    try:
        name = codecs.lookup(encoding.strip()).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name)


def _depth(source: str) -> int:
    depth = deepest = 0
    endless = words("endless")
    for found in _TAGS.finditer(source):
        if found[2].lower() not in endless:
            depth += -1 if found[1] else 1
            deepest = max(deepest, depth)
            depth = max(depth, 0)
    return deepest


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return " ".join(node.text().split()) if node else ""
