"""Pasting a block from Excel or Calc: shown with everything that would be wrong, then one change or none."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.catalogue import Section
from app.errors import AppError
from app.ledgers import Entry, sheets
from app.text import number
from ui.ledger.blocks.pasted_cells import PastedCells, PasteTable
from ui.ledger.form.body import MARKS
from ui.session import Session
from ui.shown import fitting, note

AT_ONCE = 300
"""Rows that are checked while the dialog waits; more of them are checked beside the window."""
HOW = "Bấm tên cột để chọn cột khác của sổ. Sửa ô: Enter, F2 hoặc bấm đúp. Ô trống khi ghi đè thì để nguyên."


class PasteDialog(QDialog):
    """Shows a sheet from the clipboard on its way into `section`, as new rows or over the `chosen` ones."""

    def __init__(
        self,
        session: Session,
        section: Section,
        sheet: sheets.Sheet,
        following: Sequence[str],
        chosen: Sequence[Entry],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paste_dialog")
        self.setWindowTitle(f"Dán vào: {section.title}")
        self._session = session
        self._section = section
        self._chosen = chosen
        self._following = following
        self._columns = [c for c in sheets.columns(section) if not c.hidden and c.part != "struck"]
        self._mapping = sheets.placed(session.store, section.key, sheet, following)
        self._plan: sheets.Plan | sheets.Overlay | None = None
        self._problems: Sequence[sheets.CellProblem] = ()
        self._cells = PastedCells(sheet, self._columns)
        self._table = PasteTable(self._cells)
        self._new = QRadioButton("Thêm thành dòng &mới")
        self._over = QRadioButton(f"&Ghi đè {number(len(chosen))} dòng đang chọn")
        self._headed = QCheckBox("Dòng đầu là &tên cột")
        self._again = QCheckBox("")
        self._summary = QLabel()
        self._list = QListWidget()
        self._reason = QLineEdit()
        self._paste = QPushButton("&Dán")
        self._dress()
        self._lay_out()
        self._headed.setChecked(self._mapping.header > 0)
        (self._over if self._fits and len(chosen) > 1 else self._new).setChecked(True)
        self._connect()
        self._check()
        self._table.resizeColumnsToContents()

    @property
    def _fits(self) -> bool:
        """Whether there are as many rows to paste as are selected."""
        lines = sum(r.number > self._mapping.header for r in self._cells.sheet.rows)
        return bool(self._chosen) and lines == len(self._chosen)

    def _dress(self) -> None:
        for widget, name in (
            (self._new, "paste_new"), (self._over, "paste_over"), (self._headed, "paste_headed"),
            (self._again, "paste_again"), (self._summary, "paste_summary"), (self._list, "paste_problems"),
            (self._reason, "paste_reason"), (self._paste, "paste"),
        ):  # fmt: skip
            widget.setObjectName(name)
        self._summary.setWordWrap(True)
        self._list.setAccessibleName("Chỗ phải sửa hoặc cần xem lại")
        self._list.setMaximumHeight(130)
        self._list.setWordWrap(True)
        self._reason.setPlaceholderText("Lý do hiệu đính (có thể để trống)")
        self._reason.setAccessibleName("Lý do hiệu đính")
        self._paste.setDefault(True)
        self.resize(fitting(self, 980, 600))

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        for way in (self._new, self._over, self._headed):
            ways.addWidget(way)
        ways.addStretch(1)
        pick = QPushButton("Chọn &cột…")
        pick.setObjectName("paste_column")
        pick.setAutoDefault(False)
        pick.clicked.connect(lambda: self._pick(max(self._table.currentIndex().column(), 0)))
        ways.addWidget(pick)
        close = QPushButton("Đó&ng")
        close.setObjectName("paste_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._reason, 1)
        buttons.addStretch(1)
        buttons.addWidget(self._paste)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(ways)
        layout.addWidget(note(HOW))
        layout.addWidget(self._table, 1)
        for part in (self._summary, self._again, self._list):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._new.toggled.connect(self._check)
        self._again.toggled.connect(self._check)
        self._headed.toggled.connect(self._name_columns)
        self._cells.mended.connect(self._check)
        self._table.horizontalHeader().sectionClicked.connect(self._pick)
        self._list.itemActivated.connect(lambda _: self._go_to_problem())
        self._list.itemClicked.connect(lambda _: self._go_to_problem())
        self._paste.clicked.connect(self._apply)

    def _name_columns(self, headed: bool) -> None:
        """Take the first row for headings, or for a row like the others."""
        sheet = self._cells.sheet
        if headed and sheet.rows:
            by_name = sheets.guess(self._session.store, self._section.key, sheet)
            used = by_name.columns if by_name.header == sheet.rows[0].number else {}
            columns = used or self._mapping.columns
            self._mapping = sheets.ColumnMap(sheet.rows[0].number, columns)
        else:
            known = {c.key for c in self._columns}
            places = {n: key for n, key in enumerate(self._following) if key in known}
            self._mapping = sheets.ColumnMap(0, places)
        self._check()

    def _pick(self, at: int) -> None:
        """Let a column of the ledger be chosen for column `at` of what is pasted."""
        menu = QMenu(self)
        menu.setObjectName("paste_columns")
        nothing = menu.addAction("Không dán cột này")
        nothing.triggered.connect(partial(self._use, at, ""))
        for column in self._columns:
            act = menu.addAction(column.label)
            act.setCheckable(True)
            act.setChecked(self._mapping.columns.get(at) == column.key)
            act.triggered.connect(partial(self._use, at, column.key))
        header = self._table.horizontalHeader()
        spot = QPoint(header.sectionViewportPosition(at), header.height())
        menu.popup(header.mapToGlobal(spot))

    def _use(self, at: int, key: str) -> None:
        columns = {n: k for n, k in self._mapping.columns.items() if n != at and k != key}
        self._mapping = replace(self._mapping, columns=columns | ({at: key} if key else {}))
        self._check()

    def _check(self, *_: object) -> None:
        """Plan again what would be pasted."""
        self._plan = None
        self._paste.setEnabled(False)
        self._over.setEnabled(self._fits)
        for way in (self._new, self._over):
            way.setVisible(bool(self._chosen))
        if not self._fits and self._over.isChecked():
            self._new.setChecked(True)
            return
        mapping = replace(self._mapping, keep_duplicates=self._again.isChecked())
        what = (self._section.key, self._cells.sheet, mapping)
        if self._over.isChecked():
            ids = [x.id for x in self._chosen]
            self._session.act(sheets.lay_over, *what, ids, then=self._laid, refused=self._unfit)
        elif len(self._cells.sheet.rows) <= AT_ONCE:
            self._session.act(sheets.plan, *what, then=self._planned, refused=self._unfit)
        else:
            self._session.wait(
                sheets.plan, *what, then=self._planned, refused=self._unfit, title="Đang kiểm tra"
            )

    def _planned(self, plan: sheets.Plan) -> None:
        self._plan = plan
        stored = [d for d in plan.duplicates if d.entry]
        self._again.setText(f"Vẫn dán {number(len(stored))} dòng đã có trong sổ")
        self._again.setVisible(bool(stored))
        self._cells.show(self._mapping, plan.problems, plan.left_out)
        self._say(f"{number(len(plan.rows))} dòng mới", plan.problems, bool(plan.rows))

    def _laid(self, overlay: sheets.Overlay) -> None:
        self._plan = overlay
        self._again.hide()
        self._cells.show(self._mapping, overlay.problems, (), overlay.differences)
        cells = len(overlay.differences)
        rows = len({row for row, _ in overlay.differences})
        what = f"{number(cells)} ô sẽ đổi ở {number(rows)} dòng"
        self._say(what, overlay.problems, bool(cells))

    def _unfit(self, error: AppError) -> None:
        self._cells.show(self._mapping)
        self._again.hide()
        self._list.clear()
        self._problems = ()
        self._summary.setText(f"✖ {error.sentence}")

    def _say(self, what: str, problems: Sequence[sheets.CellProblem], some: bool) -> None:
        self._problems = problems
        blocks = sum(p.severity == "block" for p in problems)
        faults = f"✖ {number(blocks)} chỗ phải sửa trước khi dán" if blocks else ""
        doubts = len(problems) - blocks
        seen = f"⚠ {number(doubts)} chỗ cần xem lại" if doubts else ""
        self._summary.setText("; ".join(filter(None, (what, faults, seen))) + ".")
        self._list.clear()
        lines = {r.number: n for n, r in enumerate(self._cells.lines, 1)}
        for one in problems:
            self._list.addItem(f"{MARKS[one.severity]} Dòng {lines.get(one.row, '?')}: {one.what}")
        self._list.setVisible(bool(problems))
        self._reason.setVisible(self._over.isChecked())
        self._paste.setEnabled(some and not blocks)

    def _go_to_problem(self) -> None:
        index = self._cells.place(self._problems[self._list.currentRow()])
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        self._table.setFocus()

    def _apply(self) -> None:
        """Write everything in one change; a late refusal is shown and nothing is written."""
        plan = self._plan
        if isinstance(plan, sheets.Overlay):
            reason = self._reason.text().strip() or None
            self._session.act(sheets.apply_over, plan, reason=reason, then=self._done)
        elif plan is not None:
            self._session.carry(sheets.apply, plan, title="Đang dán", then=self._done)

    def _done(self, rows: Sequence[Entry]) -> None:
        self._session.told.emit(f"Đã dán {number(len(rows))} dòng. Ctrl+Z để hoàn tác.")
        self.accept()
