"""An `.xlsx` as Excel itself writes it: shared strings with runs, styles by number, binary noise in figures."""

from datetime import date
from decimal import Decimal

from app.ledgers.sheets import Sheet
from app.ledgers.sheets.text import decoded
from tests.ledgers.made_sheets import first, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STRINGS = (
    "<si><t>Ngày</t></si>"
    '<si><r><rPr><rFont val=".VnTime"/></rPr><t>n\xad</t></r>'
    '<r><rPr><b/><rFont val=".VnArial"/></rPr><t xml:space="preserve">íc </t></r><r><t>ta</t></r></si>'
    "<si><t>hai_x000D_\ndòng</t></si><si><t>_x005F_x0041_</t></si>"
)
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<fonts count="2"><font><name val="Calibri"/></font><font><name val=".VnTime"/></font></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
)


def excel(rows: str, after: str = "") -> Sheet:
    """Return the sheet of a package with these rows (XML)."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Bảng 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{STRINGS}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    return first(zipped(parts))


def test_shared_strings_keep_their_fonts() -> None:
    row = excel(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s" s="1"><v>1</v></c></row>'
    ).rows[0]
    assert (row.cells[0].value, row.cells[0].font) == ("Ngày", "Calibri")
    assert 1 not in row.cells
    assert [run.font for run in row.cells[2].runs] == [".VnTime", ".VnArial", ".VnTime"]
    assert decoded(row.cells[2]) == "nước ta"


def test_escaped_characters_are_read_once() -> None:
    row = excel('<row r="1"><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>').rows[0]
    assert [c.value for c in row.cells.values()] == ["hai\r\ndòng", "_x0041_"]


def test_figures_lose_their_binary_noise() -> None:
    row = excel(
        '<row r="7" hidden="1"><c r="A7"><v>0.30000000000000004</v></c><c r="B7" s="3"><v>0.92500000000000004</v></c>'
        '<c r="C7" s="2"><v>46093</v></c><c r="D7"><v>1234567890123.25</v></c><c r="E7" t="b"><v>1</v></c>'
        '<c r="F7" t="e"><v>#N/A</v></c><c r="G7" s="2"><v>-5</v></c><c r="H7" t="str"><f>A1</f><v>x</v></c>'
        '<c r="I7"><f>B1</f></c><c r="J7"/></row>'
    ).rows[0]  # fmt: skip
    assert (row.number, row.hidden) == (7, True)
    values = [c.value for c in row.cells.values() if not c.fault]
    assert values == [
        Decimal("0.3"),
        "92,5 %",
        date(2026, 3, 12),
        Decimal("1234567890123.25"),
        True,
        "x",
    ]
    assert [n for n, c in row.cells.items() if c.fault] == [5, 6, 8]


def test_a_merged_area_of_the_whole_sheet_fills_only_what_is_there() -> None:
    found = excel(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="90000"><c r="C90000"><v>1</v></c></row>',
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    assert [sorted(row.cells) for row in found.rows] == [[0, 1, 2], [0, 1, 2]]
    assert found.rows[1].cells[2].value == 1
