"""The fuzz target: bytes → text → release, whose promises are checked as in tests/extract/invariants.py.

``python fuzz/target.py FOUND [libFuzzer options]`` fuzzes for ever; fuzz/run.py is the way to run it. A defect does not
end the run: the shortest text that shows it is kept in the folder FOUND, one file for each place in the code.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT), str(ROOT / "tests" / "extract")]


def text_of(data: bytes) -> str:
    """The text that fuzzed bytes stand for: any bytes are one."""
    return data.decode("utf-8", errors="replace")


def check(text: str) -> None:
    """Read a text and raise what is wrong with the outcome."""
    import invariants

    from bomca_cli import parse

    release = parse(text)
    invariants.check(release)
    longer = text + "\n\n"
    assert parse(longer) == release._replace(text=longer), "blank lines at the end change facts"


def defect(text: str) -> str | None:
    """What is wrong with the outcome of reading a text, in one line that is the same for the same defect; or None."""
    try:
        check(text)
    except Exception as error:  # noqa: BLE001 - any error is a finding
        frames = traceback.extract_tb(error.__traceback__)
        at = next((frame for frame in reversed(frames) if "bomca_cli" in frame.filename), frames[-1])
        kind = str(error).partition(":")[0] if isinstance(error, AssertionError) else ""
        return f"{type(error).__name__} {Path(at.filename).name}:{at.name} {kind}".strip()
    return None


class Keeper:
    """Keeps the shortest text of each defect in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shortest: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        """Check what the fuzzer made up."""
        text = text_of(data)
        found = defect(text)
        if found is not None and len(text) < self._shortest.get(found, sys.maxsize):
            self._shortest[found] = len(text)
            name = hashlib.sha256(found.encode()).hexdigest()[:12]
            (self._folder / name).write_text(text, encoding="utf-8", newline="")


def main() -> None:
    """Fuzz as the options of libFuzzer on the command line say."""
    import atheris

    with atheris.instrument_imports(include=["bomca_cli"]):
        check("")  # imports all that reads

    keeper = Keeper(Path(sys.argv.pop(1)))
    atheris.Setup(sys.argv, keeper)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
