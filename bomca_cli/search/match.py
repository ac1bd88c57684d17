"""Where a query is found in a release: exact offsets, each join read both ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bomca_cli.release import Span
from bomca_cli.search.expression import All, Not, Unit
from bomca_cli.search.facts import contact_wanted, contact_words, place_words, places_wanted
from bomca_cli.search.sums import fold_release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bomca_cli.release import Release
    from bomca_cli.search.expression import Expression
    from bomca_cli.search.fold import Terms


def hits(expression: Expression, release: Release) -> tuple[Span, ...] | None:
    """The passages of the text that the query speaks of, in order, none overlapping; None when it does not match."""
    spans = Matcher(release).spans(expression)
    return None if spans is None else _apart(spans)


class Matcher:
    """One release made ready to be asked."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.folded = fold_release(release)
        self.steps = _steps(self.folded)

    def spans(self, expression: Expression) -> list[Span] | None:
        """The spans that make ``expression`` hold; None when it does not hold. What NOT names has no spans."""
        if isinstance(expression, Unit):
            return list(self._unit(expression)) or None
        if isinstance(expression, Not):
            return [] if self.spans(expression.part) is None else None
        found = [self.spans(part) for part in expression.parts]
        held = [spans for spans in found if spans is not None]
        if not held or (isinstance(expression, All) and len(held) < len(found)):
            return None
        return [span for spans in held for span in spans]

    def _unit(self, unit: Unit) -> Iterator[Span]:
        release = self.release
        if unit.field == "place":
            said = place_words(release) or ""
            if release.place and any(place in said for place in places_wanted(unit.typed)):
                yield release.place.span
        elif unit.field == "contact":
            asked = contact_wanted(unit.typed)
            yield from (contact.span for contact in contact_words(release) if contact.holds(asked))
        else:
            within = release.title.span if release.title else Span(0, 0)
            for reading in unit.readings:
                for span in self._reading(reading):
                    if unit.field is None or (within.start <= span.start and span.end <= within.end):
                        yield span

    def _reading(self, reading: tuple[str, ...]) -> Iterator[Span]:
        first, *others = reading
        for start, afters in self.steps.get(first, {}).items():
            reached = set(afters)
            for term in others:
                steps = self.steps.get(term, {})
                reached = {after for at in reached for after in steps.get(at, ())}
                if not reached:
                    break
            if reached:
                yield Span(self.folded.starts[start], self.folded.ends[max(reached) - 1])


def _steps(folded: Terms) -> dict[str, dict[int, list[int]]]:
    """For each term, from which place in the stream it leads to which."""
    steps: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for at, term in enumerate(folded.terms):
        steps[term][at] = [at + 1]
    for join in folded.joins:
        steps[join.term].setdefault(join.first, []).append(join.after)
    return steps


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order of the text; of overlapping ones the first, and the longest where they start together."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
