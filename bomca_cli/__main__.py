"""Where ``bomca`` and ``python -m bomca_cli`` begin."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line of this process and exit."""
    gc.disable()  # a command ends before garbage matters; collecting while modules load costs a tenth of the start
    from bomca_cli.app import build

    build().main()


if __name__ == "__main__":
    main()
