"""Second page of the import window: every row as it would go in, every problem at its cell."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.ledgers import entries, sheets
from app.store import Store
from ui import tables

Index = QModelIndex | QPersistentModelIndex
MARKS = {"block": "✖", "warn": "⚠"}
TINTS = {"block": QColor(214, 60, 60, 70), "warn": QColor(214, 160, 30, 60)}
"""Laid over the table's own ground, so that they read on light and dark; the mark says the same."""
LONGEST = 200


class PreviewModel(QAbstractTableModel):
    """The rows of a sheet, one cell at a time: what is understood, else what stands there."""

    def __init__(self, store: Store, plan: sheets.Plan) -> None:
        super().__init__()
        form = store.catalogue.sections[plan.section]
        known = {c.key: c for c in sheets.columns(form)}
        self._store = store
        self._plan = plan
        self._struck = QFont()
        self._struck.setStrikeOut(True)
        self._used = [(at, known[key]) for at, key in sorted(plan.mapping.columns.items())]
        self._planned = {p.row: p for p in plan.rows}
        self._left_out = dict(plan.left_out)
        self.problems: dict[tuple[int, str], list[sheets.CellProblem]] = {}
        for p in plan.problems:
            self.problems.setdefault((p.row, p.column), []).append(p)
        self._of_row: dict[int, list[sheets.CellProblem]] = {}
        for p in plan.problems:
            self._of_row.setdefault(p.row, []).append(p)
        taken = {at for at, _ in self._used}
        self._all = [
            r
            for r in plan.sheet.rows
            if r.number > plan.mapping.header and not taken.isdisjoint(r.cells)
        ]
        self._rows: Sequence[sheets.Row] = self._all

    def only_problems(self, wanted: bool) -> None:
        """Show only rows with something to say, or all."""
        self.beginResetModel()
        self._rows = [r for r in self._all if r.number in self._of_row] if wanted else self._all
        self.endResetModel()

    def place(self, problem: sheets.CellProblem) -> QModelIndex:
        """Return where a problem stands; of the whole row, its number."""
        row = next((n for n, r in enumerate(self._rows) if r.number == problem.row), -1)
        letters = [sheets.letter(at) for at, _ in self._used]
        column = letters.index(problem.column) + 1 if problem.column in letters else 0
        return self.index(row, column)

    def at(self, index: Index) -> list[sheets.CellProblem]:
        """Return the problems of one cell, of the whole row in its first column."""
        row = self._rows[index.row()].number
        letter = sheets.letter(self._used[index.column() - 1][0]) if index.column() else ""
        return self.problems.get((row, letter), [])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._used) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if section == 0:
                return "Dòng"
            at, column = self._used[section - 1]
            return f"{sheets.letter(at)}: {column.label}"
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index)
        found = self.at(index) if role in _ABOUT else []
        if role == Qt.ItemDataRole.BackgroundRole and found:
            return TINTS[_worst(found)]
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [f"{MARKS[p.severity]} {p.what}" for p in found]
            return "\n".join(lines) or self._left_out.get(self._rows[index.row()].number) or None
        if role == Qt.ItemDataRole.FontRole and self._rows[index.row()].number in self._left_out:
            return self._struck
        return None

    def _shown(self, index: Index) -> str:
        row = self._rows[index.row()]
        if index.column() == 0:
            found = self._of_row.get(row.number, [])
            mark = MARKS[_worst(found)] if found else "–" if row.number in self._left_out else "✔"
            return f"{mark} {row.number}"
        at, column = self._used[index.column() - 1]
        text = self._understood(row, column) or (
            sheets.read_as(row.cells[at], self._plan.mapping.font) if at in row.cells else ""
        )
        found = self.at(index)
        mark = f"{MARKS[_worst(found)]} " if found else ""
        return f"{mark}{' '.join(text.split())[:LONGEST]}"

    def _understood(self, row: sheets.Row, column: sheets.Column) -> str:
        planned = self._planned.get(row.number)
        if planned is None or column.field is None or column.part:
            return ""
        value = planned.values.get(column.field.key)
        return "" if value is None else entries.shown(self._store, column.field, value)


class PreviewPage(QWidget):
    """The rows above, what is to be looked at below; F8 goes from problem to problem."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._model: PreviewModel | None = None
        self._problems: list[sheets.CellProblem] = []
        self._at = -1
        self.summary = QLabel()
        self.summary.setObjectName("plan_summary")
        self.summary.setWordWrap(True)
        self._rows = QTableView()
        self._said = QLabel()
        self._said.setObjectName("cell_problem")
        self._said.setWordWrap(True)
        self._only = QCheckBox("Chỉ dòng &có vấn đề")
        self._only.setObjectName("only_problems")
        self._only.toggled.connect(self._filter)
        self._next = QPushButton("Chỗ sai &sau (F8)")
        self._next.setObjectName("next_problem")
        self._next.clicked.connect(lambda: self.step(1))
        for keys, by in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.step(by))
        self._lists = QTabWidget()
        self._lists.setObjectName("plan_lists")
        bar = QHBoxLayout()
        for part in (self._only, self._next):
            bar.addWidget(part)
        bar.addWidget(self._said, 1)
        above = QWidget()
        self._top = QVBoxLayout(above)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self._rows, 1)
        self._top.addLayout(bar)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(above)
        splitter.addWidget(self._lists)
        tables.share(splitter, (6, 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(splitter, 1)

    def show_plan(self, plan: sheets.Plan) -> None:
        """Show what an import would do."""
        self._model = PreviewModel(self._store, plan)
        self._problems = sorted(plan.problems, key=lambda p: p.severity != "block")
        self._at = -1
        fresh = tables.view("plan_rows", "Các dòng của bảng", self._model)
        fresh.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        fresh.selectionModel().currentChanged.connect(lambda index, _: self._tell(index))
        self._top.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        self._only.setChecked(False)
        self._said.clear()
        self._next.setEnabled(bool(self._problems))
        tables.fit(fresh, 240)
        self._fill_lists(plan)
        self.summary.setText(summary_of(plan))

    def step(self, by: int) -> None:
        """Go to the next cell with a problem, those that refuse first."""
        if self._problems:
            self._at = (self._at + by) % len(self._problems) if self._at >= 0 or by > 0 else -1
            self._go(self._problems[self._at])

    def _go(self, problem: sheets.CellProblem) -> None:
        assert self._model is not None
        place = self._model.place(problem)
        if place.isValid():
            self._rows.setCurrentIndex(place)
            self._rows.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._said.setText(f"{MARKS[problem.severity]} {_where(problem)}: {problem.what}")

    def _tell(self, index: QModelIndex) -> None:
        found = self._model.at(index) if self._model and index.isValid() else []
        self._said.setText("\n".join(f"{MARKS[p.severity]} {_where(p)}: {p.what}" for p in found))

    def _filter(self, wanted: bool) -> None:
        if self._model is not None:
            self._model.only_problems(wanted)

    def _fill_lists(self, plan: sheets.Plan) -> None:
        self._lists.clear()
        doubts: dict[tuple[int, str], list[str]] = {}
        for p in plan.problems:
            if p.code == LOST:
                doubts.setdefault((p.row, p.column), []).append(p.what)
        lists: list[tuple[str, str, Sequence[str], list[tuple[Any, Sequence[str]]]]] = [
            ("problems", "Cần xem", ("Ô", "Đang ghi", "Vấn đề, cách sửa", "Mã"), [
                (p, (f"{MARKS[p.severity]} {p.column}{p.row}", p.value[:LONGEST], p.what, p.code))
                for p in self._problems
            ]),
            ("duplicates", "Trùng", ("Dòng", "Giống với"), [
                (d.row, (str(d.row), d.title)) for d in plan.duplicates
            ]),
            ("decoded", "Chữ phông cũ", ("Ô", "Phông", "Trước", "Sau", "Chữ có thể mất"), [
                (d.row, (f"{d.column}{d.row}", d.font, d.before[:LONGEST], d.after[:LONGEST],
                         " ".join(doubts.get((d.row, d.column), ()))))
                for d in plan.decoded
            ]),
            ("left_out", "Không nhập", ("Dòng", "Vì"), [
                (row, (str(row), why)) for row, why in plan.left_out
            ]),
        ]  # fmt: skip
        for name, title, headings, rows in lists:
            if not rows:
                continue
            model = tables.ListModel(headings)
            model.show(rows)
            table = tables.view(f"plan_{name}", title, model)
            model.setParent(table)
            tables.fit(table, 420)
            if name == "problems":
                tables.give_room(table, 2)
            self._lists.addTab(table, f"{title} ({len(rows)})")
            if name == "problems":
                table.selectionModel().currentChanged.connect(self._chose)
        self._lists.setVisible(self._lists.count() > 0)

    def _chose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._at = index.row()
            self._go(self._problems[self._at])


def summary_of(plan: sheets.Plan) -> str:
    """Return in one line what would go in, what stays out and what stands in the way."""
    bad = sum(p.severity == "block" for p in plan.problems)
    warned = len(plan.problems) - bad
    parts = [f"Sẽ nhập {len(plan.rows)} dòng"]
    if plan.left_out:
        parts.append(f"không nhập {len(plan.left_out)} dòng")
    if warned:
        parts.append(f"⚠ {warned} chỗ cần xem lại")
    if bad:
        parts[0] = f"✖ {bad} ô phải sửa, chưa nhập được dòng nào trong {len(plan.rows)} dòng"
    return "; ".join(parts) + "."


LOST = "L213"
"""The code of a letter that decoding an old font may have lost."""
_ABOUT = (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ToolTipRole)


def _worst(found: Sequence[sheets.CellProblem]) -> str:
    return "block" if any(p.severity == "block" for p in found) else "warn"


def _where(problem: sheets.CellProblem) -> str:
    return f"Ô {problem.column}{problem.row}" if problem.column else f"Dòng {problem.row}"
