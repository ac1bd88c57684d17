"""How well and how fast texts are read: one table from one command.

usage: python benchmarks/extraction.py [--gold DIR[:TEXTS]]... [--misses] [--full] [--only PART]...

The parts of the table:

gold     precision, recall and F1 of each field on annotated releases: tests/releases, and each folder that is given
         (NAME.json beside NAME.txt, or the texts in a folder of their own behind the colon)
phrases  precision, recall and phrases a second on the phrase tables of the tests, for bomca and each peer that is
         installed (pip install -e '.[bench]'); a fact is right when its value is and its words overlap those marked
speed    releases of the size of the shipped five a second, on one core: bomca reads facts of every kind, a peer its own
linear   how many times as long twice the text takes at the worst of its doublings, the worst text first;
         --full goes on to five million characters

Times are CPU time of this process. The line under the table says whether all targets hold; the exit code is 1 when not.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import linear
from peers import PEERS, Peer, is_right, quiet
from phrases import tables
from scoring import Score, score
from tabulate import tabulate

import bomca_cli
from bomca_cli.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from phrases import Case

ROOT = Path(__file__).parents[1]
PARTS = ("gold", "phrases", "speed", "linear")
RELEASES_A_SECOND = 400
SMALL, LARGE, FULL = 10_000, 160_000, 5_120_000  # characters of awkward texts


class Row(NamedTuple):
    """A line of the table; a cell that does not apply is empty."""

    part: str
    on: str
    by: str
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    rate: float | None = None  # per second
    ratio: float | None = None
    target: str = ""
    note: str = ""


HEADERS = ("part", "on", "by", "P", "R", "F1", "a second", "ratio", "target", "note")


def main() -> int:
    """Measure what is asked for and print the table."""
    asked = arguments()
    quiet()
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "gold": lambda: gold(asked.gold, misses=asked.misses),
        "phrases": phrases,
        "speed": speed,
        "linear": lambda: linearity(FULL if asked.full else LARGE),
    }
    rows = []
    for part in asked.only or PARTS:
        print(f"measuring {part} …", file=sys.stderr)
        rows += parts[part]()
    print(tabulate(rows, HEADERS, tablefmt="github", floatfmt=("", "", "", ".3f", ".3f", ".3f", ".1f", ".2f", "", "")))
    missed = [row for row in rows if row.target.endswith("MISSED")]
    print(f"\n{len(missed)} targets missed" if missed else "\nall targets hold")
    return 1 if missed else 0


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", action="append", default=[], metavar="DIR[:TEXTS]", help="annotated releases")
    parser.add_argument("--misses", action="store_true", help="tell on stderr what was wrong in annotated releases")
    parser.add_argument("--full", action="store_true", help="awkward texts of up to five million characters")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part only")
    return parser.parse_args()


def gold(folders: list[str], *, misses: bool) -> Iterator[Row]:
    """The score of each field on each folder of annotated releases."""
    for folder in ["tests/releases", *folders]:
        annotations, _, texts = folder.partition(":")
        scores = score(ROOT / annotations, ROOT / texts if texts else None)
        name = f"{Path(annotations).parent.name}/{Path(annotations).name}"
        for field, told in scores.by_field.items():
            yield Row("gold", f"{name} {field}", "bomca", *measures(told), note=counts(told))
        fields = scores.by_field.values()
        yield Row("gold", f"{name} mean", "bomca", f1=sum(told.f1 for told in fields) / len(fields))
        if misses:
            print(*scores.wrong, sep="\n", file=sys.stderr)


def phrases() -> Iterator[Row]:
    """The score and speed of each reader on each phrase table that it claims to read."""
    for (kind, language), cases in tables().items():
        ours = 0.0
        for peer in PEERS:
            if peer.kind != kind or language not in peer.languages:
                continue
            on = f"{kind} {language}" if language != "any" else kind
            try:
                ask = peer.load(language)
            except ImportError:
                yield Row("phrases", on, peer.name, note="not installed")
                continue
            told, seconds = answers(peer, ask, cases)
            if peer.name == "bomca":
                ours, target = told.f1, ""
            else:
                target = verdict(f"< {ours:.3f}", holds=told.f1 < ours)
            yield Row("phrases", on, peer.name, *measures(told), len(cases) / seconds, target=target, note=counts(told))


def answers(peer: Peer, ask: Callable[..., list[object]], cases: list[Case]) -> tuple[Score, float]:
    """What a reader tells of the phrases of a table against what they state, and the seconds it took."""
    ask(cases[0].phrase, cases[0].today)  # loads what is loaded on first use
    total, seconds = Score(), 0.0
    for case in cases:
        before = time.process_time()
        try:
            told = list(ask(case.phrase, case.today))
        except Exception:  # noqa: BLE001 - a peer that fails on a phrase tells nothing of it
            told = []
        seconds += time.process_time() - before
        right = 0
        for wanted in case.facts:
            hit = next((fact for fact in told if is_right(peer.kind, wanted, fact)), None)
            if hit is not None:
                told.remove(hit)
                right += 1
        total = total.plus(right, len(told), len(case.facts) - right)
    return total, max(seconds, 1e-9)


def speed() -> Iterator[Row]:
    """Releases a second on the shipped five: bomca for all kinds of facts, each peer for the kind that it reads."""
    texts = [read(path).text for path in sorted((ROOT / "seeds").glob("*.txt"))]
    rate = releases_a_second(bomca_cli.parse, texts, repetitions=40)
    target = verdict(f">= {RELEASES_A_SECOND}", holds=rate >= RELEASES_A_SECOND)
    yield Row("speed", "releases, all kinds", "bomca", rate=rate, target=target)
    for peer in PEERS:
        if peer.name == "bomca":
            continue
        on = f"releases, {peer.kind}"
        language = peer.languages[0]
        try:
            ask = peer.load(language)
        except ImportError:
            yield Row("speed", on, peer.name, note="not installed")
            continue
        rate = releases_a_second(lambda text, ask=ask: ask(text, None), texts, repetitions=1)
        yield Row("speed", on, peer.name, rate=rate)


def releases_a_second(reader: Callable[[str], object], texts: list[str], repetitions: int) -> float:
    """How many of the texts are read in a second of CPU time, after a first reading that fills caches."""
    reader(texts[0])
    before = time.process_time()
    for _ in range(repetitions):
        for text in texts:
            reader(text)
    return repetitions * len(texts) / (time.process_time() - before)


def linearity(largest: int) -> Iterator[Row]:
    """How time grows with the length of awkward texts, the worst first."""
    found = [linear.growth(name, SMALL, largest) for name in linear.UNITS]
    for name, size, seconds, ratio in sorted(found, key=lambda growth: -growth.ratio):
        target = verdict(f"<= {linear.TARGET}", holds=ratio <= linear.TARGET)
        note = f"{seconds:.3f} s for {size:,} characters"
        yield Row("linear", name, "bomca", rate=size / max(seconds, 1e-9), ratio=ratio, target=target, note=note)


def measures(told: Score) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return told.precision, told.recall, told.f1


def counts(told: Score) -> str:
    """The counts behind the measures."""
    return f"{told.right} right, {told.extra} extra, {told.missed} missed"


def verdict(target: str, *, holds: bool) -> str:
    """A target and whether it holds."""
    return f"{target} {'holds' if holds else 'MISSED'}"


if __name__ == "__main__":
    sys.exit(main())
