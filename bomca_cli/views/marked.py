"""The text of a release line by line, with line numbers and what was read marked."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bomca_cli.report import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.release import Release, Span
    from bomca_cli.report import Passage, Style


class _Mark(NamedTuple):
    start: int
    end: int
    style: Style


_Part = TypeVar("_Part", "Span", _Mark)


class _Line(NamedTuple):
    number: int
    start: int
    end: int
    repeated: bool  # all of it stands in repeated passages


def marked(release: Release, *, full: bool) -> tuple[Passage, ...]:
    """The text with line numbers; amounts, dates and contacts are styled.

    Args:
        release: the release.
        full: every line as it stands. Otherwise a run of repeated lines becomes one line that says where they are,
            and a run of blank lines one blank line.
    """
    lines = list(_lines(release))
    marks = _marks(release)
    gutter = len(str(len(lines)))
    shown: list[Passage] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        run = _run(release, lines, at) if not full and line.repeated else []
        if run:
            shown.append(_folded(run, gutter))
            at = run[-1].number
            continue
        at += 1
        if release.text[line.start : line.end].strip():
            shown.append((Fragment(f"{line.number:>{gutter}}  ", "dim"), *_styled(release, line, marks)))
        elif full:
            shown.append((Fragment(f"{line.number:>{gutter}}", "dim"),))
        elif shown and shown[-1]:
            shown.append(())
    while shown and not shown[-1]:
        shown.pop()
    return tuple(shown)


def _lines(release: Release) -> Iterator[_Line]:
    repeated = sorted(release.boilerplate)
    start = 0
    for number, text in enumerate(release.text.split("\n"), 1):
        end = start + len(text)
        yield _Line(number, start, end, bool(text.strip()) and not _news(release, start, end, repeated))
        start = end + 1


def _news(release: Release, start: int, end: int, repeated: list[Span]) -> bool:
    """Whether any word from ``start`` to ``end`` stands outside the repeated passages."""
    at = start
    for span in _touching(repeated, start, end):
        if release.text[at : span.start].strip():
            return True
        at = span.end
    return bool(release.text[at:end].strip())


def _touching(spans: list[_Part], start: int, end: int) -> Iterator[_Part]:
    """Those of the sorted, separate ``spans`` that overlap the text from ``start`` to ``end``."""
    for number in range(bisect_right(spans, start, key=lambda span: span.end), len(spans)):
        if spans[number].start >= end:
            return
        yield spans[number]


def _run(release: Release, lines: list[_Line], at: int) -> list[_Line]:
    """The repeated lines from ``at`` on, blank lines between them passed over."""
    run = []
    for line in lines[at:]:
        if line.repeated:
            run.append(line)
        elif release.text[line.start : line.end].strip():
            break
    return run


def _folded(run: list[_Line], gutter: int) -> Passage:
    first, last = run[0].number, run[-1].number
    said = f"{len(run)} lines of boilerplate, {first}–{last}" if len(run) > 1 else f"line {first}, boilerplate"
    return (Fragment(f"{'':>{gutter}}  "), Fragment(f"… {said} · --full", "dim"))


def _marks(release: Release) -> list[_Mark]:
    """What is styled, in the order of the text and none over another: the one that begins first wins."""
    found = [_Mark(*amount.span, "money") for amount in release.amounts]
    found += [_Mark(*date.span, "date") for date in release.dates]
    found += [_Mark(*email.span, "strong") for email in release.emails]
    found += [_Mark(*phone.span, "strong") for phone in release.phones]
    for contact in release.contacts:
        found += [_Mark(*email.span, "strong") for email in contact.emails]
        found += [_Mark(*phone.span, "strong") for phone in (*contact.phones, *contact.faxes)]
        found += [_Mark(*contact.name.span, "strong")] if contact.name else []
    found += [_Mark(*release.title.span, "strong")] if release.title else []
    marks: list[_Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not marks or mark.start >= marks[-1].end:
            marks.append(mark)
    return marks


def _styled(release: Release, line: _Line, marks: list[_Mark]) -> Passage:
    fragments: list[Fragment] = []
    at = line.start
    end = line.start + len(release.text[line.start : line.end].rstrip())
    for mark in _touching(marks, at, end):
        start, stop = max(mark.start, at), min(mark.end, end)
        fragments += [Fragment(release.text[at:start]), Fragment(release.text[start:stop], mark.style)]
        at = stop
    fragments.append(Fragment(release.text[at:end]))
    return tuple(fragment for fragment in fragments if fragment.text)
