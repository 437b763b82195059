"""`ledger export` and `sheet import` as scripts use them."""

from pathlib import Path

from tests.cli.conftest import Line
from tests.ledgers.made_sheets import book, lessons


def test_a_ledger_goes_out_and_its_rows_come_in_again(company: Line, tmp_path: Path) -> None:
    ledger = next(
        x["ledger"] for x in company.value("section", "list", "--json") if x["id"] == "session"
    )
    bad = tmp_path / "bảng.xlsx"
    bad.write_bytes(book(lessons({}, {}, {})))
    seen = company.value("sheet", "import", "session", bad, "--dry-run", "--json")
    assert (seen["new"], seen["blocked"], seen["ids"]) == (3, False, [])
    assert company.value("entry", "list", "session", "--json") == []
    made = company.value("sheet", "import", "session", bad, "--json")
    assert len(made["ids"]) == seen["new"]
    out = tmp_path / "ra" / "sổ.xlsx"
    assert company.value("ledger", "export", ledger, "--period", "2026", "--to", out, "--json") == {
        "file": str(out)
    }
    assert [x.name for x in out.parent.iterdir()] == ["sổ.xlsx"]

    again = company.value("sheet", "import", "session", out, "--json")
    assert (again["new"], len(again["duplicates"]), again["ids"]) == (0, 3, [])
    company.told("undo")
    assert company.value("entry", "list", "session", "--json") == []


def test_bad_cells_are_refused_by_name(company: Line, tmp_path: Path) -> None:
    bad = tmp_path / "bảng.xlsx"
    bad.write_bytes(book(lessons({0: "32/13/2026"}, {0: "05/01/2026", 5: "ba"})))
    seen = company.value("sheet", "import", "session", bad, "--dry-run", "--json")
    assert [(p["row"], p["column"], p["value"]) for p in seen["problems"]] == [
        (2, "A", "32/13/2026"),
        (3, "F", "ba"),
    ]
    refused = company.refused("sheet", "import", "session", bad)
    assert refused["code"] == "L205"
    assert [p["where"] for p in refused["problems"]] == ["Bảng 1!A2", "Bảng 1!F3"]
    shown = company.told("sheet", "import", "session", bad, "--dry-run")
    assert "32/13/2026" in shown
    assert "Cần xem lại: 2" in shown


def test_what_cannot_be_read_or_written_is_refused(company: Line, tmp_path: Path) -> None:
    torn = tmp_path / "a.xlsx"
    torn.write_bytes(b"PK\x03\x04")
    assert company.refused("sheet", "import", "session", torn)["code"] == "L201"
    assert company.refused("sheet", "import", "session", tmp_path / "b.xlsx")["code"] == "U101"
    assert company.refused("sheet", "import", "sesion", torn)["code"] == "E001"
    ledger = company.value("ledger", "list", "--json")[0]["id"]
    for to, code in ((tmp_path / "a.odt", "U103"), (torn / "b.xlsx", "U104")):
        assert (
            company.refused("ledger", "export", ledger, "--period", "2026", "--to", to)["code"]
            == code
        )
