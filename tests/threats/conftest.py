"""The hostile folder and what is said about it, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hostile
import pytest
from many import many
from transcript import environment

if TYPE_CHECKING:
    from pathlib import Path

    from many import Told


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the hostile folder ``corpus``."""
    folder = tmp_path_factory.mktemp("threats")
    hostile.corpus(folder / "corpus")
    return folder


@pytest.fixture(scope="session")
def home(place: Path) -> dict[str, str]:
    """The environment of commands that read it."""
    return environment(place.parent / "home")


@pytest.fixture(scope="session")
def answers(place: Path, home: dict[str, str]) -> list[Told]:
    """Every command in every format on the hostile folder; each has an answer."""
    told = many(hostile.questions(), home, place)
    assert [(one.name, one.err) for one in told if one.code] == []
    return told
