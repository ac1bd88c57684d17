"""``bomca completions``."""

from __future__ import annotations

from bomca_cli.options import plain_command


@plain_command
def run(shell: str) -> None:
    """Print the completion script of a shell."""
    from bomca_cli.app import COMPLETE
    from bomca_cli.messages import PROGRAM
    from bomca_cli.shells import script

    print(script(shell, PROGRAM, COMPLETE), end="")  # noqa: T201
