"""Fuzz the reading of texts for a bounded number of executions and tell what it found.

usage: python fuzz/run.py [--runs N] [--seed N] [--longest N]

Coverage leads the fuzzer (atheris, pip install -e '.[fuzz]'). It starts from the shipped releases, those of the tests
and the phrases of their tables, and knows the words of the vocabularies. Each defect is told once, with the smallest
text that shows it; the exit code is 1 when there is any. A text that is told here becomes an entry of
REGRESSIONS in tests/extract/test_properties.py once it is fixed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from target import ROOT, defect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINES_OF_TABLES = ("tests/extract/money/*.txt", "tests/extract/dates/*.txt")
RELEASES = ("seeds/*.txt", "tests/releases/*.txt")


def main() -> int:
    """Fuzz, shrink what was found, print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20_000, help="executions (20000)")
    parser.add_argument("--seed", type=int, default=1, help="of the fuzzer's choices (1); 0 takes another each time")
    parser.add_argument("--longest", type=int, default=600, help="bytes of the longest text (600)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        found, corpus, words = Path(work, "found"), Path(work, "corpus"), Path(work, "words")
        found.mkdir()
        corpus.mkdir()
        for number, text in enumerate(texts()):
            (corpus / f"{number:05}").write_bytes(text.encode("utf-8", "replace")[: asked.longest])
        words.write_text("\n".join(f'"{escaped(word)}"' for word in vocabulary()), encoding="ascii")
        options = [f"-runs={asked.runs}", f"-seed={asked.seed}", f"-max_len={asked.longest}", f"-dict={words}"]
        command = [sys.executable, str(ROOT / "fuzz" / "target.py"), str(found), *options, str(corpus)]
        code = subprocess.run(command, check=False, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace")
        if code.returncode:
            print(*code.stderr.splitlines()[-20:], sep="\n", file=sys.stderr)
            return code.returncode
        defects = [path.read_bytes().decode("utf-8") for path in sorted(found.iterdir())]
    for text in defects:
        what = defect(text)
        print(f"{what}\n    {shrunk(text, lambda shorter, what=what: defect(shorter) == what)!r}")
    print(f"{asked.runs} executions, {len(defects)} defects")
    return 1 if defects else 0


def texts() -> Iterator[str]:
    """What the fuzzer starts from: paragraphs of releases and phrases of tables."""
    for pattern in RELEASES:
        for path in sorted(ROOT.glob(pattern)):
            text = path.read_bytes().decode("utf-8", "replace")
            yield text
            yield from (part for part in text.split("\n\n") if part.strip())
    for pattern in LINES_OF_TABLES:
        for path in sorted(ROOT.glob(pattern)):
            yield from path.read_text(encoding="utf-8").splitlines()


def vocabulary() -> list[str]:
    """Every word and phrase of the vocabularies."""

    def strings(data: object) -> Iterator[str]:
        if isinstance(data, str):
            yield data.rstrip("*")
        elif isinstance(data, dict):
            for key, value in data.items():
                yield key.rstrip("*")
                yield from strings(value)
        elif isinstance(data, list):
            for item in data:
                yield from strings(item)

    found: set[str] = set()
    for path in ROOT.glob("bomca_cli/extract/vocabulary/*.toml"):
        found.update(strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    return sorted(word for word in found if word)


def escaped(word: str) -> str:
    """A word as libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02X}" for byte in word.encode())


def shrunk(text: str, still: Callable[[str], bool]) -> str:
    """The text with everything cut away that ``still`` does not need."""
    length = len(text) // 2
    while length:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + length :]
            if still(shorter):
                text = shorter
            else:
                at += length
        length //= 2
    return text


if __name__ == "__main__":
    sys.exit(main())
