"""The development script: what it refuses, what it installs, when it does nothing."""

import os
import subprocess
import sys
from argparse import Namespace
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, working in an empty folder with a lock of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("dev_script", str(ROOT / "dev"))
    spec = spec_from_loader("dev_script", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / ".venv").mkdir()
    for name, place in (
        ("ROOT", "."),
        ("VENV", ".venv"),
        ("PYTHON", ".venv/python"),
        ("STAMP", ".venv/soctd.stamp"),
    ):
        monkeypatch.setattr(module, name, tmp_path / place)
    return module


@pytest.fixture
def called(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that the script would have run; every one succeeds."""
    commands: list[str] = []

    def note(command: object, **_options: object) -> int:
        words = command.split() if isinstance(command, str) else command
        assert isinstance(words, list)
        commands.append(" ".join(str(word) for word in words))
        dev.VENV.mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(subprocess, "call", note)
    monkeypatch.setattr(dev, "present_packages", lambda: {"libegl1", "libgl1"})
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"bin/{name}")
    return commands


def test_a_finished_setup_is_left_alone_until_the_lock_changes(
    dev: ModuleType, called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "install_packages", lambda wanted: True)
    dev.PYTHON.write_text("")
    dev.STAMP.write_text(dev.wanted_stamp())
    dev.setup()
    assert called == []
    (dev.ROOT / "requirements.lock").write_text("a==2\n")
    dev.setup()
    assert any("--require-hashes -r requirements.lock" in command for command in called)


def test_a_setup_without_its_system_libraries_is_tried_again(
    dev: ModuleType, called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "install_packages", lambda wanted: False)
    dev.setup()
    assert called
    assert not dev.STAMP.exists()


@pytest.mark.skipif(os.name == "nt", reason="apt-get is a program of Debian")
def test_only_missing_system_packages_are_installed_and_each_says_why(
    dev: ModuleType,
    called: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert dev.install_packages({"drawing": "libegl1 libgl1 libdbus-1-3", "a screen": "xvfb"})
    told = capsys.readouterr().err
    assert "needed for drawing: libdbus-1-3\n" in told
    assert "needed for a screen: xvfb\n" in told
    assert called[-1].endswith("install --no-install-recommends libdbus-1-3 xvfb")


@pytest.mark.skipif(os.name == "nt", reason="apt-get is a program of Debian")
def test_a_user_who_may_not_install_is_told_the_command(
    dev: ModuleType,
    called: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "call", lambda *command, **options: 1)
    assert not dev.install_packages({"a screen": "xvfb"})
    assert "please run: sudo" in capsys.readouterr().err


def test_an_old_python_is_refused_in_both_languages(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "OLDEST", (99, 0))
    monkeypatch.setattr(dev, "newer_python", lambda: None)
    with pytest.raises(SystemExit) as refused:
        dev.require_python()
    assert "Cần Python 3.11" in str(refused.value)
    assert "Python 3.11 or newer is needed" in str(refused.value)


def test_a_failing_tool_stops_with_its_own_exit_code(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "call", lambda *command, **options: 5)
    with pytest.raises(SystemExit) as stopped:
        dev.call("pytest")
    assert stopped.value.code == 5


def test_check_runs_every_tool_even_when_one_fails(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "setup", lambda: None)
    monkeypatch.setattr(subprocess, "call", lambda *command, **options: 1)

    with pytest.raises(SystemExit) as stopped:
        dev.check(Namespace(rest=[]))
    assert "ruff check .; ruff format --check .; mypy" in str(stopped.value)
    assert capsys.readouterr().err.count("dev: ") == 3
