"""The command line: a public contract for scripts (`soctd …`). Only `main` is called from outside."""

from app.cli.root import main

__all__ = ["main"]
