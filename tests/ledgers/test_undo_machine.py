"""Whatever is done on the ledgers page, in any order: undo goes back state by state, redo goes forward again.

Of two states every table is compared; kept files stay for good and are left aside. After each step the journal
verifies and search finds exactly the rows that stand in the store.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app import store as stores
from app.errors import AppError
from app.ledgers import attachments, entries, locks, looks, merging, postings, sheets
from app.period import parse
from app.store import FLOOR, Store, Unit
from tests.conftest import PASSPHRASE
from tests.ledgers import former
from tests.ledgers.conftest import enrolled
from tests.ledgers.examples import COMPANY, OFFICER, SOLDIER
from tests.ledgers.made_files import png
from tests.ledgers.made_sheets import book, first, lessons

MONTHS = ("2026-03", "2026-04", "2026-05")
MONTH = st.sampled_from(MONTHS)
PICK = st.integers(0, 50)
HOURS = st.sampled_from((1, 2, 4))
State = dict[str, list[dict[str, object]]]


class Undoing(RuleBasedStateMachine):
    """Keeps the states that undo must bring back, and those that redo must."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hoàn tác "))
        self.before: list[State] = []
        self.after: list[State] = []
        self.marks = 0
        self.forgotten = False

    def begin(self, store: Store) -> None:
        """Enrol a few people in a change that undo never goes behind."""
        self.store = store
        with store.change("Bắt đầu", final=True):
            self.people = enrolled(store)

    def state(self) -> State:
        found = self.store.dump()
        del found["blob"]
        return found

    def act(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Do something; what is refused changes nothing, what is done is one step to go back."""
        before = self.state()
        changes = len(self.store.changes(1000))
        with suppress(AppError):
            verb(self.store, *args, **kwargs)
        if len(self.store.changes(1000)) > changes:
            assert len(self.store.changes(1000)) == changes + 1, "one action is one step"
            self.before.append(before)
            self.after.clear()
        else:
            assert self.state() == before

    def mark(self) -> str:
        """Return a word that no other row has."""
        self.marks += 1
        return f"vach{self.marks:03}x"

    def rows(self, section: str) -> list[str]:
        return [e.id for e in entries.listing(self.store, section, struck=None)]

    def chosen(self, section: str, pick: int, many: int = 1) -> list[str]:
        """Return rows to act on: mostly those that stand, sometimes crossed-out ones too."""
        standing = [e.id for e in entries.listing(self.store, section, struck=False)]
        rows = standing if standing and pick % 4 else self.rows(section)
        return [rows[(pick + n) % len(rows)] for n in range(min(many, len(rows)))]

    @rule()
    def undo(self) -> None:
        now = self.state()
        undone = self.store.undo()
        if self.before:
            assert undone is not None
            assert self.state() == self.before.pop()
        else:
            assert undone is None or self.forgotten
        if undone is not None:
            self.after.append(now)

    @rule()
    def redo(self) -> None:
        now = self.state()
        redone = self.store.redo()
        assert (redone is not None) == bool(self.after)
        if redone is not None:
            assert self.state() == self.after.pop()
            self.before.append(now)

    @rule(month=MONTH)
    def lock(self, month: str) -> None:
        self.act(locks.lock, parse(month), "Đã nộp")

    @rule(month=MONTH)
    def reopen(self, month: str) -> None:
        self.act(locks.reopen, parse(month), "Bổ sung")

    @invariant()
    def the_journal_verifies_and_search_knows_every_row(self) -> None:
        if not hasattr(self, "store"):
            return
        report = self.store.verify()
        assert report.ok, report.findings
        held: dict[str, set[str]] = {f"vach{n:03}x": set() for n in range(1, self.marks + 1)}
        for record in self.store.dump()["entry"]:
            for word in held:
                if word in str(record["data"]):
                    held[word].add(str(record["id"]))
        for word, rows in held.items():
            assert {hit.id for hit in self.store.search(word)} == rows

    def teardown(self) -> None:
        """Go back to the beginning and forward again before the store is thrown away."""
        if hasattr(self, "store"):
            while self.before:
                self.undo()
            while self.after:
                self.redo()
            self.the_journal_verifies_and_search_knows_every_row()
            self.store.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class LedgersPage(Undoing):
    """Every act of the page on the edition of today."""

    @initialize()
    def create(self) -> None:
        unit = Unit("c1", "Đại đội 1", "company", own=True)
        folder = self.folder / "Sổ"
        made = stores.create(folder, unit=unit, passphrase=PASSPHRASE, argon=FLOOR)
        self.begin(made.store)

    def lesson(self, month: str, hours: int = 2) -> dict[str, object]:
        return {**COMPANY["session"], "date": f"{month}-12", "topic": self.mark(), "hours": hours}

    @rule(month=MONTH)
    def add(self, month: str) -> None:
        self.act(entries.add, "session", self.lesson(month))

    @rule(months=st.lists(MONTH, min_size=1, max_size=4))
    def add_many(self, months: list[str]) -> None:
        self.act(entries.add_many, "session", [self.lesson(m) for m in months])

    @precondition(lambda self: self.rows("session"))
    @rule(pick=PICK, hours=HOURS, month=MONTH, reason=st.sampled_from(("", "Đổi lịch")))
    def amend(self, pick: int, hours: int, month: str, reason: str) -> None:
        (row,) = self.chosen("session", pick)
        given = {"hours": hours, "date": f"{month}-20"}
        self.act(entries.amend, row, given, reason=reason or None)

    @precondition(lambda self: self.rows("session"))
    @rule(pick=PICK, hours=HOURS)
    def amend_many(self, pick: int, hours: int) -> None:
        rows = self.chosen("session", pick, 3)
        self.act(entries.amend_many, [(row, {"hours": hours}) for row in rows])

    @precondition(lambda self: self.rows("session"))
    @rule(pick=PICK)
    def strike(self, pick: int) -> None:
        self.act(entries.strike, self.chosen("session", pick)[0], reason="Nhầm")

    @precondition(lambda self: self.rows("session"))
    @rule(pick=PICK)
    def strike_many(self, pick: int) -> None:
        self.act(entries.strike_many, self.chosen("session", pick, 2), reason="Trùng")

    @rule(months=st.lists(MONTH, min_size=1, max_size=3))
    def take_a_sheet_in(self, months: list[str]) -> None:
        changes = ({0: f"12/{m[5:]}/{m[:4]}", 2: self.mark()} for m in months)
        sheet = first(book(lessons(*changes)))
        mapping = sheets.guess(self.store, "session", sheet)
        self.act(sheets.apply, sheets.plan(self.store, "session", sheet, mapping))

    @precondition(lambda self: self.rows("session"))
    @rule(pick=PICK, colour=st.integers(0, 3))
    def attach(self, pick: int, colour: int) -> None:
        (row,) = self.chosen("session", pick)
        self.act(attachments.add, row, "ảnh.png", png(colour), not_secret=True)

    @precondition(lambda self: any(self.files()))
    @rule(pick=PICK)
    def take_a_file_off(self, pick: int) -> None:
        files = self.files()
        row, digest = files[pick % len(files)]
        self.act(attachments.remove, row, digest, reason="Nhầm tệp")

    def files(self) -> list[tuple[str, str]]:
        return [
            (row, file.sha256)
            for row in self.rows("session")
            for file in attachments.listing(self.store, row)
        ]

    @rule(
        day=st.sampled_from(("2026-03-05", "2026-04-05")),
        rank=st.sampled_from(("ha_si", "trung_si")),
    )
    def promote(self, day: str, rank: str) -> None:
        label = self.store.catalogue.lists["rank"].label(rank)
        self.act(postings.record, self.people[SOLDIER], "thang_quan_ham", day, {"rank": label})

    @rule(name=st.sampled_from(("Tháng này", "Cả năm")), search=st.sampled_from(("", "bài")))
    def keep_a_look(self, name: str, search: str) -> None:
        self.act(looks.save, looks.Look("session", name, search=search))

    @rule(back=st.integers(1, 4))
    def take_back_one_older_change(self, back: int) -> None:
        """Undo out of order, and do it again; what undo meets behind that are states nobody has seen."""
        found = [c for c in self.store.changes(1000) if c.kind == "do" and not c.final]
        if len(found) <= back or self.store.taken_back(found[back].id):
            return
        before = self.state()
        try:
            entries.take_back(self.store, found[back].id)
        except AppError:
            assert self.state() == before
            return
        without = self.state()
        for verb, wanted in ((Store.redo, before), (Store.undo, without), (Store.redo, before)):
            assert verb(self.store) is not None
            assert self.state() == wanted
        self.before, self.forgotten = [without], True


class Adopting(Undoing):
    """A store of the former ledgers that goes over to the consolidated ones, and back."""

    @initialize()
    def create(self) -> None:
        self.begin(former.make(self.folder / "Sổ cũ"))

    @property
    def is_former(self) -> bool:
        return bool(self.store.edition == former.FORMER.catalogue.edition)

    @property
    def section(self) -> str:
        return "nhat_ky" if self.is_former else "work_log"

    @rule(month=MONTH)
    def add(self, month: str) -> None:
        own = {
            "ngay": f"{month}-10",
            "noi_dung": self.mark(),
            "work_area": "to_chuc",
            "chu_tri": OFFICER,
        }
        new = {**COMPANY["work_log"], "date": f"{month}-10", "content": self.mark()}
        self.act(entries.add, self.section, own if self.is_former else new)

    @precondition(lambda self: self.rows(self.section))
    @rule(pick=PICK)
    def strike(self, pick: int) -> None:
        self.act(entries.strike, self.chosen(self.section, pick)[0], reason="Nhầm")

    @precondition(lambda self: self.is_former)
    @rule()
    def adopt(self) -> None:
        self.act(merging.apply, merging.plan(self.store, former.CURRENT))


OFTEN = settings(
    max_examples=15, stateful_step_count=30, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
TestLedgersPage = pytest.mark.slow(LedgersPage.TestCase)
TestLedgersPage.settings = OFTEN
TestAdopting = pytest.mark.slow(Adopting.TestCase)
TestAdopting.settings = settings(OFTEN, max_examples=4, stateful_step_count=12)
