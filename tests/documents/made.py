"""Sheets and hypothesis strategies for tests of the documents room."""

from dataclasses import replace
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from app.documents import layouts, outline
from app.documents.blocks import Align, Block, Bullet, Heading, Paragraph, Run, Runs, Table, merged
from app.documents.sheet import Caption, Sheet, Signature

IN_USE = ("quan-doi", "dang-hd36-2018", "dang-hd05-2026")
LETTERS = "[]aăâđĐếỆữ19.,;:)&<>{}%|*\\-+“”–… "


def sheet(key: str = "quan-doi", text: str = "Nội dung.", **given: Any) -> Sheet:
    """Return a sheet of a family's own form, with `text` as outline."""
    profile = layouts.load()[key]
    party = profile.profile.family == "party"
    position = "position" if "position" in profile.component else "authority"
    made = Sheet(
        profile=profile,
        superior="Đảng bộ Tiểu đoàn 1" if party else "Tiểu đoàn 1",
        issuer="Chi bộ Đại đội 1" if party else "Đại đội 1",
        number="Số 15-NQ/CB" if party else "Số: 03/BC-c1",
        place_date="Đồng Nai, ngày 04 tháng 02 năm 2026",
        kind="Nghị quyết" if party else "Báo cáo",
        code="NQ" if party else "BC",
        subject="lãnh đạo thực hiện nhiệm vụ tháng 02/2026",
        blocks=outline.parse(text),
        recipients=("- Cấp trên;", "- Lưu Chi bộ."),
        signature=Signature(
            (Caption("authority", "T/M Chi bộ"), Caption(position, "Bí thư")), "Nguyễn Văn Mẫu"
        )
        if party
        else Signature((Caption("authority", "Chính trị viên"),), "Đại úy Nguyễn Văn Mẫu"),
        dated=date(2026, 2, 4),
    )
    return replace(made, **given)


def _canonical(runs: list[Run]) -> Runs:
    """Return runs as the outline keeps them: single spaces, none at either end."""
    shown: list[Run] = []
    before = " "
    for run in runs:
        kept = ""
        for char in run.text:
            if char != " " or before != " ":
                kept += char
            before = char
        shown.append(Run(kept, run.bold))
    found = list(merged(shown))
    while found and found[-1].text.endswith(" "):
        found[-1] = Run(found[-1].text.rstrip(), found[-1].bold)
        found = list(merged(found))
    return merged(found)


words = st.text(st.sampled_from(LETTERS + "IVXacđ"), min_size=1, max_size=14)
runs = st.lists(st.builds(Run, words, st.booleans()), max_size=4).map(_canonical)
headings = st.one_of(
    st.builds(Heading, st.just(1), st.sampled_from(["I.", "IV.", "XIX."]), runs),
    st.builds(Heading, st.just(2), st.sampled_from(["1.", "12.", "2.1."]), runs),
    st.builds(Heading, st.just(3), st.sampled_from(["a)", "đ)"]), runs),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    n = draw(st.integers(1, 4))
    row = st.lists(runs, min_size=n, max_size=n).map(tuple)
    aligns = st.lists(st.sampled_from(get_args(Align)), min_size=n, max_size=n).map(tuple)
    widths = st.lists(st.integers(1, 8), min_size=n, max_size=n).map(tuple)
    rows = st.lists(row, max_size=3).map(tuple)
    source = draw(st.sampled_from(["", "task(title, due_date)", "theo năm: @edu_good"]))
    return Table(draw(row), draw(rows), draw(aligns), draw(widths), source, draw(st.booleans()))


blocks: st.SearchStrategy[Block] = st.one_of(
    headings,
    st.builds(Bullet, st.sampled_from(["-", "+"]), runs),
    st.builds(Paragraph, runs.filter(bool)),
    tables(),
)
contents = st.lists(blocks, max_size=6).map(tuple)
