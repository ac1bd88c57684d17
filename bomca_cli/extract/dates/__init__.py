"""Dates as texts state them.

    find(layout) -> list[Found]

finds every date expression: single days, months and years, spans, lists, quarters, seasons, and words that count from
the day of the release. What a found date means for a release is told by its neighbours:

    dating.release_date(layout, found) -> Dating          the release's own day
    chronology.read(layout, found, dating, …) -> …        years, relative words and roles: release.DateExpression
"""

from bomca_cli.extract.dates.grammar import find
from bomca_cli.extract.dates.model import Found

__all__ = ["Found", "find"]
