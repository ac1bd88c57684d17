"""docs/tutorial.md, followed to the end: its commands run in order in one folder and print what it shows."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from transcript import ROOT, check, commands, environment, program_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "tutorial.md"
WORD_FILES = sorted((ROOT / "tests" / "documents" / "office").glob("00*.docx"))
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
FOUND_SOMETHING = "bomca check"  # ends with 1, as the page says


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of a reader at the end of the page, and what each block printed."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "releases").mkdir()
    for file in WORD_FILES:
        shutil.copy(file, desk / "releases")
    home = environment(tmp_path_factory.mktemp("home"))
    exports, blocks = "", []
    for block in BLOCKS:
        shown = ""
        for command in commands(block):
            if command.startswith("export "):
                exports += f"{command}\n"
            done = program_on_terminal(["sh", "-c", exports + command], home, desk)
            assert (done.code, done.err) == (int(command == FOUND_SOMETHING), ""), command
            printed = done.out.strip("\n")
            shown += f"$ {command}\n" + (f"{printed}\n\n" if printed else "")
        blocks.append(shown.rstrip("\n") + "\n")
    return desk, blocks


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda number: commands(BLOCKS[number])[-1])
def test_a_command_prints_what_the_page_shows(number, followed):
    _, blocks = followed
    check(PAGE, f"```console\n{BLOCKS[number]}```", f"```console\n{blocks[number]}```")


def test_the_reader_has_what_the_page_promised(followed):
    desk, _ = followed
    assert sorted(path.name for path in desk.iterdir()) == ["contacts.vcf", "releases", "releases.xlsx", "report.html"]
    assert sorted(path.name for path in (desk / "releases").iterdir()) == [path.name for path in WORD_FILES]
    assert "40,100,000" in (desk / "report.html").read_text(encoding="utf-8")
