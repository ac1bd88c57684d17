"""What is packed is what is needed."""

from __future__ import annotations

import subprocess
import tomllib

import pytest
from transcript import ROOT


def test_the_source_package_holds_what_git_holds():
    """Its tests and checks must run; hatchling adds pyproject.toml itself."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    held = {line.partition("/")[0] for line in told.splitlines()}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {name for name in held if not name.startswith(".")} - {"pyproject.toml"} == {
        name.removeprefix("/") for name in packed
    }
