"""F101: a figure for one thing is another than before. F104: the same figure, for a longer period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding
from bomca_cli.funding import wording
from bomca_cli.funding.figures import name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context


def check(context: Context) -> Iterator[Finding]:
    """Every change between statements that ``bomca funding`` tells; one that an erratum announces is but a note."""
    for item in context.changes:
        if item.name != "same":
            code = "F104" if item.name == "extended" else "F101"
            subject = name(item.new)
            sentence = f"{subject[:1].upper()}{subject[1:]}: {wording.change(item).rstrip('.')}."
            yield Finding(code, "note" if item.erratum else "warning", sentence, context.said(item.statements))
