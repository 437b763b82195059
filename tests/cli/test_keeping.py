"""`init`, `demo`, `account`, `recovery`, `backup` and `restore`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.conftest import PASSPHRASE

ANOTHER = "một mật khẩu khác 2"


def as_another(line: Line, name: str = "SOCTD_PASSPHRASE") -> None:
    line.monkeypatch.setenv(name, ANOTHER)


def test_a_store_is_laid_once_and_knows_its_superior(line: Line) -> None:
    unit = ("--echelon", "company", "--code", "c1", "--name", "Đại đội 1")
    above = ("--parent-code", "d1", "--parent-name", "Tiểu đoàn 1")
    assert line.run("init", *unit, "--parent-code", "d1").code == 2
    made = line.value("init", *unit, *above)
    assert made.items() >= {"unit": "c1", "home": str(line.home)}.items()
    assert len(made["recovery_code"].replace(" ", "-").split("-")) == 8
    assert line.value("verify")["counts"]["unit"] == 2
    assert line.refused("init", *unit)["code"] == "S107"


def test_a_store_is_not_laid_with_a_weak_passphrase(line: Line) -> None:
    line.monkeypatch.setenv("SOCTD_PASSPHRASE", "abc")
    unit = ("--echelon", "company", "--code", "c1", "--name", "Đại đội 1")
    assert line.refused("init", *unit)["code"] == "S110"
    assert not (line.home / "store.db").exists()


@pytest.mark.slow
def test_the_demo_names_what_it_made(line: Line, tmp_path: Path) -> None:
    line.monkeypatch.delenv("SOCTD_TODAY")
    made = line.value("demo", tmp_path / "mẫu", "--companies", 1, "--months", 1)
    assert made.keys() == {"passphrase", "stores", "bundles", "documents", "receipts"}
    assert [s["unit"] for s in made["stores"]] == ["d1", "c1"]
    named = [*made["bundles"], *made["documents"], *made["receipts"]]
    assert all(Path(f).is_file() for f in named)
    line.monkeypatch.setenv("SOCTD_PASSPHRASE", made["passphrase"])
    assert all(line.at(Path(s["home"])).value("verify")["ok"] for s in made["stores"])
    assert line.run("demo", tmp_path, "--companies", 9).code == 2


def test_an_account_of_its_own_may_look_but_not_write(
    company: Line, written: dict[str, str]
) -> None:
    as_another(company, "SOCTD_NEW_PASSPHRASE")
    company.told("account", "add", "khach", "--role", "xem")
    listed = {a["name"]: a["role"] for a in company.value("account", "list")}
    assert listed == {"ctv": "chinh_tri_vien", "khach": "xem"}
    assert "Chỉ xem" in company.told("account", "list")
    as_another(company)
    assert len(company.value("entry", "list", "task")) == 1
    refusal = company.refused("entry", "strike", written["task"], "--reason", "thử")
    assert refusal["code"] == "S105"
    assert company.refused("account", "remove", "ctv")["code"] == "S115"


def test_an_account_is_closed_but_never_the_last(company: Line) -> None:
    as_another(company, "SOCTD_NEW_PASSPHRASE")
    company.told("account", "add", "pho", "--role", "tro_ly")
    assert company.value("account", "remove", "pho")["removed"]
    assert company.refused("account", "remove", "ctv")["code"] == "S114"
    as_another(company)
    assert company.refused("verify")["code"] == "S101"


def test_a_passphrase_is_changed(company: Line) -> None:
    as_another(company, "SOCTD_NEW_PASSPHRASE")
    assert company.value("account", "passphrase") == {"name": "ctv", "changed": True}
    assert company.refused("verify")["code"] == "S101"
    as_another(company)
    assert company.value("verify")["ok"]


def test_a_recovery_code_opens_the_way_to_a_new_passphrase(company: Line) -> None:
    code = company.value("recovery")["recovery_code"]
    as_another(company, "SOCTD_NEW_PASSPHRASE")
    company.monkeypatch.delenv("SOCTD_PASSPHRASE")
    wrong = company.run("recovery", "--use", "--json", given="AAAA-BBBB\n")
    assert (wrong.code, '"S109"' in wrong.out) == (1, True)
    said = company.run("recovery", "--use", "--json", given=f"{code}\n")
    assert (said.code, '"changed": true' in said.out) == (0, True)
    assert "Mã khôi phục" in said.err
    as_another(company)
    assert company.value("verify")["ok"]


def test_a_backup_comes_back_as_another_life_of_the_store(
    company: Line, tmp_path: Path, written: dict[str, str]
) -> None:
    file = Path(company.value("backup", "--to", tmp_path / "USB")["file"])
    company.value("entry", "strike", written["task"], "--reason", "sau khi sao lưu")
    there = company.at(tmp_path / "khôi phục")
    assert there.refused("restore", tmp_path / "không có.db")["code"] == "S106"
    assert there.value("restore", file)["home"] == str(there.home)
    (task,) = there.value("entry", "list", "task")
    assert task["struck"] is None
    assert there.value("verify")["ok"]
    assert there.value("history")[0]["label"] == "Khôi phục từ bản sao lưu"
    assert there.refused("restore", file)["code"] == "S107"
    own = company.told("backup")
    assert str(company.home / "backups") in own


def test_a_restored_unit_is_another_sender_to_its_superior(
    pair: tuple[Line, Line], tmp_path: Path
) -> None:
    company, battalion = pair
    copy = company.value("backup")["file"]
    first = company.value("bundle", "export", "--period", "2026-01", "--to", tmp_path / "USB")
    battalion.value("bundle", "import", first["file"])
    restored = company.at(tmp_path / "khôi phục")
    restored.value("restore", copy)
    file = restored.value("bundle", "export", "--period", "2026-01", "--to", tmp_path / "USB 2")[
        "file"
    ]
    (unit,) = battalion.value("bundle", "import", file, code=1)["units"]
    assert unit["result"] == "refused"
    assert PASSPHRASE not in str(unit)
