"""The corpus that things happen to, and what is said of it when nothing does."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest
from faulty import answers, fill, start
from transcript import environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus."""
    return fill(tmp_path_factory.mktemp("faults") / "corpus", 150)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of commands, with a cache of the test's own."""
    return environment(tmp_path)


@pytest.fixture(scope="session")
def fresh(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The answers of an index that nothing happened to."""
    return answers(environment(tmp_path_factory.mktemp("fresh")), corpus)


@pytest.fixture(scope="session")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a command takes which builds the index."""
    home = environment(tmp_path_factory.mktemp("whole"))
    since = time.monotonic()
    start(["index"], home, corpus).communicate(timeout=120)
    shutil.rmtree(home["XDG_CACHE_HOME"])
    return time.monotonic() - since
