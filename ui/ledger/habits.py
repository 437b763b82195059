"""How one account likes its tables on this computer: columns, widths, the place of the form.

Kept beside the store in a file of column keys and numbers, never in the store: see decision 0014.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

FILE = "view.json"
PAUSE_MS = 800


class Habits(QObject):
    """Small values by name; written after a pause and when the page is left. A file that cannot be read is none."""

    def __init__(self, home: Path, account: str) -> None:
        super().__init__()
        self._file = home / FILE
        self._who = sha256(account.encode()).hexdigest()[:16]
        self._values: dict[str, Any] = _read(self._file).get(self._who, {})
        self._changed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.write)

    def get(self, name: str, default: Any) -> Any:
        """Return what was kept under `name`, the default when nothing of its kind was."""
        found = self._values.get(name, default)
        return found if isinstance(found, type(default)) else default

    def keep(self, name: str, value: Any) -> None:
        """Keep a value; None forgets it."""
        if value == self._values.get(name):
            return
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        self._changed = True
        self._pause.start()

    def write(self) -> None:
        """Write what was changed; a folder that takes no file keeps its old habits."""
        self._pause.stop()
        self._changed = False
        partial = self._file.with_suffix(".partial")
        with suppress(OSError):
            everyone = _read(self._file) | {self._who: self._values}
            partial.write_text(json.dumps(everyone, sort_keys=True), encoding="utf-8")
            partial.replace(self._file)

    def write_if_changed(self) -> None:
        if self._changed:
            self.write()


def _read(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text("utf-8"))
        if isinstance(found, dict):
            return {key: value for key, value in found.items() if isinstance(value, dict)}
    return {}
