"""The day of publication that a page gives beside its text: JSON-LD, meta elements, ``<time>``."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from bomca_cli.readers.web_blocks import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_DAY = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_ARTICLE = re.compile(r"article|news|press|posting|report", re.IGNORECASE)
_MOST = 10_000  # values of JSON-LD that are looked at


def published(tree: LexborHTMLParser) -> date | None:
    """The day, by the surest of what gives one; None when nothing does."""
    return next((day for text in _given(tree) if (day := iso_day(text))), None)


def iso_day(text: str) -> date | None:
    """The day that an ISO date begins with."""
    found = _DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _given(tree: LexborHTMLParser) -> Iterator[str]:
    scripts = tree.css('script[type="application/ld+json"]')
    linked = [found for node in scripts for found in _linked(node.text())]
    yield from (text for kind, text in linked if _ARTICLE.search(kind))
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        found = node.attributes
        for key in ("property", "name", "itemprop"):
            metas.setdefault((found.get(key) or "").lower(), found.get("content") or "")
    yield from (metas[name] for name in vocabulary()["dates"] if name in metas)
    yield from (text for kind, text in linked if not _ARTICLE.search(kind))
    for node in tree.css('[itemprop="datePublished"]'):
        yield node.attributes.get("content") or node.attributes.get("datetime") or ""
    times = [node.attributes for node in tree.css("time[datetime]")]
    sure = [found for found in times if "pubdate" in found or "publish" in (found.get("class") or "")]
    yield from (found.get("datetime") or "" for found in sure or times[:1])


def _linked(source: str) -> Iterator[tuple[str, str]]:
    """Type and day of everything that a piece of JSON-LD describes as published."""
    try:
        waiting: list[Any] = [json.loads(source)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield str(value.get("@type")), value["datePublished"]
            waiting += [item for item in value.values() if isinstance(item, (dict, list))]
