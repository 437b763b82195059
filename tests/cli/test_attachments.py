"""`attachment` as scripts use it."""

from pathlib import Path

from tests.cli.conftest import Line
from tests.ledgers.made_files import pdf, png


def test_a_file_goes_in_is_listed_comes_out_and_is_taken_off(
    company: Line, written: dict[str, str], tmp_path: Path
) -> None:
    photo, minutes = tmp_path / "Ảnh chụp.png", tmp_path / "bb.pdf"
    photo.write_bytes(png())
    minutes.write_bytes(pdf())
    row = written["inspection"]
    made = company.value("attachment", "add", row, photo, minutes, "--not-secret")
    assert [x["name"] for x in made["added"]] == ["Ảnh chụp.png", "bb.pdf"]
    again = company.value("attachment", "add", row, photo, "--not-secret")
    assert again == {"added": [], "already": ["Ảnh chụp.png"]}
    first, second = company.value("attachment", "list", row)
    assert first == made["added"][0]
    assert first.keys() == {"name", "media", "sha256", "size", "field", "added_by", "added_at"}
    assert "Ảnh chụp.png" in company.told("attachment", "list", row)
    out = tmp_path / "ra"
    out.mkdir()
    said = company.value("attachment", "save", row, first["sha256"][:12], "--to", out)
    assert said == {"file": str(out / "Ảnh chụp.png")}
    assert [x.name for x in out.iterdir()] == ["Ảnh chụp.png"]
    assert (out / "Ảnh chụp.png").read_bytes() == png()
    told = company.told("attachment", "save", row, second["sha256"], "--to", out / "khác.pdf")
    assert "không mã hóa" in told
    company.value("attachment", "remove", row, first["sha256"], "--reason", "Nhầm dòng")
    assert company.value("attachment", "list", row) == [second]
    company.told("undo")
    assert company.value("attachment", "list", row) == [first, second]
    assert company.value("verify")["ok"]


def test_the_field_of_a_section_takes_files_too(
    company: Line, written: dict[str, str], tmp_path: Path
) -> None:
    minutes = tmp_path / "bb.pdf"
    minutes.write_bytes(pdf())
    row = written["inspection"]
    words = ("attachment", "add", row, minutes, "--not-secret", "--field")
    company.value(*words, "evidence")
    assert [x["field"] for x in company.value("attachment", "list", row)] == ["evidence"]
    assert company.refused(*words, "content")["code"] == "E001"


def test_what_is_refused_says_why(company: Line, written: dict[str, str], tmp_path: Path) -> None:
    photo = tmp_path / "a.png"
    photo.write_bytes(png())
    row = written["inspection"]
    assert company.refused("attachment", "add", row, photo)["code"] == "L140"
    missing = company.refused("attachment", "add", row, tmp_path / "b.png", "--not-secret")
    assert missing["code"] == "L147"
    assert company.refused("attachment", "add", "không có", photo, "--not-secret")["code"] == "E001"
    wrong = ("attachment", "save", row, "abcdef", "--to", tmp_path)
    assert company.refused(*wrong)["code"] == "E001"
    made = company.value("attachment", "add", row, photo, "--not-secret")["added"][0]["sha256"]
    nowhere = company.refused("attachment", "save", row, made, "--to", photo / "x.png")
    assert nowhere["code"] == "L148"
    assert company.refused("attachment", "remove", row, made, "--reason", " ")["code"] == "E002"
