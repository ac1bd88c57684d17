"""What it costs to hand over a large corpus: ``bomca report`` and ``bomca export`` in every format.

usage: python benchmarks/handover.py [FEW MANY] [FOLDER]

Folders of FEW and of MANY releases (1,000 and 10,000 when not given; about 4.6 KB each) are made in FOLDER and read
into an index there first; both are kept and used again. A time is that of processors, own and of the system, so that
others on the machine count little; a ratio is MANY beside FEW, measured in one run, and ought to be that of the numbers
of releases or less, with a fifth to spare. Memory is what the process had at its peak.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import made
import scale

FEW, MANY = 1_000, 10_000
SPARE = 1.2
MOST = 600  # MiB
ASKED = {
    "report -o x.html": ["report", "-o", "x.html"],
    "export -o x.jsonl": ["export", "-o", "x.jsonl"],
    "export -o x.sqlite": ["export", "-o", "x.sqlite"],
    "export -f csv -o FOLDER": ["export", "-f", "csv", "-o", "tables"],
    "export -f parquet -o FOLDER": ["export", "-f", "parquet", "-o", "columns"],
    "export -o x.xlsx": ["export", "-o", "x.xlsx"],
}


def main() -> None:
    """Measure, print the table."""
    numbers = [int(word) for word in sys.argv[1:3]] or [FEW, MANY]
    base = Path(sys.argv[3] if len(sys.argv) > 3 else Path(tempfile.gettempdir(), "bomca-handover")).resolve()
    os.environ["XDG_CACHE_HOME"] = str(base / "cache")
    for number in numbers:
        made.make(base / str(number), number)
        scale.bomca(["index", "-C", str(base / str(number))])
    os.chdir(base)
    few, many = numbers
    print(f"{'':28} {few:>10,} {many:>11,}   ratio  {f'≤ {SPARE * many / few:g}':8}  peak, of them ≤ {MOST} MiB")
    for name, arguments in ASKED.items():
        if "parquet" in arguments and not find_spec("pyarrow"):
            print(f"{name:28} not measured: pyarrow is not installed")
            continue
        small, large = (scale.bomca([*arguments, "--force", "-C", str(base / str(number))]) for number in numbers)
        ratio = large.processor / small.processor
        linear = "holds" if ratio <= SPARE * many / few else "MISSED"
        bounded = "holds" if large.memory <= MOST else "MISSED"
        print(
            f"{name:28} {small.processor:8.1f} s {large.processor:9.1f} s {ratio:7.1f}  {linear:8}"
            f"  {small.memory:4.0f} {large.memory:5.0f} MiB  {bounded}",
            flush=True,
        )


if __name__ == "__main__":
    main()
