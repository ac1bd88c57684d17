"""Passages of a text around hits: short, on one line, with the hits marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.report import Fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.release import Release, Span
    from bomca_cli.report import Passage, Style

BEFORE = 40  # characters shown before the first hit
AFTER = 60  # and behind the last
TOGETHER = 60  # hits of one line that are no further apart share a snippet
_LONGEST_WORD = 25  # an end is moved out by at most this much, to the edge of a word
_BLANKS = re.compile(r"\s+")


class Snippet(NamedTuple):
    """A stretch of one line with the hits in it."""

    line: int
    hits: tuple[Span, ...]
    words: Passage
    repeated: bool  # its first hit stands in a passage that releases repeat


def snippets(release: Release, hits: Sequence[Span]) -> list[Snippet]:
    """One snippet for each group of neighbouring hits, in the order of the text."""
    groups: list[list[Span]] = []
    for hit in hits:
        near = groups and hit.start - groups[-1][-1].end <= TOGETHER
        if near and release.line(groups[-1][0].start) == release.line(hit.start):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [_snippet(release, tuple(group)) for group in groups]


def _snippet(release: Release, hits: tuple[Span, ...]) -> Snippet:
    text = release.text
    first, last = hits[0].start, hits[-1].end
    line_start = text.rfind("\n", 0, first) + 1
    line_end = text.find("\n", last)
    start = _out(text, max(first - BEFORE, line_start), line_start, -1)
    end = _out(text, min(last + AFTER, line_end if line_end >= 0 else len(text)), len(text), 1)
    words: list[Fragment] = []

    def add(low: int, high: int, style: Style = "") -> None:
        words.append(Fragment(_BLANKS.sub(" ", text[low:high]), style))

    at = start
    for hit in hits:
        add(at, hit.start)
        add(hit.start, hit.end, "hit")
        at = hit.end
    add(at, end)
    words[0] = Fragment(("…" if text[line_start:start].strip() else "") + words[0].text.lstrip())
    more = text[end : line_end if line_end >= 0 else len(text)].strip()
    words[-1] = Fragment(words[-1].text.rstrip() + ("…" if more else ""))
    passage = tuple(fragment for fragment in words if fragment.text)
    return Snippet(release.line(first), hits, passage, release.is_boilerplate(first))


def _out(text: str, at: int, limit: int, step: int) -> int:
    """``at``, moved out of a word that it would cut; not beyond ``limit``, nor far."""
    edge = at
    for _ in range(_LONGEST_WORD):
        inside = edge != limit and (text[edge - 1] if step < 0 else text[edge])
        if not inside or inside.isspace():
            return edge
        edge += step
    return at
