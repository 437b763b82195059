"""Old encodings: TCVN3 and VNI by the measured tables (layout 6.2 to 6.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import decode_run, encoding_of, tcvn3, vni
from app.text.legacy import TCVN3, VNI

ASCII = "bcdghklmnpqrstvx ,.-"
TO_TCVN3 = {letter: bytes((byte,)) for byte, letter in TCVN3.items()}
TO_VNI: dict[str, str] = {}
for written, letter in VNI.items():
    TO_VNI.setdefault(letter, written)


def test_the_tables_have_the_measured_number_of_entries() -> None:
    assert len(TCVN3) == len(set(TCVN3.values())) == 74
    assert len(VNI) == 192
    assert len(set(VNI.values())) == 134


@given(st.text(alphabet=[*TO_TCVN3, *ASCII]))
def test_tcvn3_reads_back_what_was_written(wanted: str) -> None:
    raw = b"".join(TO_TCVN3.get(c) or c.encode() for c in wanted)
    assert tcvn3(raw) == wanted
    assert tcvn3(raw.decode("latin-1")) == wanted


@given(st.text(alphabet=[*TO_VNI, *ASCII]))
def test_vni_reads_back_what_was_written(wanted: str) -> None:
    shown = "".join(TO_VNI.get(c, c) for c in wanted)
    assert vni(shown) == wanted
    assert vni(shown.encode("cp1252")) == wanted


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        (
            "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("Xin chaøo caùc baïn", "Xin chào các bạn"),
        ("Aûnh Ñaûng", "Ảnh Đảng"),
    ],
)
def test_vni_lines_known_from_practice(shown: str, meant: str) -> None:
    assert vni(shown) == meant


def test_the_soft_hyphen_byte_is_a_letter_in_tcvn3() -> None:
    assert tcvn3(b"n\xad\xedc") == tcvn3("n\u00ad\u00edc") == "nước"


def test_fonts_of_capitals_give_capitals() -> None:
    raw = "§¶ng uû".encode("latin-1")
    assert tcvn3(raw, capitals=True) == tcvn3(raw).upper()


def test_symbol_fonts_shift_the_bytes_into_the_private_area() -> None:
    assert tcvn3("n\uf0ad\uf0edc") == "nước"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".vnarial", "tcvn3"),
        (".VnTimeH", "tcvn3_capitals"),
        ("VNI-Times", "vni"),
        ("vni helve", "vni"),
        ("VPS Times", "refused"),
        ("VI Arial", "refused"),
        ("Times New Roman", "unicode"),
        ("Vnunicode", "unicode"),
    ],
)
def test_the_font_name_of_a_run_decides(font: str, encoding: str) -> None:
    assert encoding_of(font) == encoding


def test_a_run_that_is_unicode_already_is_left_alone() -> None:
    assert decode_run("Độc lập", ".VnTime") == "Độc lập"
    assert decode_run("Ñoäc laäp", "Times New Roman") == "Ñoäc laäp"
    assert decode_run("Ñoäc laäp", "VNI-Times") == "Độc lập"
