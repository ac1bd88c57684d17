"""Nothing works on for long when the command that wanted it is gone, however it was ended."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from faulty import CODE, comes, fill, is_alive, start, theirs
from transcript import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")

# Processes that stay inside one call of a library, without ever asking what goes on elsewhere.
STUCK = (
    "import bomca_cli.corpus.processes as p\n"
    "p._START = '''import sys, re; sys.path[:] = sys.argv[1:]\n"
    "import bomca_cli.extract as extract\n"
    "def parse(text, **given):\n"
    "    open('stuck', 'a').close()\n"
    '    re.match("(a+)+$", "a" * 60 + "b")\n'
    "extract.parse = parse\n"
    "from bomca_cli.corpus.worker import serve; serve()'''\n"
)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP], ids=lambda how: how.name)
def test_who_reads_for_a_command_that_is_gone_ends_within_the_time_of_a_file(
    home: dict[str, str], tmp_path: Path, how: signal.Signals
) -> None:
    folder = fill(tmp_path / "corpus", 70)
    process = start(["index", "--max-seconds", "2"], home, folder, STUCK + CODE)
    assert comes((tmp_path / "stuck").exists)
    process.send_signal(how)
    process.communicate(timeout=60)
    assert comes(lambda: not any(map(is_alive, theirs(home))))


def test_a_program_that_reads_for_a_process_that_is_gone_ends(home: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "documents" / "office" / "rich.doc", folder)
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    told = tmp_path / "told"
    program.write_text(f'#!/bin/sh\necho $$ >"{told}.new"\nmv "{told}.new" "{told}"\nwhile :; do :; done\n')
    program.chmod(0o755)
    env = home | {"PATH": f"{program.parent}{os.pathsep}{home['PATH']}", "TMPDIR": str(tmp_path)}
    process = start(["index", "--max-seconds", "2"], env, folder)
    assert comes(told.exists)
    office = int(told.read_text())
    assert is_alive(office)
    for each in theirs(home):
        os.kill(each, signal.SIGKILL)
    process.communicate(timeout=60)
    assert comes(lambda: not is_alive(office))
