from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from app.documents import fonts, word
from tests.documents import made, reading

TEXT = "I. MỘT\nVăn **đậm** thường.\n1. Hai\n\n| A | B |\n| --- | ---: |\n| 1 | 2 |\n| 3 | 4 |\n\nXong."
ALL = frozenset({"draft", "proposal", "training"})


def _part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as packed:
        return packed.read(name).decode("utf-8")


@pytest.mark.parametrize("key", made.IN_USE)
def test_page_and_body_paragraphs_are_those_of_the_profile(key: str) -> None:
    sheet = made.sheet(key, TEXT)
    p = sheet.profile
    document = reading.word(word.render(sheet))
    section = document.sections[0]
    page = (
        section.page_width.mm,
        section.page_height.mm,
        section.top_margin.mm,
        section.bottom_margin.mm,
    )
    assert page == pytest.approx(
        (210, 297, p.page.margin_top_mm.use, p.page.margin_bottom_mm.use), abs=0.1
    )
    assert section.left_margin.mm == pytest.approx(p.page.margin_left_mm.use, abs=0.1)
    assert section.right_margin.mm == pytest.approx(p.page.margin_right_mm.use, abs=0.1)
    body = next(x for x in document.paragraphs if x.text == "Văn đậm thường.")
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(
        p.text.first_line_mm.use, abs=0.1
    )
    assert body.paragraph_format.line_spacing.pt == p.text.line_spacing_pt.use
    assert body.paragraph_format.space_before.pt == p.text.paragraph_gap_pt.use
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert [r.bold for r in body.runs] == [False, True, False]
    assert {r.font.size.pt for r in body.runs} == {p.component["body"].use}
    heading = next(x for x in document.paragraphs if x.text == "I. MỘT")
    assert heading.paragraph_format.keep_with_next
    assert all(r.bold for r in heading.runs)


@pytest.mark.parametrize("key", made.IN_USE)
def test_the_header_is_a_fixed_table_as_wide_as_the_text(key: str) -> None:
    sheet = made.sheet(key, TEXT)
    p = sheet.profile
    table = reading.word(word.render(sheet)).tables[0]
    grid = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid]
    assert [w / 20 / reading.MM for w in grid] == pytest.approx(
        p.page.header_columns_mm.use, abs=0.1
    )
    assert sum(grid) / 20 / reading.MM == pytest.approx(p.text_width_mm, abs=0.05)
    assert [c.width.mm for c in table.rows[0].cells] == pytest.approx(
        p.page.header_columns_mm.use, abs=0.1
    )
    number, date = (cell.text for cell in table.rows[1].cells)
    assert (number, date) == (sheet.number, sheet.place_date)


def test_rules_are_paragraph_borders_with_equal_indents() -> None:
    table = reading.word(word.render(made.sheet(text=TEXT))).tables[0]
    ruled = [
        (cell.width.pt, x) for cell in table.rows[0].cells for x in cell.paragraphs
        if x._p.pPr.find(qn("w:pBdr")) is not None
    ]  # fmt: skip
    lengths = []
    for width, x in ruled:
        f = x.paragraph_format
        assert f.left_indent == f.right_indent
        assert f.line_spacing.pt == 4
        lengths.append((width - 2 * f.left_indent.pt) / reading.MM)
    issuer = fonts.face("Bold").width("ĐẠI ĐỘI 1", 12) / reading.MM
    assert lengths == pytest.approx([0.4 * issuer, 56.1], abs=0.1)


@pytest.mark.parametrize("key", made.IN_USE)
def test_every_run_names_times_new_roman_in_all_four_slots(key: str) -> None:
    content = word.render(made.sheet(key, TEXT, marks=ALL))
    with ZipFile(BytesIO(content)) as packed:
        parts = [n for n in packed.namelist() if n.endswith(".xml")]
        whole = "".join(packed.read(n).decode("utf-8") for n in parts)
    assert "Theme" not in whole
    assert "theme" not in "".join(parts)
    root = reading.word(content).element
    for run in root.iter(qn("w:r")):
        slots = run.rPr.find(qn("w:rFonts"))
        assert {slots.get(qn(f"w:{s}")) for s in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }


def test_the_page_number_is_a_field_from_the_second_page() -> None:
    content = word.render(made.sheet(text=TEXT, marks=ALL))
    section = reading.word(content).sections[0]
    assert section.different_first_page_header_footer
    assert section.header_distance.mm == pytest.approx(10, abs=0.1)
    assert " PAGE " in section.header._element.xml
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert " PAGE " not in section.first_page_header._element.xml
    assert " PAGE " not in section.footer._element.xml
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Mặc định đề xuất, chưa phải mẫu chính thức"


def test_tables_repeat_their_header_and_tear_no_row() -> None:
    table = reading.word(word.render(made.sheet(text=TEXT))).tables[1]
    rows = table._tbl.tr_lst
    assert [r.trPr.find(qn("w:tblHeader")) is not None for r in rows] == [True, False, False]
    assert all(r.trPr.find(qn("w:cantSplit")) is not None for r in rows)
    assert table.rows[1].cells[1].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_the_signature_stays_with_the_last_lines() -> None:
    document = reading.word(word.render(made.sheet(text="Một.\nHai.\nBa.")))
    kept = {x.text: bool(x.paragraph_format.keep_with_next) for x in document.paragraphs if x.text}
    assert kept["Hai."]
    assert kept["Ba."]
    assert not kept["Một."]
    closing = document.tables[-1]
    assert all(x.paragraph_format.keep_with_next for x in closing.rows[0].cells[1].paragraphs)


def test_the_properties_and_parts_hold_nothing_of_the_library_or_the_machine() -> None:
    content = word.render(made.sheet(text=TEXT))
    properties = reading.word(content).core_properties
    assert (properties.title, properties.author) == ("Báo cáo 03/BC-c1", "Đại đội 1")
    assert properties.language == "vi-VN"
    assert properties.created.isoformat().startswith("2026-02-04T00:00:00")
    assert (properties.comments, properties.keywords, properties.subject) == ("", "", "")
    with ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        assert {i.date_time for i in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [n for n in names if "custom" in n.lower() or "thumbnail" in n or "comments" in n]
    assert "python-docx" not in _part(content, "docProps/core.xml")


def test_a_missing_glyph_is_refused_in_word_too() -> None:
    with pytest.raises(fonts.GlyphMissing):
        word.render(made.sheet(text="Chữ 漢 lạ."))


def test_a_bold_line_stays_with_what_follows() -> None:
    sheet = made.sheet(text="Một.\n**PHỤ LỤC**\nHai.\nBa.\nBốn.\nNăm.")
    found = {
        p.text: p.paragraph_format.keep_with_next
        for p in Document(BytesIO(word.render(sheet))).paragraphs
    }
    assert found["PHỤ LỤC"]
    assert not found["Một."]
