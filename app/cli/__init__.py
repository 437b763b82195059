"""The command line: a public contract for scripts (`soctd …`).

Services: `main` runs one command; `write_report` leaves a trace of a bug, for the window too.
"""

from app.cli.root import main, write_report

__all__ = ["main", "write_report"]
