import unicodedata

import pytest

from app.documents import fonts
from app.documents.fonts import GlyphMissing, NotComposed

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("text", "style", "size", "mm"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bold", 12, 88.3),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bold", 13, 95.7),
        ("Độc lập - Tự do - Hạnh phúc", "Bold", 13, 56.1),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "Bold", 15, 72.9),
        ("ĐẢNG BỘ TRUNG ĐOÀN 5", "Regular", 14, 59.8),
        ("TP. Hồ Chí Minh, ngày 27 tháng 12 năm 2026", "Italic", 13, 85.5),
    ],
)
def test_widths_are_those_measured_in_the_layout_reference(
    text: str, style: fonts.Style, size: float, mm: float
) -> None:
    assert fonts.face(style).width(text, size) / MM == pytest.approx(mm, abs=0.051)


def test_every_vietnamese_letter_is_in_all_four_faces() -> None:
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones} | {"đ"}
    for letter in letters | {x.upper() for x in letters}:
        fonts.require(letter)


@pytest.mark.parametrize("char", ["漢", "😀", "\u0007", "\u200b", "\ue000"])
def test_a_character_the_fonts_lack_is_refused_by_its_name(char: str) -> None:
    with pytest.raises(GlyphMissing, match=f"U\\+{ord(char):04X}"):
        fonts.require(f"Đại đội {char} 1")


def test_decomposed_text_is_refused() -> None:
    with pytest.raises(NotComposed):
        fonts.require(unicodedata.normalize("NFD", "Nội"))


def test_lines_break_at_spaces_and_fill_the_room() -> None:
    lines = fonts.wrap("ĐẢNG BỘ SƯ ĐOÀN BỘ BINH 5", "Regular", 14, 40 * MM)
    assert " ".join(lines) == "ĐẢNG BỘ SƯ ĐOÀN BỘ BINH 5"
    assert len(lines) == 2
    widths = [fonts.face("Regular").width(x, 14) / MM for x in lines]
    assert max(widths) <= 40
    assert fonts.face("Regular").width(f"{lines[0]} {lines[1].split()[0]}", 14) / MM > 40
