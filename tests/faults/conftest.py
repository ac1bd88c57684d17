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
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of commands to which nothing happens."""
    return environment(tmp_path_factory.mktemp("calm"))


@pytest.fixture(scope="session")
def fresh(corpus: Path, calm: dict[str, str]) -> list[str]:
    """The answers of an index that nothing happened to."""
    return answers(calm, corpus)


@pytest.fixture
def built(home: dict[str, str], calm: dict[str, str], fresh: list[str]) -> dict[str, str]:  # noqa: ARG001
    """The environment of commands whose cache holds that index."""
    shutil.copytree(calm["XDG_CACHE_HOME"], home["XDG_CACHE_HOME"])
    return home


@pytest.fixture(scope="session")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a command takes which builds the index."""
    home = environment(tmp_path_factory.mktemp("whole"))
    since = time.monotonic()
    start(["index"], home, corpus).communicate(timeout=120)
    shutil.rmtree(home["XDG_CACHE_HOME"])
    return time.monotonic() - since
