"""Names and contents that could break a paper, over every type: they are printed as they are, or refused by name."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import period as periods
from app import sample
from app import store as stores
from app.documents import conformity, drafts, outline
from app.documents.blocks import Bullet, Paragraph, Run, Runs, Table
from app.documents.fonts import GlyphMissing
from app.documents.frame import LineTooLong
from app.documents.sheet import Sheet
from app.ledgers import entries
from app.sample import Demo
from app.store import Store
from tests.documents import reading
from tests.sample.test_types import PERIODS

HOSTILE = "&<b>]]>{{x}}{%if%}|a|**đậm**[[task(title)]]\\"
STACKED = "Nguyễn Thuỷ Ệ ẵ Ữ ộ ợ"
FORMATS = ("docx", "pdf")


@pytest.fixture(params=["c1", "d1"])
def store(request: pytest.FixtureRequest, demo: Demo, tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / request.param
    shutil.copytree(demo.stores[request.param], home)
    with stores.open(home, passphrase=sample.PASSPHRASE) as opened:
        yield opened


def sheets(store: Store) -> Iterator[tuple[str, Sheet]]:
    for kind in drafts.types_for(store):
        paper = drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))
        yield kind.id, drafts.preview(store, paper.id)


def renamed(store: Store, **changes: object) -> None:
    with store.change("Đổi tên đơn vị"):
        store.update("unit", store.unit.code, changes)


def test_every_type_prints_signs_of_markup_in_the_name_of_the_unit(store: Store) -> None:
    name = "Đội & <b> ]]> {{x}} {%if%} |a| **đậm**"
    renamed(store, name=name)
    for key, made in sheets(store):
        sheet = replace(made, beside=None, approval=None)
        assert name in f"{sheet.issuer} {sheet.superior}", key
        wanted = reading.expected(sheet)
        assert reading.word_text(drafts.draw(sheet, "docx")) == wanted, key
        drawn = drafts.draw(sheet, "pdf")
        if len(reading.pdf_pages(drawn)) == 1:
            assert reading.pdf_text(sheet, drawn) == wanted, key


def test_every_type_prints_signs_of_markup_in_what_it_says(store: Store) -> None:
    runs: Runs = (Run(f"{HOSTILE} {STACKED}"),)
    table = Table((runs, runs), ((runs, runs),), ("left", "left"), (1, 1))
    for key, sheet in sheets(store):
        blocks = (Paragraph(runs), Bullet("-", runs), table, Paragraph(runs))
        assert outline.parse(outline.show(blocks)) == blocks
        hostile = replace(
            sheet, blocks=blocks, subject=HOSTILE, recipients=(f"- {HOSTILE};",), beside=None, approval=None
        )  # fmt: skip
        wanted = reading.expected(hostile)
        assert reading.word_text(drafts.draw(hostile, "docx")) == wanted, key
        drawn = drafts.draw(hostile, "pdf")
        if len(reading.pdf_pages(drawn)) == 1:
            assert reading.pdf_text(hostile, drawn) == wanted, key


def test_rows_with_signs_of_markup_come_through_every_type_that_lists_them(store: Store) -> None:
    title = f"Việc {HOSTILE}"
    task = entries.listing(store, "task", period=periods.parse("2026-02"), struck=False)[0]
    entries.amend(store, task.id, {"title": title}, reason="Thử chữ lạ")
    shown = set()
    for kind in drafts.types_for(store):
        paper = drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))
        if any(title in line for line in outline.lines(outline.parse(paper.text))):
            shown.add(kind.id)
            text = reading.word_text(drafts.render(store, paper.id, "docx"))
            assert reading.squeezed(title) in text, kind.id
    assert {"plan_year", "report_quarter"} <= shown


def test_what_is_typed_in_pieces_is_printed_composed(store: Store) -> None:
    apart = unicodedata.normalize("NFD", f"Bổ sung: {STACKED}.")
    for key in ("report_month", "resolution_month", "plan_week"):
        period = "2026-W03" if key == "plan_week" else "2026-01"
        paper = drafts.create(store, key, periods.parse(period))
        drafts.edit(store, paper.id, f"{paper.text}\n{apart}")
        text = reading.word_text(drafts.render(store, paper.id, "docx"))
        assert reading.squeezed(unicodedata.normalize("NFC", apart)) in text
        drafts.render(store, paper.id, "pdf")


def test_a_name_of_two_hundred_characters_is_refused_when_drafting(store: Store) -> None:
    name = ("Tiểu đoàn huấn luyện chiến sĩ mới " * 9)[:200]
    renamed(store, name=name)
    for kind in drafts.types_for(store):
        with pytest.raises(LineTooLong) as refused:
            drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))
        assert "TIỂU ĐOÀN HUẤN LUYỆN" in refused.value.sentence.upper(), kind.id
    assert store.count(
        "document",
    ) == len(drafts.listing(store)) + _others(store)


def _others(store: Store) -> int:
    """Return how many papers of other units lie in the store."""
    return sum(
        len(drafts.listing(store, unit=u.code)) for u in store.units() if u.code != store.unit.code
    )


def test_a_place_of_two_hundred_characters_is_refused_when_drafting(store: Store) -> None:
    renamed(store, data={**store.unit.data, "place": ("Thị trấn Rất Dài " * 13)[:200]})
    with pytest.raises(LineTooLong, match="Thị trấn Rất Dài"):
        drafts.create(store, "report_month", periods.parse("2026-01"))


@pytest.mark.parametrize("format", FORMATS)
def test_a_character_no_font_has_is_named_with_its_place(store: Store, format: str) -> None:
    for kind in drafts.types_for(store):
        paper = drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))
        sheet = drafts.preview(store, paper.id)
        lost = replace(sheet, blocks=(*sheet.blocks, Paragraph((Run("Gửi đồng chí 漢 ở đây."),))))
        with pytest.raises(GlyphMissing) as refused:
            drafts.draw(lost, format)
        said = refused.value.sentence
        assert "U+6F22" in said
        assert f"đoạn {len(lost.blocks)}" in said
        assert "đồng chí 漢 ở đây" in said
    named = replace(sheet, issuer="Đại đội 漢")
    with pytest.raises(GlyphMissing, match="tên đơn vị"):
        drafts.draw(named, format)


def test_no_file_of_any_type_says_more_of_itself_than_the_profile_allows(store: Store) -> None:
    for key, sheet in sheets(store):
        for kind in FORMATS:
            found = conformity.check_file(drafts.draw(sheet, kind), kind, sheet)
            assert [d for d in found if d.check == "C10"] == [], (key, kind)


_PROGRAM = """
import locale, sys
from datetime import date
from hashlib import sha256
from pathlib import Path
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from app import clock, period, sample, store as stores
from app.documents import drafts
from tests.sample.test_types import PERIODS
with clock.fixed(date(2026, 3, 6)), stores.open(Path(sys.argv[1]), passphrase=sample.PASSPHRASE) as store:
    for kind in drafts.types_for(store):
        paper = drafts.create(store, kind.id, period.parse(PERIODS[kind.period_kinds[0]]))
        sums = [sha256(drafts.render(store, paper.id, f)).hexdigest() for f in ("docx", "pdf")]
        print(kind.id, *sums)
"""
_PLACES = (
    {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"},
    {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "11", "PYTHONUTF8": "1"},
)


@pytest.mark.parametrize("code", ["c1", "d1"])
def test_every_type_gives_the_same_bytes_in_two_time_zones_and_languages(
    demo: Demo, tmp_path: Path, code: str
) -> None:
    told = []
    for number, place in enumerate(_PLACES):
        home = tmp_path / str(number)
        shutil.copytree(demo.stores[code], home)
        run = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(home)], env={**os.environ, **place},
            cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.append(run.stdout)
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == {"c1": 24, "d1": 25}[code]
