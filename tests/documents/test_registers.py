"""Bound registers as they stand on paper: pages, header, sums, signatures, in Word and PDF alike."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import register_layout
from app.documents.register_text import Ruler, cut
from app.ledgers.register import Column, Part
from tests.documents import made_registers as made
from tests.documents import reading

WORDS = register_layout.load().words
MANY = [(n % 7, 1000 * n) for n in range(1, 121)]
LONG = "Cán bộ, chiến sĩ phấn khởi, tin tưởng; đề nghị bảo đảm nước sinh hoạt. "


@pytest.mark.parametrize("format", made.RENDER)
@settings(max_examples=25)
@given(part=made.parts())
def test_any_block_of_rows_reads_back_as_the_same_texts(format: str, part: Part) -> None:
    content = made.RENDER[format](made.bound(part))
    pages = made.word_pages(content) if format == "docx" else made.pdf_rows(content)
    read = reading.squeezed("".join(x for page in pages for row in page.rows for x in row))
    wanted = reading.squeezed("".join(_expected(part)))
    assert sorted(read.replace(WORDS.again, "")) == sorted(wanted)


def _expected(part: Part) -> Sequence[str]:
    found = [] if part.rows else [WORDS.nothing]
    for row in part.rows:
        found += row.texts
        if row.struck:
            found.append(WORDS.struck.format(ordinal=row.texts[0], reason=row.struck))
    return found


@pytest.mark.parametrize("format", made.RENDER)
def test_both_formats_hold_the_same_rows_on_each_page(format: str) -> None:
    volume = made.bound(made.counted(MANY))
    wanted = [
        [["\n".join(" ".join(x) for x in cell) for cell in band.cells] for band in page.leaf.bands]
        for page in volume.pages
    ]
    content = made.RENDER[format](volume)
    pages = made.word_pages(content) if format == "docx" else made.pdf_rows(content)
    assert [page.rows for page in pages if page.rows] == [x for x in wanted if x]
    assert len(volume.pages) > 3


sums = st.lists(
    st.tuples(st.integers(0, 999), st.integers(-10_000, 9_999_999)), min_size=1, max_size=90
)


@pytest.mark.parametrize("format", made.RENDER)
@settings(max_examples=12)
@given(values=sums, struck=st.sets(st.integers(1, 90)))
def test_page_sums_and_carried_sums_add_up(
    format: str, values: list[tuple[int, int | Decimal]], struck: set[int]
) -> None:
    content = made.RENDER[format](made.bound(made.counted(values, sorted(struck))))
    pages = made.word_pages(content) if format == "docx" else made.pdf_rows(content)
    pages = [p for p in pages if p.rows]
    so_far = [0, 0]
    for n, page in enumerate(pages):
        codes = {r[1]: r[2:] for r in page.rows if len(r) > 1 and r[1].startswith("R")}
        live = [r for code, r in codes.items() if int(code[1:]) not in struck]
        own = [sum(int(r[i].replace(".", "")) for r in live) for i in (0, 1)]
        shown = {k: _ints(page.labelled(k)) for k in (WORDS.page_sum, WORDS.carried, WORDS.brought)}
        assert n == 0 or shown[WORDS.brought] == _seen(so_far, values, struck)
        so_far = [a + b for a, b in zip(so_far, own, strict=True)]
        if len(pages) > 1 and live:
            assert shown[WORDS.page_sum] == own
        if n < len(pages) - 1:
            assert shown[WORDS.carried] == _seen(so_far, values, struck)
    live_rows = [v for i, v in enumerate(values, 1) if i not in struck]
    if live_rows:
        assert _ints(pages[-1].labelled(WORDS.total)) == so_far
        assert so_far == [sum(int(v[i]) for v in live_rows) for i in (0, 1)]


def _ints(cells: list[str]) -> list[int]:
    return [int(x.replace(".", "")) for x in cells if x]


def _seen(so_far: list[int], values: Sequence[object], struck: set[int]) -> list[int]:
    """A sum over no row at all is left blank, not 0."""
    return so_far if any(so_far) or not struck else so_far if so_far != [0, 0] else []


@pytest.mark.parametrize("format", made.RENDER)
def test_the_header_stands_on_every_page_and_the_page_number_from_the_second(format: str) -> None:
    volume = made.bound(made.counted(MANY))
    content = made.RENDER[format](volume)
    pages = made.word_pages(content) if format == "docx" else made.pdf_rows(content)
    assert [p.has_head for p in pages] == [page.grid is not None for page in volume.pages]
    if format == "docx":
        section = reading.word(content).sections[0]
        assert section.different_first_page_header_footer
        assert " PAGE " in section.header._element.xml
        return
    numbers = [made.lines_of(page)[0] for page in reading.pdf_pages(content)]
    assert numbers[1:] == [str(n) for n in range(2, len(numbers) + 1)]
    assert numbers[0] == "TIỂU ĐOÀN 1"


def test_a_heading_stands_over_its_columns_and_numbers_under_the_labels() -> None:
    (first, *_) = reading.pdf_pages(made.RENDER["pdf"](made.bound(made.counted(MANY[:3]))))
    table = first.extract_tables()[0]
    assert [x.replace("\n", " ") for x in table[0]] == ["TT", "Mã", "Quân số", "Số tiền"]
    assert table[1][2].replace("\n", " ") == "Có mặt"
    assert table[2] == ["(1)", "(2)", "(3)", "(4)"]


def test_margins_and_paper_are_those_of_the_layout() -> None:
    p = register_layout.load().page
    wide = [Column(f"t{i}", f"Cột {i}", "text", length=200) for i in range(8)]
    rows = [made.row(n, [LONG[:60]] * 8) for n in range(1, 40)]
    volume = made.bound(made.part(wide, rows))
    section = reading.word(made.RENDER["docx"](volume)).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((297, 210), abs=0.1)
    assert section.orientation == 1
    shown = [section.left_margin, section.right_margin, section.top_margin, section.bottom_margin]
    wanted = (p.margin_left_mm, p.margin_right_mm, p.margin_top_mm, p.margin_bottom_mm)
    assert [x.mm for x in shown] == pytest.approx(wanted, abs=0.1)
    for page in reading.pdf_pages(made.RENDER["pdf"](volume)):
        lines = [x for x in page.lines if x["linewidth"] == 0.5]
        if not lines:
            continue
        assert min(x["x0"] for x in lines) / reading.MM == pytest.approx(20, abs=0.1)
        assert max(x["x1"] for x in lines) / reading.MM == pytest.approx(297 - 15, abs=0.1)
        assert max(x["bottom"] for x in lines) <= (210 - 15) * reading.MM + 0.1
        assert min(x["top"] for x in lines) >= 20 * reading.MM - 0.1


def test_few_columns_are_printed_upright() -> None:
    narrow = made.bound(made.counted(MANY[:5]))
    assert (narrow.width_mm, narrow.height_mm) == (210, 297)


def test_struck_rows_are_crossed_out_with_their_reason_in_both_formats() -> None:
    volume = made.bound(made.counted(MANY[:3], struck=[2]))
    xml = reading.word(made.RENDER["docx"](volume)).element.xml
    assert xml.count("<w:strike/>") == 4
    (page,) = reading.pdf_pages(made.RENDER["pdf"](volume))
    assert len([x for x in page.lines if x["linewidth"] not in (0.5, 0.75)]) == 4
    assert "Gạch bỏ dòng 2: Ghi nhầm" in page.extract_text()


def test_a_row_taller_than_a_page_goes_on_with_a_mark_and_loses_nothing() -> None:
    text = LONG * 130
    volume = made.bound(made.part([Column("t", "Nội dung", "long_text")], [made.row(1, [text])]))
    for pages in (
        made.word_pages(made.RENDER["docx"](volume)),
        made.pdf_rows(made.RENDER["pdf"](volume)),
    ):
        rows = [r for p in pages for r in p.rows]
        assert len(rows) > 1
        assert [r[0] for r in rows] == ["1", *[WORDS.again] * (len(rows) - 1)]
        said = reading.squeezed("".join(r[1] for r in rows))
        assert said == reading.squeezed(text)


def test_a_row_that_fits_a_page_is_not_divided() -> None:
    tall = LONG * 12
    rows = [made.row(n, [tall]) for n in range(1, 30)]
    volume = made.bound(made.part([Column("t", "Nội dung", "text")], rows))
    starts = [b.cells[0] for page in volume.pages for b in page.leaf.bands]
    assert starts == [((str(n),),) for n in range(1, 30)]


def test_signatures_keep_two_rows_with_them() -> None:
    for count in range(1, 60):
        volume = made.bound(made.counted(MANY[:count]))
        (signed,) = [page for page in volume.pages if page.signed]
        assert signed is volume.pages[-1]
        rows = [b for b in signed.leaf.bands if b.kind == "row"]
        assert len(rows) >= min(2, count)


def test_a_whole_ledger_has_a_cover_that_says_where_each_section_begins() -> None:
    first, second = made.counted(MANY), replace(made.counted(MANY[:4]), title="Mục thứ hai")
    volume = made.bound(first, second, key="education")
    pages = made.pdf_rows(made.RENDER["pdf"](volume))
    contents = pages[0].rows
    assert [r[1] for r in contents] == ["Buổi học chính trị", "Mục thứ hai"]
    start = int(contents[1][3])
    assert pages[start - 1].rows[0][:2] == ["1", "R0001"]
    assert contents[0][2:] == ["120", "2"]


def test_contents_longer_than_a_page_go_on_and_still_name_the_right_pages() -> None:
    many = [replace(made.counted(MANY[:2]), title=f"Mục {n}") for n in range(1, 90)]
    volume = made.bound(*many, key="education")
    pages = made.pdf_rows(made.RENDER["pdf"](volume))
    contents = [r for page in pages[: len(pages) - 89] for r in page.rows]
    assert len(contents) == 89
    assert len(pages) - 89 > 1
    titles = [
        reading.squeezed(p.extract_text()) for p in reading.pdf_pages(made.RENDER["pdf"](volume))
    ]
    for row in contents:
        assert f"MỤC{row[0]}Năm2026" in titles[int(row[3]) - 1]


@pytest.mark.parametrize("sign", list(")]}!/?,.:;»”’"))
def test_no_line_begins_with_a_sign_that_word_processors_keep_with_the_word_before(
    sign: str,
) -> None:
    text = " ".join(f"chữ {sign}" for _ in range(40))
    for room in range(40, 120, 3):
        lines = [x for p in Ruler().wrap(text, "Regular", 11, room) for x in p]
        assert not [x for x in lines if x.startswith(sign)]


@pytest.mark.parametrize("sign", list("([{«“‘"))
def test_no_line_ends_with_a_sign_that_opens(sign: str) -> None:
    text = " ".join(f"{sign} chữ" for _ in range(40))
    for room in range(40, 120, 3):
        lines = [x for p in Ruler().wrap(text, "Regular", 11, room) for x in p]
        assert not [x for x in lines if x.endswith(sign)]


def test_an_empty_form_has_lines_for_the_pen_and_no_figures() -> None:
    nothing = made.counted(MANY[:25])
    blank = replace(
        nothing, rows=tuple(replace(r, texts=("",) * 4, numbers=(None,) * 4) for r in nothing.rows)
    )
    volume = made.bound(blank, is_blank=True)
    rows = [b for page in volume.pages for b in page.leaf.bands if b.kind == "row"]
    assert len(rows) == 25
    assert {b.height for b in rows} == {26.0}
    read = made.pdf_rows(made.RENDER["pdf"](volume))
    assert {x for p in read for r in p.rows for x in r} <= {
        "", WORDS.page_sum, WORDS.carried, WORDS.brought, WORDS.total,
    }  # fmt: skip


def test_nothing_kept_is_said_in_words() -> None:
    volume = made.bound(made.part([Column("t", "Nội dung", "text")], []))
    assert made.pdf_rows(made.RENDER["pdf"](volume))[0].rows == [[WORDS.nothing]]


def test_figures_and_dates_are_never_broken() -> None:
    kinds = ("date", "money", "integer", "time", "month")
    columns = [
        Column(f"{k}{i}", "Cột", k)  # type: ignore[arg-type]
        for i in range(3)
        for k in kinds
    ]
    texts = ["28/02/2026", "109.849.000", "1.234", "14:30", "02/2026"] * 3
    volume = made.bound(made.part(columns, [made.row(1, texts)]))
    (band,) = volume.pages[0].leaf.bands
    assert list(band.cells[1:]) == [((x,),) for x in texts]


@settings(max_examples=200)
@given(text=made.texts, room=st.floats(5, 300))
def test_lines_fit_their_room_and_hold_the_whole_text(text: str, room: float) -> None:
    ruler = Ruler()
    wrapped = ruler.wrap(text, "Regular", 11, room)
    lines = [line for paragraph in wrapped for line in paragraph]
    assert reading.squeezed("".join(lines)) == reading.squeezed(text)
    assert all(ruler.width(x, "Regular", 11) <= room or len(x) == 1 for x in lines)
    first, rest = cut(wrapped, 2)
    assert [x for p in first + rest for x in p] == lines
