"""Every file in ``transcripts/`` is a session: its commands, run one after another, print what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from transcript import ROOT, arguments_of, check, commands, run, told

TRANSCRIPTS = sorted(Path(__file__).with_name("transcripts").glob("*.txt"))


@pytest.fixture
def folder(tmp_path):
    """A working folder: the five releases, broken files beside a good one, an empty folder, another text."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "nothing").mkdir()
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    shutil.copy(ROOT / "seeds" / "003_8f08c430c887b04d.txt", mixed / "good.txt")
    (mixed / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (mixed / "empty.txt").write_bytes(b"")
    (tmp_path / "shopping.txt").write_text("Milk\nBread\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path, folder, environment):
    written = path.read_text(encoding="utf-8")
    intro = written.partition("$ ")[0]
    blocks = []
    for command in commands(written):
        result = run(arguments_of(command), environment, folder)
        blocks.append(f"$ {command}\n{told(result)}".replace(str(folder), "FOLDER"))
    check(path, written, intro + "\n".join(blocks))
