"""One change is one transaction, one history line, one signal; undo and redo restore every table."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.errors import NotFound
from app.store import NotAllowed, Store, UndoRefused, Where, new_id
from app.store.codec import encode
from tests.store.conftest import add, entry


def test_a_failed_change_leaves_nothing(opened: Store) -> None:
    before, head, changes = opened.dump(), opened.journal_head(), opened.changes()
    with pytest.raises(ZeroDivisionError), opened.change("Hỏng giữa chừng"):
        opened.insert("entry", entry(title="Không được còn"))
        opened.set_setting("x", 1)
        opened.put_blob(b"abc")
        _ = 1 / 0
    assert (opened.dump(), opened.journal_head(), opened.changes()) == (before, head, changes)
    assert opened.search("khong duoc con") == []
    assert opened.verify().ok


def test_a_change_that_writes_nothing_leaves_no_line(opened: Store) -> None:
    key = add(opened)
    before = opened.changes()
    with opened.change("Không có gì"):
        opened.update("entry", key, {"data": opened.get("entry", key)["data"]})
    assert opened.changes() == before


def test_a_change_within_a_change_is_one_line_and_one_step(opened: Store) -> None:
    before = opened.dump()
    with opened.change("Ngoài") as outer:
        opened.insert("entry", entry())
        with opened.change("Trong") as inner:
            opened.insert("entry", entry())
        assert inner.id == outer.id
    assert opened.changes(1)[0].label == "Ngoài"
    assert opened.count("entry") == 3
    opened.undo()
    assert opened.dump() == before


def test_an_inner_failure_that_is_caught_takes_back_the_inner_part_alone(opened: Store) -> None:
    with opened.change("Ngoài"):
        kept = opened.insert("entry", entry(title="ở lại"))
        with pytest.raises(ZeroDivisionError), opened.change("Trong"):
            gone = opened.insert("entry", entry(title="biến mất"))
            _ = 1 / 0
    assert opened.get("entry", kept)
    with pytest.raises(NotFound):
        opened.get("entry", gone)
    assert opened.search("bien mat") == []
    assert opened.verify().ok


def test_rows_change_only_inside_a_change(opened: Store) -> None:
    for write in (
        lambda: opened.insert("entry", entry()),
        lambda: opened.set_setting("a", 1),
        lambda: opened.put_blob(b"x"),
    ):
        with pytest.raises(RuntimeError):
            write()


def test_listeners_hear_the_tables_after_the_commit_and_only_then(opened: Store) -> None:
    heard: list[tuple[frozenset[str], int]] = []
    opened.on_change(lambda tables: heard.append((tables, opened.count("entry"))))
    with opened.change("Hai bảng"):
        opened.insert("entry", entry())
        opened.set_setting("màu", "xanh")
        assert heard == []
    with pytest.raises(ZeroDivisionError), opened.change("Hỏng"):
        opened.insert("entry", entry())
        _ = 1 / 0
    opened.undo()
    assert heard == [(frozenset({"entry", "setting"}), 2), (frozenset({"entry", "setting"}), 1)]


def test_decimals_and_nested_values_come_back_exact(opened: Store) -> None:
    data = {
        "hours": Decimal("3.10"), "fee": Decimal("0.0001"), "present": 31, "done": True, "none": None,
        "person": {"id": "1", "name": "Đỗ Văn Ất"}, "files": ["a", "b"], "text": 'a"b\\c\n|**{{',
    }  # fmt: skip
    key = add(opened, **data)
    read = opened.get("entry", key)["data"]
    assert read == data
    assert str(read["hours"]) == "3.10"
    assert isinstance(read["fee"], Decimal)


def test_a_row_keeps_its_whole_history(opened: Store) -> None:
    key = add(opened, title="một")
    with opened.change("Sửa"):
        opened.update("entry", key, {"data": {"title": "hai"}})
    opened.undo()
    events = opened.row_history("entry", key)
    assert [e.change.label for e in events] == ["Thêm một dòng", "Sửa", "Hoàn tác: Sửa"]
    assert events[0].before is None
    assert events[1].before == events[0].after == events[2].after
    assert events[1].after is not None
    assert events[1].after["data"] == {"title": "hai"}


def test_undo_stops_at_the_setting_up_and_at_what_cannot_be_called_back(opened: Store) -> None:
    assert opened.undo() is not None
    assert opened.undo() is None
    with opened.change("Xuất gói", final=True) as sent:
        opened.set_setting("gửi", 1)
    assert opened.undo() is None
    with pytest.raises(UndoRefused):
        opened.undo_change(sent.id)


def test_a_new_change_ends_redo(opened: Store) -> None:
    add(opened)
    opened.undo()
    add(opened)
    assert opened.redo() is None


def test_an_old_change_is_taken_back_while_its_rows_stand_as_it_left_them(opened: Store) -> None:
    with opened.change("Nhập gói") as imported:
        first = opened.insert("entry", entry(title="nhập"))
        opened.insert("unit", {"code": "c9", "name": "Đại đội 9", "echelon": "company"})
    other = add(opened, title="khác")
    opened.undo_change(imported.id)
    with pytest.raises(NotFound):
        opened.get("entry", first)
    assert opened.get("entry", other)
    with pytest.raises(UndoRefused):
        opened.undo_change(imported.id)


def test_an_old_change_is_not_taken_back_once_its_rows_were_used(opened: Store) -> None:
    with opened.change("Nhập gói") as imported:
        key = opened.insert("entry", entry(title="nhập"))
    with opened.change("Sửa sau đó"):
        opened.update("entry", key, {"struck": "trùng"})
    with opened.change("Nhập đơn vị") as brought:
        opened.insert("unit", {"code": "c9", "name": "Đại đội 9", "echelon": "company"})
    with opened.change("Dòng của c9"):
        opened.insert("entry", entry() | {"unit": "c9"})
    before = opened.dump()
    for change in (imported, brought):
        with pytest.raises(UndoRefused):
            opened.undo_change(change.id)
    assert opened.dump() == before
    assert opened.verify().ok


def test_a_row_of_ones_own_is_never_removed(opened: Store) -> None:
    key = add(opened)
    with pytest.raises(NotAllowed), opened.change("Xóa"):
        opened.remove("entry", key)
    assert opened.get("entry", key)


def test_unknown_tables_and_columns_are_a_programming_fault(opened: Store) -> None:
    asked: tuple[Callable[[], object], ...] = (
        lambda: opened.find("nowhere"),
        lambda: opened.find("journal"),
        lambda: opened.find("entry", Where("colour", "=", 1)),
        lambda: opened.find("entry", Where("unit.x", "=", 1)),
        lambda: opened.find("entry", Where("data.a') --", "=", 1)),
    )
    for wrong in asked:
        with pytest.raises(KeyError):
            wrong()
    with pytest.raises(ValueError, match="operator"):
        opened.find("entry", Where("unit", "LIKE", "c%"))


def test_ids_rise_within_a_process_even_within_one_millisecond() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {text[14] for text in made} == {"7"}
    assert {text[19] for text in made} <= set("89ab")


class UndoMachine(RuleBasedStateMachine):
    """Anything, undone to the end and redone, gives the same tables; verify stays clean throughout."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        while self.store.undo():
            pass
        self.states = [self._state()]
        self.at = 0

    def _state(self) -> str:
        """The tables as text, so that 1, 1.0 and true are three values."""
        return encode(self.store.dump())

    def _done(self) -> None:
        state = self._state()
        if state != self.states[self.at]:
            self.states[self.at + 1 :] = [state]
            self.at += 1

    @rule(title=st.text(max_size=12), number=st.integers(-5, 10**12))
    def insert(self, title: str, number: int) -> None:
        add(self.store, title=title, number=number)
        self._done()

    @rule(data=st.data(), title=st.text(max_size=12), twice=st.booleans())
    def update(self, data: st.DataObject, title: str, twice: bool) -> None:
        standing = [row["id"] for row in self.store.find("entry", order=("id",))]
        if not standing:
            return
        key = data.draw(st.sampled_from(standing))
        with self.store.change("Sửa"):
            self.store.update("entry", key, {"data": {"title": title}})
            if twice:
                self.store.update("entry", key, {"struck": title or None})
                self.store.insert("entry", entry(title="cùng lần"))
        self._done()

    @rule(value=st.integers() | st.decimals(-99, 99, places=3) | st.booleans() | st.none())
    def set_setting(self, value: object) -> None:
        with self.store.change("Thiết lập"):
            self.store.set_setting("giá trị", value)
        self._done()

    @rule()
    def undo(self) -> None:
        taken = self.store.undo()
        assert (taken is not None) == (self.at > 0)
        self.at -= taken is not None

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        assert self.store.redo() is not None
        self.at += 1

    @invariant()
    def the_tables_are_those_of_this_step(self) -> None:
        assert self._state() == self.states[self.at]

    def teardown(self) -> None:
        assert self.store.verify().findings == []


def test_undo_and_redo_restore_every_table(opened: Store) -> None:
    class Machine(UndoMachine):
        store = opened

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            report_multiple_bugs=False,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
