"""Files of registers as others see them: LibreOffice, fonts, properties, bytes; and what is refused."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path

import pdfplumber
import pytest

from app import period as periods
from app.documents import register_layout, registers
from app.documents.fonts import GlyphMissing
from app.documents.refusals import FormatUnknown
from app.ledgers import entries, people
from app.progress import Cancelled
from app.store import Store
from tests.documents import made_registers as made
from tests.documents import reading
from tests.documents.test_registers import MANY
from tests.ledgers.examples import COMPANY, PEOPLE

SOFFICE = shutil.which("soffice")
WORDS = register_layout.load().words
MARCH = periods.parse("2026-03")


@pytest.fixture
def kept(store: Store) -> Store:
    entries.add_many(store, "person", PEOPLE)
    entries.add_many(store, "session", [COMPANY["session"]] * 3)
    return store


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice chưa cài")
def test_libreoffice_shows_the_word_file_with_the_same_rows_and_sums_on_each_page(
    tmp_path: Path,
) -> None:
    volume = made.bound(made.counted(MANY, struck=[5, 50, 119]))
    (tmp_path / "r.docx").write_bytes(made.RENDER["docx"](volume))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "r.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    ours = reading.pdf_pages(made.RENDER["pdf"](volume))
    with pdfplumber.open(tmp_path / "r.pdf") as opened:
        theirs = [made.lines_of(page) for page in opened.pages]
    assert len(theirs) == len(ours)
    so_far = [0, 0]
    for n, (own, lines) in enumerate(zip(map(made.lines_of, ours), theirs, strict=True)):
        rows = made.row_figures(lines)
        assert rows
        assert rows == made.row_figures(own)
        live = [x for code, x in rows.items() if int(code[1:]) not in (5, 50, 119)]
        assert n == 0 or made.figures(lines, WORDS.brought) == so_far
        page = [sum(x[i] for x in live) for i in (0, 1)]
        assert made.figures(lines, WORDS.page_sum) == page
        so_far = [a + b for a, b in zip(so_far, page, strict=True)]
        label = WORDS.total if n == len(theirs) - 1 else WORDS.carried
        assert made.figures(lines, label) == so_far


def test_fonts_are_embedded_and_every_text_is_composed() -> None:
    pages = reading.pdf_pages(made.RENDER["pdf"](made.bound(made.counted(MANY, struck=[3]))))
    fonts = {c["fontname"] for page in pages for c in page.chars}
    assert all("+LiberationSerif" in x for x in fonts)
    text = "".join(c["text"] for page in pages for c in page.chars)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\u00ad\u00d0\u200b\u200c\u200d\ufeff\ufffd\0")


def test_the_word_file_names_one_font_and_nothing_of_its_maker() -> None:
    document = reading.word(made.RENDER["docx"](made.bound(made.counted(MANY))))
    core = document.core_properties
    assert core.title == "Buổi học chính trị, năm 2026"
    assert (core.author, core.comments, core.keywords) == ("Đại đội 1", "", "")
    styles = document.styles.element.xml
    assert "Theme" not in styles
    fonts = re.findall(r"<w:rFonts ([^>]*)/>", styles)
    assert fonts
    for one in fonts:
        assert re.findall(r'w:(\w+)="Times New Roman"', one) == ["ascii", "hAnsi", "eastAsia", "cs"]


_PROGRAM = """
import locale
from hashlib import sha256
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from tests.documents import made_registers as made
from tests.documents.test_registers import MANY
volume = made.bound(made.counted(MANY))
print(*(sha256(made.RENDER[x](volume)).hexdigest() for x in ("docx", "pdf")))
"""


def test_the_same_register_gives_the_same_bytes_in_another_time_zone_and_language() -> None:
    volume = made.bound(made.counted(MANY))
    here = " ".join(sha256(made.RENDER[x](volume)).hexdigest() for x in ("docx", "pdf"))
    there = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env={**os.environ, **there}, cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=True
    )  # fmt: skip
    assert told.stdout.strip() == here


@pytest.mark.parametrize("format", registers.FORMATS)
def test_a_section_is_printed_from_the_store(kept: Store, format: str) -> None:
    content = registers.render(kept, registers.make(kept, "session", MARCH), format)
    if format == "docx":
        text = reading.word_text(content)
    else:
        text = reading.squeezed("".join(p.extract_text() for p in reading.pdf_pages(content)))
    for words in ("TIỂUĐOÀN1", "ĐẠIĐỘI1", "BUỔIHỌCCHÍNHTRỊ", "Tháng03/2026", "NGƯỜIGHISỔ"):
        assert words in text


def test_a_party_register_is_headed_and_signed_by_the_party(kept: Store) -> None:
    entries.add(kept, "fee", COMPANY["fee"])
    made_pdf = registers.render(kept, registers.make(kept, "fee", MARCH), "pdf")
    text = "\n".join(p.extract_text() for p in reading.pdf_pages(made_pdf))
    for words in ("CHI BỘ ĐẠI ĐỘI 1", "NGƯỜI THU", "T/M CHI BỘ", "BÍ THƯ"):
        assert words in text


def test_our_proposal_says_so_until_the_form_is_confirmed(kept: Store) -> None:
    note = "Mặc định đề xuất, chưa phải mẫu chính thức"

    def printed() -> str:
        content = registers.render(kept, registers.make(kept, "session", MARCH), "pdf")
        return str(reading.pdf_pages(content)[0].extract_text())

    assert note in printed()
    with kept.change("Xác nhận mẫu"):
        kept.set_setting("forms_confirmed", ["session"])
    assert note not in printed()


@pytest.mark.parametrize("format", registers.FORMATS)
def test_a_character_no_font_has_is_refused_with_the_row_that_holds_it(
    kept: Store, format: str
) -> None:
    entries.add(kept, "session", COMPANY["session"] | {"topic": "Truyền thống 中"})
    with pytest.raises(GlyphMissing, match="U\\+4E2D") as refused:
        registers.render(kept, registers.make(kept, "session", MARCH), format)
    (problem,) = refused.value.problems
    assert problem.where == "Buổi học chính trị"
    assert "Dòng 4, cột Bài, chuyên đề" in problem.what


def test_signs_of_markup_and_decomposed_text_are_printed_as_letters(kept: Store) -> None:
    topic = "A & B < C | **đậm** {{ x }} ]]>"
    row = entries.add(kept, "session", COMPANY["session"] | {"topic": topic})
    data = {**row.values, "note": unicodedata.normalize("NFD", "Tiếng Việt")}
    with kept.change("Thử"):
        kept.update("entry", row.id, {"data": data})
    for kind in registers.FORMATS:
        content = registers.render(kept, registers.make(kept, "session", MARCH), kind)
        pages = made.word_pages(content) if kind == "docx" else made.pdf_rows(content)
        text = reading.squeezed("".join(x for p in pages for r in p.rows for x in r))
        assert reading.squeezed(topic) in text
        assert "TiếngViệt" in text


def test_another_format_is_refused(kept: Store) -> None:
    with pytest.raises(FormatUnknown, match="odt"):
        registers.render(kept, registers.make(kept, "session", MARCH), "odt")


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_printing_can_be_cancelled_at_each_step(kept: Store, stop: int) -> None:
    steps = []

    def progress(done: int, total: int, what: str) -> None:
        steps.append(what)
        if len(steps) == stop:
            raise Cancelled

    with pytest.raises(Cancelled):
        registers.render(
            kept,
            registers.make(kept, "session", MARCH, progress=progress),
            "pdf",
            progress=progress,
        )


def test_the_officer_of_the_day_signs(kept: Store) -> None:
    officer = people.find(kept, "Nguyễn Văn Mẫu")
    assert officer
    content = registers.render(kept, registers.make(kept, "session", MARCH), "pdf")
    text = "".join(p.extract_text() for p in reading.pdf_pages(content))
    assert "Đại úy Nguyễn Văn Mẫu" in text
