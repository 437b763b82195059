"""How every command behaves: help and wrong usage in Vietnamese, exit codes, options, bugs."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from app import store as stores
from app.cli.root import COMMANDS, root
from app.store import Store
from tests.cli.conftest import Line
from tests.conftest import PASSPHRASE

# Design, section 9, as far as it is built.
PROMISED = {
    "init": (), "demo": (), "status": (), "consolidate": (), "recovery": (), "search": (), "history": (),
    "undo": (), "verify": (), "backup": (), "restore": (),
    "ledger": ("list", "show", "export"), "sheet": ("import",), "section": ("list", "show"),
    "entry": ("add", "list", "amend", "strike", "history"), "person": ("list", "show", "change"), "attachment": ("add", "list", "save", "remove"), "task": ("list",), "duty": ("list",),
    "indicator": ("list", "explain"), "period": ("list", "lock", "reopen"),
    "document": ("types", "draft", "list", "text", "edit", "render", "issue", "replace", "refresh", "check",
                 "send", "recall", "return", "approve", "withdraw", "numbers", "reserve", "register", "batch", "template", "recipients"),
    "layout": ("list", "show", "adjust", "restore", "lock", "unlock"),
    "key": ("card", "trust", "list"), "bundle": ("export", "inspect", "import", "undo", "receipt"),
    "catalogue": ("show", "editions", "check", "adopt", "join"),
    "account": ("add", "list", "remove", "passphrase"),
}  # fmt: skip
HEAVY = ("PySide6", "reportlab", "docx", "pyrage", "sqlite_utils", "cryptography")
ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Error",
    "Missing",
    "Show this",
    "Try ",
    "such",
    "Invalid",
)


def every_command() -> list[tuple[str, ...]]:
    nouns = [(name, sub) for name, subs in PROMISED.items() for sub in subs]
    return [*nouns, *((name,) for name in PROMISED)]


def test_every_promised_command_is_there_and_no_other() -> None:
    ctx = click.Context(root)
    found: dict[str, set[str]] = {}
    for name in root.list_commands(ctx):
        command = root.get_command(ctx, name)
        found[name] = set(command.commands) if isinstance(command, click.Group) else set()
    assert found == {name: set(subs) for name, subs in PROMISED.items()}
    assert list(COMMANDS) == root.list_commands(ctx)


@pytest.mark.parametrize("words", [(), *every_command()], ids=" ".join)
def test_help_is_vietnamese_everywhere(line: Line, words: tuple[str, ...]) -> None:
    said = line.told(*words, "--help")
    assert said.startswith("Cách dùng: soctd")
    assert "Tùy chọn:" in said
    assert "--json" in said
    assert "--home DIR" in said
    assert not [word for word in ENGLISH if word in said]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["entri"], "Không có lệnh 'entri'"),
        (["entry", "addd"], "Có phải 'add'?"),
        (["entry"], "Dòng ghi"),
        (["init"], "Thiếu tùy chọn '--echelon'"),
        (["init", "--echelon", "đại đội"], "không phải một trong 'company'"),
        (["search"], "Thiếu tham số 'TEXT'"),
        (["search", "một", "hai"], "Thừa tham số (hai)"),
        (["search", "một", "--limit", "0"], "ngoài khoảng"),
        (["search", "một", "--limit", "ít"], "'ít' không phải số"),
        (["verify", "--nhanh"], "Không có tùy chọn '--nhanh'"),
        (["entry", "add", "task", "--data"], "Tùy chọn '--data' cần một giá trị"),
        (["consolidate", "--period", "2026-01", "--document", "report_month"], "--to đi cùng"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese_and_ends_with_2(
    line: Line, words: list[str], expected: str
) -> None:
    said = line.run(*words)
    assert (said.code, said.out) == (2, "")
    assert expected in said.err
    assert not [word for word in ENGLISH if word in said.err]


def test_home_and_json_are_understood_before_and_after_the_command(company: Line) -> None:
    lone = company.at(company.home.parent / "khác")
    before = lone.run("--home", company.home, "--json", "section", "list")
    between = lone.run("section", "--home", company.home, "--json", "list")
    after = lone.run("section", "list", "--home", company.home, "--json")
    assert before.code == 0
    assert before == between == after
    assert {"id": "meeting", "ledger": "party_cell"}.items() <= json.loads(after.out)[7].items()


def test_help_loads_neither_the_window_nor_the_renderers() -> None:
    code = (
        "import sys; from app import cli; code = cli.main(['--help']);"
        f"print([m for m in {HEAVY!r} if m in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_command_on_rows_loads_no_renderer(company: Line) -> None:
    code = (
        f"import sys; from app import cli; code = cli.main(['--home', {str(company.home)!r}, 'entry', 'list', 'task']);"
        f"print([m for m in {HEAVY[:4]!r} if m in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_store_that_is_not_there_is_refused(line: Line) -> None:
    assert line.refused("verify")["code"] == "S106"
    assert line.refused("account", "list")["code"] == "S106"


def test_a_wrong_passphrase_is_refused_and_no_file_changes(company: Line) -> None:
    before = {f: f.read_bytes() for f in company.home.rglob("*") if f.is_file()}
    company.monkeypatch.setenv("SOCTD_PASSPHRASE", "không phải mật khẩu này")
    refusal = company.refused("entry", "list", "task")
    assert refusal["code"] == "S101"
    assert {f: f.read_bytes() for f in company.home.rglob("*") if f.is_file()} == before


def test_without_passphrase_or_terminal_it_says_so_instead_of_waiting(company: Line) -> None:
    company.monkeypatch.delenv("SOCTD_PASSPHRASE")
    done = subprocess.run(
        [sys.executable, "-m", "ui.start", "--home", company.home, "verify", "--json"],
        capture_output=True, stdin=subprocess.DEVNULL, start_new_session=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["code"] == "U102"


def test_a_passphrase_is_asked_for_off_standard_output(company: Line) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        print(prompt)  # noqa: T201  # getpass writes to the terminal; standard output shows if it were not
        asked.append(prompt)
        return PASSPHRASE

    company.monkeypatch.delenv("SOCTD_PASSPHRASE")
    company.monkeypatch.setattr("click.termui.hidden_prompt_func", typed)
    said = company.run("undo", "--json")
    assert (said.code, asked) == (0, ["Mật khẩu: "])
    assert json.loads(said.out)["undone"]
    assert "Mật khẩu" in said.err


@pytest.mark.slow
def test_the_program_proves_itself(line: Line) -> None:
    checked = line.value("--selfcheck")
    assert checked["ok"]
    assert len(checked["steps"]) == 5


def test_a_store_open_elsewhere_is_busy(line: Line, store: Store) -> None:
    assert line.at(store.home).refused("history")["code"] == "S104"


def test_a_day_that_is_none_is_refused_before_anything_is_done(company: Line) -> None:
    company.monkeypatch.setenv("SOCTD_TODAY", "hôm kia")
    assert company.refused("verify")["code"] == "E004"


def test_a_bug_ends_with_3_and_a_report_without_anything_personal(
    company: Line, tmp_path: Path
) -> None:
    def broken(self: Store) -> None:
        raise RuntimeError(self.find("entry")[0]["data"]["full_name"])

    company.monkeypatch.setattr(stores.Store, "verify", broken)
    said = company.run("verify", "--json")
    assert (said.code, said.out) == (3, "")
    (report,) = (tmp_path / "lỗi").iterdir()
    assert str(report) in said.err
    assert "Traceback" not in said.err
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "showing.py" in text
    assert "Nguyễn" not in text
    assert "Nguyễn" not in said.err


def test_a_report_finds_another_place_when_its_folder_cannot_be_written(
    company: Line, tmp_path: Path
) -> None:
    taken = tmp_path / "một tệp"
    taken.write_text("", encoding="utf-8")
    company.monkeypatch.setenv("SOCTD_REPORTS", str(taken))
    company.monkeypatch.setenv("TMPDIR", str(tmp_path))
    company.monkeypatch.setattr("tempfile.tempdir", None)
    company.monkeypatch.setattr(stores.Store, "verify", lambda _: 1 / 0)
    assert company.run("verify").code == 3
    assert list(tmp_path.glob("bao-loi-*.txt"))
