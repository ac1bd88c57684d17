"""What sums are about, read from two tables of texts (about.txt, releases.txt)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bomca_cli

if TYPE_CHECKING:
    from bomca_cli.release import Amount, Release


def cases(name: str) -> list[tuple[str, tuple[str, ...]]]:
    table = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    blocks = [block.splitlines() for block in table.split("\n\n") if not block.startswith("#")]
    return [(block[0], tuple(line.strip() for line in block[1:])) for block in blocks if block]


def line(release: Release, amount: Amount) -> str:
    """The amount as the table writes it."""
    phase = "" if amount.phase is None else f" {amount.phase}"
    parts = [release.quote(amount.span), amount.kind + phase]
    if amount.period:
        parts.append("-".join("" if year is None else str(year) for year in amount.period))
    if amount.part_of:
        parts.append("of " + release.quote(amount.part_of))
    if amount.equivalent_of:
        parts.append("equals " + release.quote(amount.equivalent_of))
    parts += [name for name in ("per_unit", "superseded", "joint") if getattr(amount, name)]
    if amount.purpose:
        parts.append("for: " + release.quote(amount.purpose))
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "wanted"), cases("about"))
def test_text(text: str, wanted: tuple[str, ...]) -> None:
    release = bomca_cli.parse(text)
    assert tuple(line(release, amount) for amount in release.amounts) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases("releases"))
def test_release(text: str, wanted: tuple[str, ...]) -> None:
    release = bomca_cli.parse(text.replace(" ¶ ", "\n\n"))
    assert tuple(line(release, amount).split(" | for: ")[0] for amount in release.amounts) == wanted


def test_repeated_figures_complete_each_other() -> None:
    release = bomca_cli.parse(
        "Union funds NGOs with almost EUR 635 000\n\n"
        "The BOMCA 10 grants are EUR 635 000 in all, to be spent throughout 2024-2025."
    )
    assert [(amount.kind, amount.phase, amount.period) for amount in release.amounts] == [
        ("other", 10, (2024, 2025)),
        ("other", 10, (2024, 2025)),
    ]


def test_money_of_another_programme_stays_its_own_in_the_next_sentence() -> None:
    release = bomca_cli.parse("BOMCA 9 opened. CADAP entered its sixth phase. The Union provides EUR 4.9 million.")
    assert [(amount.kind, amount.phase) for amount in release.amounts] == [("other_programme", None)]
