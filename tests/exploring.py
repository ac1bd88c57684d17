"""On how many examples a property is tried: always the same, or many others with ``--hypothesis-profile=search``."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

USUAL = 100
settings.register_profile("usual", derandomize=True, deadline=None, max_examples=USUAL)
settings.register_profile("search", deadline=None, max_examples=20 * USUAL, print_blob=True)


def examples(count: int, **more: Any) -> settings:
    """Settings for ``count`` examples, and as many times more as the profile has more."""
    return settings(max_examples=count * settings().max_examples // USUAL, **more)
