"""Where the program begins: a command goes to the command line, nothing at all opens the window."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window for `soctd` and `soctd --home DIR`; otherwise run the command. Returns the exit code."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    if len(args) == 2 and args[0] == "--home":
        os.environ["SOCTD_HOME"] = args[1]
        args = []
    if args:
        from app import cli

        return cli.main(args)
    from ui import application

    return application.run()


if __name__ == "__main__":
    sys.exit(main())
