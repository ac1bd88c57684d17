"""What a command costs beside a bare Typer application: CPU time, in one run of paired, interleaved repetitions.

usage: python benchmarks/startup.py [REPETITIONS]

Each round runs every command once, in turn, so that a busy moment of the machine falls on all. Printed are the medians
of user + system time of the process, and the median of the ratios within a round. Targets: ``bomca list`` at most
1.35 times a bare application that prints a five-row Rich table, JSON at most 1.15 times one that prints a string, a
TAB press at most 1.2 times that of a bare application.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

BARE_STRING = """
import typer
app = typer.Typer()

@app.command()
def first():
    print("a string")

@app.command()
def second():
    print("another")

app(prog_name="bare")
"""

BARE_RICH = """
import typer
from rich.console import Console
from rich.table import Table
app = typer.Typer()

@app.command()
def first():
    table = Table("ID", "Place", "Phase", "Title", "Sums")
    for number in range(5):
        table.add_row(f"2018-11-2{number}", "Dushanbe", "9", "A title of some length that a table may cut", "2")
    Console().print(table)

@app.command()
def second():
    print("another")

app(prog_name="bare")
"""

BOMCA = "from bomca_cli.__main__ import main; main()"

STRING, RICH, HELP, TAB = "bare: a string", "bare: a Rich table of five rows", "bare: --help", "bare: a TAB press"
BARE_TAB = {"_BARE_COMPLETE": "complete_bash", "COMP_WORDS": "bare f", "COMP_CWORD": "1"}
BOMCA_TAB = {"_BOMCA_COMPLETE": "word"}
TERMINAL = ["--color", "always", "-f", "rich"]

# name → what runs, its arguments, the environment beside the common one, what it is measured against, the target
CASES: dict[str, tuple[str, list[str], dict[str, str], str | None, float | None]] = {
    STRING: (BARE_STRING, ["first"], {}, None, None),
    RICH: (BARE_RICH, ["first"], {}, None, None),
    HELP: (BARE_STRING, ["--help"], {}, None, None),
    TAB: (BARE_STRING, [], BARE_TAB, None, None),
    "bomca list (a terminal)": (BOMCA, ["list", *TERMINAL], {}, RICH, 1.35),
    "bomca list (a pipe)": (BOMCA, ["list"], {}, RICH, 1.35),
    "bomca search (a terminal)": (BOMCA, ["search", "green border", *TERMINAL], {}, RICH, None),
    "bomca list --json": (BOMCA, ["list", "--json"], {}, STRING, 1.15),
    "bomca search --json": (BOMCA, ["search", "green border", "--json"], {}, STRING, None),
    "bomca --help": (BOMCA, ["--help"], {}, HELP, None),
    "TAB after bomca": (BOMCA, [""], BOMCA_TAB, TAB, 1.2),
    "TAB after bomca show": (BOMCA, ["show", ""], BOMCA_TAB, TAB, 1.2),
}


def cpu(code: str, arguments: list[str], environment: dict[str, str]) -> float:
    """User + system milliseconds of a Python process that runs ``code`` and ends well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Run all cases and print the table."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as home:
        common = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
        common |= {"HOME": home, "XDG_CACHE_HOME": str(Path(home, "cache")), "COLUMNS": "100"}
        measured: dict[str, list[float]] = {name: [] for name in CASES}
        for turn in range(repetitions + 1):
            for name, (code, arguments, extra, _, _) in CASES.items():
                spent = cpu(code, arguments, common | extra)
                if turn:  # the first fills caches: byte code, the index
                    measured[name].append(spent)
    print(f"{'CPU time, median of ' + str(repetitions):36} {'ms':>7}  {'ratio':>5}  target")
    for name, (_, _, _, against, target) in CASES.items():
        row = f"{name:36} {median(measured[name]):7.1f}"
        if against:
            ratio = median(own / bare for own, bare in zip(measured[name], measured[against], strict=True))
            verdict = f"{target:.2f} {'holds' if ratio <= target else 'MISSED'}" if target else ""
            row += f"  {ratio:5.2f}  {verdict:12}  against {against}"
        print(row)


if __name__ == "__main__":
    main()
