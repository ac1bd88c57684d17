"""The five releases as ``Entry`` objects made by hand: facts are quotes looked up in the text."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

from bomca_cli.release import (
    Amount,
    Contact,
    DateExpression,
    Email,
    Entry,
    PhaseMention,
    Phone,
    Release,
    Span,
    Value,
)

SEEDS = Path(__file__).parents[2] / "seeds"


class Source:
    """A seed's text, in which quotes are looked up."""

    def __init__(self, number: int) -> None:
        self.path = sorted(SEEDS.glob("*.txt"))[number]
        self.text = self.path.read_text(encoding="utf-8")

    def span(self, quote: str, after: str = "") -> Span:
        start = self.text.index(quote, self.text.index(after))
        return Span(start, start + len(quote))

    def value(self, quote: str, value: str | None = None) -> Value:
        return Value(" ".join((value or quote).split()), self.span(quote))

    def boilerplate(self, *beginnings: str) -> tuple[Span, ...]:
        """From each beginning to the end of its line; the last one to the end of the text."""
        starts = [self.text.index(beginning) for beginning in beginnings]
        ends = [self.text.index("\n", start) for start in starts[:-1]] + [len(self.text.rstrip())]
        return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))

    def entry(self, release: Release, identity: str, **more) -> Entry:
        digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        return Entry(identity, self.path.name, digest, release, **more)


def equipment(**more) -> Entry:
    """Seed 003: a handover, three sums, one a part of another."""
    seed = Source(3)
    released = DateExpression(seed.span("02 August 2018"), "2018-08-02", role="release")
    email = Email(seed.span("said.alyamov@icmpd.org"), "said.alyamov@icmpd.org")
    programme = Amount(
        seed.span("EUR 40, 1 million"),
        Decimal(40_100_000),
        "EUR",
        step=Decimal(100_000),
        kind="programme_total",
        period=(2003, 2019),
    )
    release = Release(
        seed.text,
        "en",
        title=seed.value("BOMCA transfers the equipment to Tajik Border Troops"),
        released=released,
        place=seed.value("Dushanbe"),
        countries=(seed.value("Tajik", "TJ"),),
        phases=(PhaseMention(9, seed.span("BOMCA 9")),),
        dates=(released, DateExpression(seed.span("2003"), "2003", role="milestone", modifier="since")),
        amounts=(
            Amount(
                seed.span("48,000 euros"),
                Decimal(48_000),
                "EUR",
                kind="equipment",
                phase=9,
                purpose=seed.span("70 sets of video surveillance systems"),
            ),
            programme,
            Amount(
                seed.span("EUR 6, 6 million"),
                Decimal(6_600_000),
                "EUR",
                step=Decimal(100_000),
                kind="phase_budget",
                phase=9,
                period=(2015, 2019),
                part_of=programme.span,
            ),
        ),
        contacts=(
            Contact(
                seed.span(
                    "Mr. Saidmusayab Alyamov, BOMCA National Coordinator for Tajikistan – said.alyamov@icmpd.org"
                ),
                seed.value("Saidmusayab Alyamov"),
                seed.value("BOMCA National Coordinator for Tajikistan"),
                (email,),
            ),
        ),
        emails=(email,),
        boilerplate=seed.boilerplate("The first BOMCA operations", "The Programme is imple-mented"),
    )
    return seed.entry(release, "2018-08-02", **more)


def mission(**more) -> Entry:
    """Seed 002: a dated event, a qualified sum, an office as contact, a fax with a digit too many."""
    seed = Source(2)
    released = DateExpression(seed.span("01 June 2016"), "2016-06-01", role="release")
    phone = Phone(seed.span("+992 43 3779708"), "+992433779708")
    email = Email(seed.span("jafar.usmanov@icmpd.org"), "jafar.usmanov@icmpd.org")
    fax = Phone(seed.span("+992 37 221-43-321"), None, "a digit too many")
    release = Release(
        seed.text,
        "en",
        title=seed.value("BOMCA technical assistance mission visits Tajikistan"),
        released=released,
        place=seed.value("Dushanbe"),
        countries=(seed.value("Tajikistan", "TJ"),),
        phases=(PhaseMention(9, seed.span("9th implementation phase")),),
        dates=(
            released,
            DateExpression(
                seed.span("June 01, 2016"),
                "2016-06-01",
                role="event",
                what=seed.span("a technical assistance mission on management of mixed migration flows at borders"),
                place="Dushanbe",
            ),
        ),
        amounts=(
            Amount(
                seed.span("EUR 33.6 million"),
                Decimal(33_600_000),
                "EUR",
                step=Decimal(100_000),
                kind="programme_total",
                period=(2003, 2014),
            ),
            Amount(
                seed.span("EUR 5 million"),
                Decimal(5_000_000),
                "EUR",
                step=Decimal(1_000_000),
                qualifier="almost",
                bound="less",
                kind="phase_budget",
                phase=9,
                period=(2015, 2018),
            ),
        ),
        contacts=(
            Contact(
                seed.span("BOMCA in Tajikistan –   +992 43 3779708 or jafar.usmanov@icmpd.org"),
                role=seed.value("BOMCA in Tajikistan"),
                emails=(email,),
                phones=(phone,),
                faxes=(fax,),
            ),
        ),
        phones=(phone, fax),
        emails=(email,),
        boilerplate=seed.boilerplate("First BOMCA operations", "The Programme is imple-mented"),
    )
    return seed.entry(release, "2016-06-01", **more)


def steering(**more) -> Entry:
    """Seed 004: a long title over two paragraphs."""
    seed = Source(4)
    title = seed.text[seed.text.index("Border Management") : seed.text.index("for the future") + len("for the future")]
    released = DateExpression(seed.span("November 28, 2018"), "2018-11-28", role="release")
    release = Release(
        seed.text,
        "en",
        title=seed.value(title),
        released=released,
        place=seed.value("Dushanbe"),
        phases=(PhaseMention(9, seed.span("BOMCA 9")),),
        dates=(released,),
        amounts=(
            Amount(seed.span("EUR 40, 1 million"), Decimal(40_100_000), "EUR", kind="programme_total"),
            Amount(seed.span("EUR 6, 6 million"), Decimal(6_600_000), "EUR", kind="phase_budget", phase=9),
        ),
    )
    return seed.entry(release, "2018-11-28", **more)


def bare(text: str = "no facts here", identity: str = "x1a2b3c") -> Entry:
    """A text in which nothing was found."""
    return Entry(identity, "bare.txt", hashlib.sha256(text.encode()).hexdigest(), Release(text, "en"))
