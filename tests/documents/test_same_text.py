"""Both formats say the same words, and say them again byte for byte."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings

from app.documents import outline, pdf, word
from app.documents.blocks import Block
from tests.documents import made, reading

TEXT = """Kính gửi: Tiểu đoàn 1
I. TÌNH HÌNH CHUNG
Quân số **12** đồng chí & một <khách>; {{ không }} phải mẫu, 5*3, a\\|b.
1. Tuyên huấn, giáo dục chính trị

| Chỉ tiêu | Kỳ này | Kỳ trước |
| -------- | ---: | ---: |
| Tỷ lệ tham gia học tập chính trị | 92,5 % | 90,0 % |
| A \\| B & C < D | **1** | – |

a) Điểm a
- Gạch đầu dòng
+ Dấu cộng
Trên đây là báo cáo của Đại đội 1./."""

SOFFICE = shutil.which("soffice")


@settings(max_examples=25, deadline=None)
@given(made.contents)
def test_any_blocks_read_back_as_the_same_text_in_both_formats(blocks: tuple[Block, ...]) -> None:
    sheet = made.sheet(blocks=blocks)
    wanted = reading.expected(sheet)
    assert reading.word_text(word.render(sheet)) == wanted
    drawn = pdf.render(sheet)
    if len(reading.pdf_pages(drawn)) == 1:
        assert reading.pdf_text(sheet, drawn) == wanted


@pytest.mark.parametrize("key", made.IN_USE)
def test_the_papers_in_use_read_back_whole(key: str) -> None:
    sheet = made.sheet(key, TEXT, marks=frozenset({"draft", "proposal", "training"}))
    wanted = reading.expected(sheet)
    assert reading.word_text(word.render(sheet)) == wanted
    assert reading.pdf_text(sheet, pdf.render(sheet)) == wanted
    assert outline.parse(outline.show(sheet.blocks)) == sheet.blocks


@pytest.mark.parametrize("key", made.IN_USE)
def test_words_stay_apart_in_the_pdf(key: str) -> None:
    sheet = made.sheet(key, TEXT)
    text = " ".join(page.extract_text() for page in reading.pdf_pages(pdf.render(sheet)))
    assert "1. Tuyên huấn, giáo dục chính trị" in text
    assert "Quân số 12 đồng chí & một <khách>; {{ không }} phải mẫu" in " ".join(text.split())
    assert "Tỷ lệ tham gia học tập chính trị 92,5 % 90,0 %" in text


_PROGRAM = """
import locale, sys
from hashlib import sha256
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from app.documents import pdf, word
from tests.documents import made
from tests.documents.test_same_text import TEXT
for key in made.IN_USE:
    sheet = made.sheet(key, TEXT)
    print(sha256(pdf.render(sheet)).hexdigest(), sha256(word.render(sheet)).hexdigest())
"""


def test_the_same_sheet_gives_the_same_bytes_in_another_time_zone_and_language() -> None:
    here = ""
    for key in made.IN_USE:
        sheet = made.sheet(key, TEXT)
        digests = [sha256(r(sheet)).hexdigest() for r in (pdf.render, word.render)]
        assert digests == [sha256(r(sheet)).hexdigest() for r in (pdf.render, word.render)]
        here += " ".join(digests) + "\n"
    there = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    made_there = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env={**os.environ, **there}, cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=True
    )  # fmt: skip
    assert made_there.stdout == here


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice chưa cài")
def test_libreoffice_opens_the_word_files_and_reads_the_same_text(tmp_path: Path) -> None:
    for key in made.IN_USE:
        (tmp_path / f"{key}.docx").write_bytes(word.render(made.sheet(key, TEXT)))
    files = [str(tmp_path / f"{key}.docx") for key in made.IN_USE]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for key in made.IN_USE:
        wanted = reading.expected(made.sheet(key, TEXT))
        with pdfplumber.open(tmp_path / f"{key}.pdf") as opened:
            text = reading.squeezed("".join(page.extract_text() for page in opened.pages))
        assert sorted(text) == sorted(wanted)
        assert "Tỷlệthamgiahọctậpchínhtrị92,5%90,0%" in text
