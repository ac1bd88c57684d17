"""``bomca diff``: the sentences of two releases that were reworded, word by word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bomca_cli.comparison import compare
from bomca_cli.record.places import placed
from bomca_cli.report import Column, Fragment, Report, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.comparison import Change, Pair
    from bomca_cli.release import Entry, Release, Span
    from bomca_cli.report import Cell, Passage, Style

COLUMNS = (
    Column("change", "Change", keep=True),
    Column("lines", "Lines", keep=True),
    Column("words", "Words"),
    *(
        Column(f"{side}.{name}", f"{side.capitalize()} {name}", keep=not name.endswith("quote"), shown=False)
        for side in ("old", "new")
        for name in ("id", "path", "sha256", "source.page", "source.line", "source.start", "source.end", "source.quote")
    ),
)
_SIGNS = {"same": "=", "changed": "~", "removed": "-", "added": "+"}
_STYLES: dict[str, Style] = {"same": "dim", "removed": "bad", "added": "good"}


def report(old: Entry, new: Entry, *, everything: bool = False) -> Report:
    """What became of the sentences of ``old`` in ``new``; one that only one of them has is counted.

    Args:
        old: the release that is compared.
        new: the release that it is compared with.
        everything: also the sentences that are the same, and those that only one of the releases has.
    """
    pairs = compare(old.release.text, new.release.text)
    shown = [pair for pair in pairs if everything or pair.kind == "changed"]
    table = Table(COLUMNS, tuple(_row(pair, old, new) for pair in shown), main=True)
    return Report("diff", (table,), summary=_summary(pairs, old, new, everything=everything))


def _row(pair: Pair, old: Entry, new: Entry) -> Row:
    numbers = [str(entry.release.line(span.start)) for entry, span in ((old, pair.old), (new, pair.new)) if span]
    cells: dict[str, Cell] = {
        "change": _SIGNS[pair.kind],
        "lines": " → ".join(numbers),
        "words": tuple(_words(pair, old.release, new.release)),
    }
    data = {
        "change": pair.kind,
        "old": _side(old, pair.old),
        "new": _side(new, pair.new),
        "runs": [_change(change, old.release, new.release) for change in pair.changes],
    }
    return Row(cells, data)


def _side(entry: Entry, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else placed(entry, span)


def _change(change: Change, old: Release, new: Release) -> dict[str, Any]:
    return {
        "same": change.same,
        "old": change.old and old.quote(change.old),
        "new": change.new and new.quote(change.new),
    }


def _words(pair: Pair, old: Release, new: Release) -> Iterator[Fragment]:
    """The sentence as wdiff writes it: [-words of the old one-] {+words of the new one+}."""
    if not pair.changes:
        span, release = (pair.new, new) if pair.new else (pair.old, old)
        assert span is not None
        yield Fragment(_line(release, span), _STYLES[pair.kind])
        return
    for number, change in enumerate(pair.changes):
        if number and any(_blank_before(*place) for place in ((old, change.old), (new, change.new))):
            yield Fragment(" ")
        if change.same and change.new:
            yield Fragment(_line(new, change.new))
            continue
        if change.old:
            yield Fragment(f"[-{_line(old, change.old)}-]", "bad")
        if change.new:
            yield Fragment(f"{{+{_line(new, change.new)}+}}", "good")


def _blank_before(release: Release, span: Span | None) -> bool:
    return span is not None and release.text[span.start - 1 : span.start].isspace()


def _line(release: Release, span: Span) -> str:
    return " ".join(release.quote(span).split())


def _summary(pairs: list[Pair], old: Entry, new: Entry, *, everything: bool) -> Passage:
    counts = Counter(pair.kind for pair in pairs)
    told = [
        f"{counts['changed']:,} changed",
        f"{counts['same']:,} the same",
        f"{counts['removed']:,} only in {old.id}",
        f"{counts['added']:,} only in {new.id}",
    ]
    more = "" if everything or len(pairs) == counts["changed"] else " · --all"
    return (Fragment(f"{old.id} → {new.id}: sentences {', '.join(told)}{more}", "dim"),)
