"""Starting: which libraries wait until they are needed, and where a command goes."""

import json
import subprocess
import sys

import pytest

from ui import start

HEAVY = ("docx", "reportlab", "jinja2", "pyrage", "minisign", "PySide6.QtPdf")


def loaded_by(statement: str) -> list[str]:
    """Return which of the heavy libraries a fresh interpreter has after `statement`."""
    code = f"{statement}\nimport sys, json\nprint(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_window_opens_without_the_makers_of_documents_and_bundles() -> None:
    assert loaded_by("import ui.application, ui.views.overview") == []
    assert "jinja2" in loaded_by("import ui.papers")


def test_a_command_goes_to_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--version"]) == 0
    assert "soctd" in capsys.readouterr().out
