from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF

from app.documents import fonts, pdf
from app.documents.blocks import Paragraph, Run
from app.documents.frame import LineTooLong
from tests.documents import made, reading
from tests.documents.reading import MM

LONG = "Cấp ủy, chỉ huy đã quán triệt đầy đủ, kịp thời các chỉ thị, nghị quyết của trên đến từng quân nhân. "
TEXT = f"I. ĐÁNH GIÁ\n{LONG * 3}\n{LONG * 3}\nKết thúc."


def _baselines(chars: list[dict[str, Any]]) -> list[float]:
    """Return the distinct baselines from the top of the page, in points."""
    return sorted({round(c["matrix"][5], 2) for c in chars}, reverse=True)


def _line(page: Any, text: str) -> list[dict[str, Any]]:
    """Return the characters of the line that holds `text`."""
    squeezed = reading.squeezed(text)
    for base in _baselines(page.chars):
        line = [c for c in page.chars if round(c["matrix"][5], 2) == base]
        plain = reading.squeezed("".join(c["text"] for c in line))
        if squeezed in plain:
            at = plain.index(squeezed)
            solid = [c for c in line if c["text"].strip()]
            return solid[at : at + len(squeezed)]
    raise AssertionError(f"no line {text}")


def _middle(chars: list[dict[str, Any]]) -> float:
    return float((min(c["x0"] for c in chars) + max(c["x1"] for c in chars)) / 2 / MM)


@pytest.mark.parametrize("key", made.IN_USE)
def test_paper_margins_and_body_lines_are_those_of_the_profile(key: str) -> None:
    sheet = made.sheet(key, TEXT)
    p = sheet.profile
    (page,) = reading.pdf_pages(pdf.render(sheet))
    assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.5)
    chars = reading.within(sheet, page)
    assert min(c["x0"] for c in chars) / MM == pytest.approx(p.page.margin_left_mm.use, abs=0.1)
    solid = [c for c in chars if c["text"].strip()]
    right = 210 - p.page.margin_right_mm.use
    assert max(c["x1"] for c in solid) / MM == pytest.approx(right, abs=0.1)
    assert 0 <= min(c["top"] for c in solid) / MM - p.page.margin_top_mm.use <= 3
    body = [
        c for c in solid if c["size"] == p.component["body"].use and "Bold" not in c["fontname"]
    ]
    first = _line(page, "Cấp ủy, chỉ huy")[0]
    assert first["x0"] / MM == pytest.approx(
        p.page.margin_left_mm.use + p.text.first_line_mm.use, abs=0.1
    )
    top = first["matrix"][5]
    steps = [
        round(a - b, 2) for a, b in pairwise(_baselines([c for c in body if c["matrix"][5] <= top]))
    ]
    spacing, gap = p.text.line_spacing_pt.use, p.text.paragraph_gap_pt.use
    assert spacing in steps
    assert spacing + gap in steps


@pytest.mark.parametrize("key", made.IN_USE)
def test_the_header_stands_in_two_centred_columns_on_one_baseline(key: str) -> None:
    sheet = made.sheet(key, TEXT)
    p = sheet.profile
    (page,) = reading.pdf_pages(pdf.render(sheet))
    left, right = p.page.header_columns_mm.use
    margin = p.page.margin_left_mm.use
    issuer, number = _line(page, sheet.issuer.upper()), _line(page, sheet.number)
    date = _line(page, sheet.place_date)
    head = _line(page, next(iter(p.heading.values())))
    assert _middle(issuer) == pytest.approx(margin + left / 2, abs=0.3)
    assert _middle(number) == pytest.approx(margin + left / 2, abs=0.3)
    assert _middle(head) == pytest.approx(margin + left + right / 2, abs=0.3)
    assert _middle(date) == pytest.approx(margin + left + right / 2, abs=0.3)
    assert number[0]["matrix"][5] == pytest.approx(date[0]["matrix"][5], abs=0.1)
    for line, component in ((issuer, "issuer"), (number, "number"), (date, "place_date")):
        c = p.component[component]
        assert {x["size"] for x in line} == {c.use}
        assert {("Bold" in x["fontname"]) for x in line} == {c.weight == "bold"}
        assert {("Italic" in x["fontname"]) for x in line} == {c.slant == "italic"}
    kind = _line(page, sheet.kind.upper())
    assert _middle(kind) == pytest.approx(margin + p.text_width_mm / 2, abs=0.3)


def test_rules_are_as_long_as_the_regulation_says() -> None:
    sheet = made.sheet("quan-doi", TEXT)
    (page,) = reading.pdf_pages(pdf.render(sheet))
    issuer, motto, subject = (
        _line(page, x) for x in ("ĐẠI ĐỘI 1", "Độc lập - Tự do - Hạnh phúc", sheet.subject)
    )
    widths = [line[-1]["x1"] - line[0]["x0"] for line in (issuer, motto, subject)]
    rules = sorted(page.lines, key=lambda x: (x["top"], x["x0"]))
    lengths = sorted(r["x1"] - r["x0"] for r in rules)
    assert lengths == pytest.approx(sorted([widths[0] * 0.4, widths[1], widths[2] * 0.4]), abs=0.5)
    assert {round(r["linewidth"], 2) for r in rules} == {0.75}


def test_the_party_form_has_a_star_and_the_later_one_dashes() -> None:
    (old,) = reading.pdf_pages(pdf.render(made.sheet("dang-hd36-2018", TEXT)))
    (new,) = reading.pdf_pages(pdf.render(made.sheet("dang-hd05-2026", TEXT)))
    assert "*" in old.extract_text().splitlines()
    assert "-----" not in old.extract_text()
    assert "-----" in new.extract_text().splitlines()


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() -> None:
    sheet = made.sheet("dang-hd36-2018", "\n".join([LONG * 4] * 25))
    pages = reading.pdf_pages(pdf.render(sheet))
    assert len(pages) >= 3
    for n, page in enumerate(pages, start=1):
        above = [c for c in page.chars if c["top"] < sheet.profile.page.margin_top_mm.use * MM - 1]
        assert "".join(c["text"] for c in above) == ("" if n == 1 else str(n))
        if n > 1:
            assert _middle(above) == pytest.approx(30 + 165 / 2, abs=0.3)
            line_top = (page.height - above[0]["matrix"][5]) / MM - 0.891 * above[0]["size"] / MM
            assert line_top == pytest.approx(10, abs=0.2)


def _fonts(content: bytes) -> dict[str, bool]:
    """Return every font listed in the file and whether its program is embedded."""
    found: dict[str, bool] = {}
    with PDF.open(BytesIO(content)) as opened:
        for page in opened.pages:
            for ref in resolve1(page.page_obj.resources["Font"]).values():
                font = resolve1(ref)
                described = resolve1(font.get("FontDescriptor"))
                found[font["BaseFont"].name] = bool(described and "FontFile2" in described)
    return found


@pytest.mark.parametrize("key", made.IN_USE)
def test_every_font_is_an_embedded_liberation_serif(key: str) -> None:
    text = TEXT + "\n| a | **b** |\n| --- | --- |\n| 1 | 2 |"
    found = _fonts(
        pdf.render(made.sheet(key, text, marks=frozenset({"proposal", "training", "draft"})))
    )
    assert found
    assert all(embedded and "LiberationSerif" in name for name, embedded in found.items())


def test_the_properties_say_only_what_the_profile_allows() -> None:
    with PDF.open(BytesIO(pdf.render(made.sheet()))) as opened:
        properties = dict(opened.metadata)
        language = opened.doc.catalog["Lang"]
    assert properties.pop("Title") == "Báo cáo 03/BC-c1"
    assert properties.pop("Author") == "Đại đội 1"
    assert language in (b"vi-VN", "vi-VN")
    assert not any(
        "reportlab" in str(v).lower() or "anonymous" in str(v) for v in properties.values()
    )
    assert "unspecified" not in str(properties)


def test_a_table_of_three_pages_repeats_its_header_and_tears_no_row() -> None:
    rows = "\n".join(f"| dòng{n:03} | {'chữ ' * (n % 9 + 1)}cuối{n:03} |" for n in range(120))
    sheet = made.sheet(text=f"| Đầu | Cột |\n| --- | ---- |\n{rows}\nXong.")
    pages = reading.pdf_pages(pdf.render(sheet))
    assert len(pages) >= 3
    seen = []
    for page in pages:
        words = [w["text"] for w in page.extract_words()]
        starts = [w[4:] for w in words if w.startswith("dòng")]
        assert starts == [w[4:] for w in words if w.startswith("cuối")]
        assert words.count("Đầu") == (1 if starts else 0)
        seen += starts
    assert seen == [f"{n:03}" for n in range(120)]


def test_a_row_taller_than_a_page_is_cut_between_lines_and_loses_nothing() -> None:
    words = [f"từ{n:04}" for n in range(1500)]
    sheet = made.sheet(text=f"| A | B |\n| --- | --- |\n| {' '.join(words)} | bên |\nXong.")
    pages = reading.pdf_pages(pdf.render(sheet))
    seen = [w["text"] for page in pages for w in page.extract_words() if w["text"].startswith("từ")]
    assert seen == words


@pytest.mark.parametrize("lines", range(18, 50, 3))
def test_the_signature_is_never_torn_from_the_last_two_lines(lines: int) -> None:
    text = "\n".join([f"Dòng {n} của bài." for n in range(lines)] + ["II. KẾT LUẬN", LONG * 2])
    pages = reading.pdf_pages(pdf.render(made.sheet(text=text)))
    last = pages[-1].extract_text()
    assert "Đại úy Nguyễn Văn Mẫu" in last
    assert "CHÍNH TRỊ VIÊN" in last
    assert "Nơi nhận:" in last
    before = last[: last.index("Nơi nhận:")].splitlines()
    assert len([x for x in before if "từng quân nhân" in x or "quán triệt" in x]) >= 2
    for page in pages[:-1]:
        assert not page.extract_text().endswith("II. KẾT LUẬN")


def test_a_long_unit_name_wraps_into_at_most_three_lines_and_keeps_its_rule() -> None:
    name = "Tiểu đoàn huấn luyện chiến sĩ mới và bảo đảm kỹ thuật số 12"
    (page,) = reading.pdf_pages(pdf.render(made.sheet(text=TEXT, issuer=name)))
    lines = [
        x for x in page.extract_text().splitlines()[:6] if "TIỂU ĐOÀN HUẤN" in x or "KỸ THUẬT" in x
    ]
    assert len(lines) == 2
    with pytest.raises(LineTooLong):
        pdf.render(made.sheet(issuer=name * 3))


def test_a_place_name_too_long_for_its_column_widens_it_and_then_is_refused() -> None:
    words = "Thành phố Hồ Chí Minh, ngày 27 tháng 12 năm 2026"
    sheet = made.sheet(text=TEXT, place_date=words)
    (page,) = reading.pdf_pages(pdf.render(sheet))
    assert _line(page, words)
    with pytest.raises(LineTooLong, match="không vừa cột bên phải"):
        pdf.render(replace(sheet, place_date=words + ", nơi đóng quân tạm thời"))


def test_a_missing_glyph_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(fonts.GlyphMissing, match="U\\+6F22"):
        pdf.render(made.sheet(text="Chữ 漢 lạ."))
    with pytest.raises(fonts.NotComposed):
        apart = Paragraph((Run("No\u0323\u0302i"),))
        pdf.render(made.sheet(blocks=(apart,)))


def test_a_date_is_never_broken_by_a_narrow_column() -> None:
    text = "| Nhiệm vụ | Hạn | Kết quả |\n| ------------------ | --- | ------------------ |\n"
    sheet = made.sheet(text=text + f"| {LONG} | 10/01/2026 | {LONG} |\nXong.")
    (page,) = reading.pdf_pages(pdf.render(sheet))
    assert "10/01/2026" in [w["text"] for w in page.extract_words()]
    right = 210 - sheet.profile.page.margin_right_mm.use
    assert max(r["x1"] for r in page.rects) / MM == pytest.approx(right, abs=0.1)


@pytest.mark.parametrize("lines", range(17, 29))
def test_a_bold_line_never_stands_alone_at_the_foot_of_a_page(lines: int) -> None:
    table = "| A | B |\n| --- | --- |\n| một | hai |\n| ba | bốn |"
    text = "\n".join(
        [*(f"Dòng {n} của bài." for n in range(lines)), "**PHỤ LỤC**", table, LONG, LONG]
    )
    pages = [page.extract_text() for page in reading.pdf_pages(pdf.render(made.sheet(text=text)))]
    (with_line,) = [page for page in pages if "PHỤ LỤC" in page]
    assert "một hai" in with_line


@pytest.mark.parametrize("letters", range(60, 100, 2))
def test_a_number_and_its_percent_sign_stay_on_one_line(letters: int) -> None:
    sheet = made.sheet(text=f"{'chữ ' * (letters // 4)}{'i' * (letters % 4)} đạt 92,5 % quân số.")
    (page,) = reading.pdf_pages(pdf.render(sheet))
    assert any("92,5" in x and "%" in x for x in page.extract_text().splitlines())
