"""A unit's own layout values: within what the regulation allows, with a reason, until the officer locks them."""

import pytest

from app.documents import adjusting, conformity, drafts, layouts
from app.documents.refusals import LayoutLocked, WrongValue
from app.errors import Refused
from app.period import parse
from app.store import Store

KEY = "quan-doi"


def test_an_adjusted_value_is_printed_and_measured(store: Store) -> None:
    adjusting.adjust(store, KEY, "page.margin_left_mm", 35, reason="Đóng quyển")
    adjusting.adjust(store, KEY, "component.body.use", 13, reason="Chữ nhỏ hơn")
    profile = adjusting.effective(store, KEY)
    assert (profile.page.margin_left_mm.use, profile.component["body"].use) == (35, 13)
    assert layouts.load()[KEY].page.margin_left_mm.use == 30
    paper = drafts.create(store, "report_week", parse("2026-W03"), dated="2026-02-21")
    sheet = drafts.preview(store, paper.id)
    for name in drafts.FORMATS:
        assert conformity.check_file(drafts.draw(sheet, name), name, sheet) == []
    kept = {a.key: (a.value, a.reason) for a in adjusting.listing(store, KEY)}
    assert kept == {
        "page.margin_left_mm": (35, "Đóng quyển"),
        "component.body.use": (13, "Chữ nhỏ hơn"),
    }


def test_what_the_regulation_does_not_allow_is_refused(store: Store) -> None:
    for path, value, said in (
        ("page.margin_left_mm", 12, "từ 30 đến 35"), ("component.body.use", 9, "theo quy định"),
        ("page.margin_lef_mm", 30, "Không có khóa"), ("forms.ending", 3, "sai kiểu"),
        ("heading.national_name", "Khác", "Không có khóa"),
    ):  # fmt: skip
        with pytest.raises(WrongValue) as refused:
            adjusting.adjust(store, KEY, path, value, reason="Thử")
        assert said in refused.value.sentence
    with pytest.raises(Refused):
        adjusting.adjust(store, KEY, "page.margin_left_mm", 32, reason=" ")
    assert adjusting.listing(store, KEY) == []


def test_a_locked_profile_takes_no_more_until_it_is_opened_with_a_reason(store: Store) -> None:
    adjusting.adjust(store, KEY, "page.margin_left_mm", 32, reason="Đóng quyển")
    adjusting.lock(store, KEY, reason="Đã thống nhất với cấp trên")
    with pytest.raises(LayoutLocked, match="thống nhất"):
        adjusting.restore(store, KEY, "page.margin_left_mm", reason="Thôi")
    adjusting.unlock(store, KEY, reason="Cấp trên đổi ý")
    adjusting.restore(store, KEY, "page.margin_left_mm", reason="Thôi")
    assert adjusting.effective(store, KEY) == layouts.load()[KEY]


def test_every_adjustment_can_be_undone(store: Store) -> None:
    before = store.dump()["setting"]
    adjusting.adjust(store, KEY, "forms.ending", ".", reason="Theo mẫu cũ")
    store.undo()
    assert store.dump()["setting"] == before
