"""Files that people bring: CSV of any encoding, OpenDocument, old fonts, damage and bombs."""

import codecs
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from app.ledgers import sheets
from app.ledgers.sheets.cells import MOST_ROWS
from app.ledgers.sheets.text import decoded
from app.store import Store
from app.text.legacy import TCVN3
from tests.ledgers.made_sheets import (
    HEADINGS,
    LESSON,
    book,
    changed,
    first,
    lessons,
    odf,
    planned,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
BACK = {letter: byte for byte, letter in TCVN3.items()}


def abc(text: str) -> str:
    """Return text as a Western program shows what was typed in TCVN3."""
    return bytes(BACK.get(c, ord(c) if ord(c) < 128 else 63) for c in text).decode("latin-1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_in_any_encoding(scratch: Store, encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(f'"{x}"' for x in row) for row in (HEADINGS, LESSON))
    if encoding == "cp1258":
        text = _for_cp1258(text)
    found = planned(scratch, "session", text.encode(encoding), keep_duplicates=True)
    assert not found.problems
    assert found.rows[0].values["topic"] == "Truyền thống đơn vị"


def _for_cp1258(text: str) -> str:
    """Write tones as the page wants them: letter, then tone."""
    out = []
    for c in text:
        try:
            c.encode("cp1258")
            out.append(c)
        except UnicodeEncodeError:
            out.append(_apart(c))
    return "".join(out)


def _apart(c: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", c))
    tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
    rest = [m for m in marks if m not in tones]
    return unicodedata.normalize("NFC", base + "".join(rest)) + "".join(tones)


def test_old_text_of_a_csv_is_decoded_when_its_font_is_told(scratch: Store) -> None:
    row = [abc(x) for x in LESSON]
    lines = ";".join(abc(x) for x in HEADINGS), ";".join(row)
    content = "\n".join(lines).encode("latin-1")
    sheet = first(content, "so.csv")
    columns = dict(
        enumerate(
            (
                "date",
                "audience",
                "topic",
                "form",
                "lecturer",
                "hours",
                "required",
                "present",
                "made_up",
            )
        )
    )
    found = sheets.plan(scratch, "session", sheet, sheets.ColumnMap(1, columns, font=".VnTime"))
    assert found.rows[0].values["topic"] == "Truyền thống đơn vị"
    assert found.rows[0].values["lecturer"]["name"] == "Nguyễn Văn Mẫu"  # type: ignore[call-overload,index]


def test_text_of_old_fonts_is_decoded_cell_by_cell(scratch: Store) -> None:
    rows = lessons({2: abc("Truyền thống đơn vị"), 4: abc("Nguyễn Văn Mẫu")}, {2: "Toång keát"})
    rows[0] = [abc(str(x)) for x in HEADINGS]
    heads = {f"{c}1": ".VnTime" for c in "ABCDEFGHI"}
    content = book(rows, fonts={"C2": ".VnTime", "E2": ".VnArial", "C3": "VNI-Times", **heads})
    found = planned(scratch, "session", content)
    assert not found.blocked, found.problems
    assert [row.values["topic"] for row in found.rows] == ["Truyền thống đơn vị", "Tổng kết"]
    shown = [(d.row, d.column, d.font, d.after) for d in found.decoded]
    assert shown[0] == (2, "C", ".VnTime", "Truyền thống đơn vị")
    assert found.decoded[0].before == abc("Truyền thống đơn vị")


@pytest.mark.parametrize(
    ("text", "font", "said"),
    [
        (abc("Trung ương").replace("\xad", ""), ".VnTime", "ư trong “ơng”"),
        (abc("nước").replace("\xad", ""), ".VnTime", "ư trong “nớc”"),
        ("n?íc m¹nh", ".VnTime", "Mất chữ trong “n?íc”".replace("í", "ớ")),
        ("Đã là Unicode ạ", ".VnTime", "Đã là chữ Unicode"),
        ("Bµi VÒ nhµ", ".VnTimeH", "chữ thường trong ô đã thành chữ hoa"),
        ("B\xdfi", "VNI-Times", "ký tự “ß”"),
        ("abc", "VPS Long An", "gõ lại"),
    ],
)
def test_lost_letters_are_named(scratch: Store, text: str, font: str, said: str) -> None:
    found = planned(scratch, "session", book(lessons({2: text}), fonts={"C2": font}))
    assert said in " ".join(p.what for p in found.problems if p.code == "L213")
    assert all(p.column == "C" for p in found.problems if p.code == "L213")


def test_good_text_of_an_old_font_raises_no_doubt(scratch: Store) -> None:
    text = abc("nước hươu trường thương người đường rượu lớn bơi trơn")
    found = planned(scratch, "session", book(lessons({2: text}), fonts={"C2": ".VnTime"}))
    assert not found.problems


def test_a_cell_of_several_fonts_is_decoded_run_by_run() -> None:
    made = openpyxl.Workbook()
    cell = made.active["A1"]
    cell.font = Font(name="Arial")
    made.active["A1"] = CellRichText(
        "Bài: ",
        TextBlock(InlineFont(rFont="VNI-Times"), "To"),
        TextBlock(InlineFont(rFont="VNI-Times", b=True), "å x"),
    )
    out = BytesIO()
    made.save(out)
    found = first(out.getvalue()).rows[0].cells[0]
    assert decoded(found) == "Bài: Tổ x"


def cells(rows: Sequence[Sequence[str]]) -> str:
    return "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{x}</text:p></table:table-cell>'
            for x in row
        )
        + "</table:table-row>"
        for row in rows
    )


def test_an_opendocument_sheet_is_read(scratch: Store) -> None:
    typed = (
        '<table:table-row table:visibility="filter">'
        '<table:table-cell office:value-type="date" office:date-value="2026-03-12"/>'
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{x}</text:p></table:table-cell>'
            for x in LESSON[1:5]
        )
        + '<table:table-cell office:value-type="float" office:value="3.5"><text:p>3,5</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="8" table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="0"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    found = planned(scratch, "session", odf(cells([HEADINGS]) + typed))
    assert [p.code for p in found.problems] == ["L216"]
    values = found.rows[0].values
    assert (values["date"], str(values["hours"]), values["present"]) == ("2026-03-12", "3.5", 8)


def test_an_opendocument_sheet_tells_fonts_and_merged_cells() -> None:
    styles = '<style:style style:name="ce1"><style:text-properties style:font-name=".VnTime"/></style:style>'
    row = (
        '<table:table-row><table:table-cell table:style-name="ce1" office:value-type="string" '
        'table:number-columns-spanned="2"><text:p>Tr\xadêng</text:p><text:p>b<text:s text:c="2"/>c</text:p>'
        "</table:table-cell><table:covered-table-cell/><table:table-cell office:value-type='percentage' "
        "office:value='0.925'/></table:table-row>"
    )
    found = first(odf(row, styles))
    assert found.merged[0].name == "A1:B1"
    assert found.rows[0].cells[1].font == ".VnTime"
    assert found.rows[0].cells[0].value == "Tr\xadêng\nb  c"
    assert found.rows[0].cells[2].value == "92,5 %"


def test_a_file_that_is_no_spreadsheet_is_refused() -> None:
    good = book(lessons({}))
    for content in (
        b"", b"  \n", b"%PDF-1.7", bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, b"PK\x03\x04abc",
        good[:-50], good[: len(good) // 2], zipped({"a.xml": "<a/>"}), odf("")[:-40],
        changed(good, SHEET, "</sheetData>", "<!-- x"), changed(good, SHEET, 'r="A1"', 'r="?"'),
        codecs.BOM_UTF16_LE + b"a", changed(good, "xl/workbook.xml", "<sheets>", "<sheet>"),
        changed(good, SHEET, "<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
    ):  # fmt: skip
        with pytest.raises(sheets.SheetUnreadable):
            sheets.read(content, "bang.xlsx").sheet("Bảng 1")


def test_every_flipped_byte_is_read_or_refused() -> None:
    good = book(lessons({}))
    for at in range(0, len(good), 97):
        torn = bytearray(good)
        torn[at] ^= 0x55
        try:
            sheets.read(bytes(torn), "bang.xlsx")
        except (sheets.SheetUnreadable, sheets.SheetTooLarge):
            continue


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = BytesIO(book(lessons({})))
    with ZipFile(out, "a", ZIP_DEFLATED) as package, package.open("xl/bomb.xml", "w") as part:
        for _ in range(40):
            part.write(b"<c/>" * (1 << 18))
    with pytest.raises(sheets.SheetTooLarge):
        sheets.read(out.getvalue(), "bang.xlsx")


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ledgers.sheets.files._MOST_TAGS", 2000)
    first(book(lessons({})))
    with pytest.raises(sheets.SheetTooLarge):
        first(book(lessons(*({} for _ in range(100)))))


def test_too_many_rows_or_columns_are_refused() -> None:
    with pytest.raises(sheets.SheetTooLarge, match="256 cột"):
        first(book([["x"] * 257]))
    with pytest.raises(sheets.SheetTooLarge):
        first(b"x\n" * (MOST_ROWS + 1), "a.csv")


def test_a_sheet_is_chosen_by_name_or_is_the_first_one_filled() -> None:
    made = openpyxl.Workbook()
    made.create_sheet("Hai").append(["x"])
    made.create_sheet("Ba").append(["y"])
    made["Hai"].sheet_state = "hidden"
    out = BytesIO()
    made.save(out)
    found = sheets.read(out.getvalue(), "a.xlsx")
    assert found.sheet().name == "Ba"
    assert found.sheet("Hai").hidden
    with pytest.raises(sheets.SheetUnreadable, match="không có bảng “Bốn”"):
        found.sheet("Bốn")
