"""A corpus for a test, read by a small parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import releases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A small parser in place of the real one, a cache of the test's own; the texts that were parsed."""
    texts: list[str] = []

    def parse(text: str, **_: object) -> object:
        texts.append(text)
        return releases.parse(text)

    monkeypatch.setattr("bomca_cli.extract.parse", parse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for files of a corpus."""
    made = tmp_path / "corpus"
    made.mkdir()
    return made
