"""Commands run as users run them: a process of its own, a fixed width, a cache of the session, a fixed time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import exploring  # noqa: F401 - registers the profiles of hypothesis
import pytest
import transcript
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable


settings.load_profile("usual")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of every command."""
    return transcript.environment(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def bomca(environment: dict[str, str]) -> Callable[..., transcript.Result]:
    """Run ``bomca`` with arguments; ``env`` adds to the environment."""

    def run(*arguments: str, env: dict[str, str] | None = None) -> transcript.Result:
        return transcript.run([*arguments], environment | (env or {}), transcript.ROOT)

    return run
