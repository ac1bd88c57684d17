"""``bomca completions``."""

from __future__ import annotations

from bomca_cli.options import plain_command


@plain_command
def run(shell: str) -> None:
    """Print the completion script of a shell."""
    from bomca_cli.completion import script

    print(script(shell), end="")  # noqa: T201
