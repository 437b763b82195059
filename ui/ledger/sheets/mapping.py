"""First page of the import window: file, sheet, row of headings, and which column of the sheet is which."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.catalogue import Section
from app.ledgers import sheets
from ui.ledger.form.choices import ENTER, ChoiceLine, offer

UNUSED = "không nhập"
HOW = "gõ vài chữ, hoặc F4"
FONTS = (
    ("Unicode (chữ bình thường)", ""),
    (".VnTime (TCVN3)", ".VnTime"),
    ("VNI-Times (VNI)", "VNI-Times"),
)
HEADINGS = ("Cột", "Tiêu đề trong bảng", "Vài giá trị đầu", "Nhập vào cột")
TARGET = 3


class ColumnsPage(QWidget):
    """Shows one sheet and keeps what a person chose; its signals say what must be read or guessed again."""

    browse = Signal()
    sheet_changed = Signal()
    header_changed = Signal()
    font_changed = Signal()

    def __init__(self, form: Section) -> None:
        super().__init__()
        self._form = form
        self._columns = sheets.columns(form)
        self._targets: dict[int, Target] = {}
        self._filling = False
        self.file = QLineEdit()
        self.file.setObjectName("sheet_file")
        self.file.setAccessibleName("Tệp bảng tính")
        self.file.setPlaceholderText("Chọn tệp .xlsx, .ods, .csv, hoặc kéo thả tệp vào cửa sổ này")
        self.file.setReadOnly(True)
        choose = QPushButton("&Chọn tệp…")
        choose.setObjectName("choose_file")
        choose.clicked.connect(lambda: self.browse.emit())
        self._sheets = QComboBox()
        self._sheets.setObjectName("sheet")
        self._sheets.setAccessibleName("Bảng trong tệp")
        self._sheets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._sheets.setMinimumContentsLength(18)
        self._header = QSpinBox()
        self._header.setObjectName("header_row")
        self._header.setAccessibleName("Dòng tiêu đề")
        self._header.setRange(0, 9999)
        self._header.setSpecialValueText("không có")
        self._header.setKeyboardTracking(False)
        self._font = QComboBox()
        self._font.setObjectName("old_font")
        self._font.setAccessibleName("Phông của chữ không ghi phông")
        for said, font in FONTS:
            self._font.addItem(said, font)
        self._hidden = QCheckBox("&Bỏ các dòng ẩn")
        self._hidden.setObjectName("skip_hidden")
        self._twice = QCheckBox("Nhập cả dòng đã &có trong sổ")
        self._twice.setObjectName("keep_duplicates")
        self._table = self._made_table()
        self._lacking = QLabel()
        self._lacking.setObjectName("lacking")
        self._lacking.setWordWrap(True)
        self._lay_out(choose)
        self._sheets.currentIndexChanged.connect(lambda _: self._tell(self.sheet_changed))
        self._header.valueChanged.connect(lambda _: self._tell(self.header_changed))
        self._font.currentIndexChanged.connect(lambda _: self._tell(self.font_changed))

    @property
    def sheet_at(self) -> int:
        """Return the place of the chosen sheet in the file."""
        return self._sheets.currentIndex()

    def chosen(self, *, header: bool = True, columns: bool = True) -> dict[str, object]:
        """Return what `sheets.given` takes; without `header`, `columns` these are guessed again."""
        said: dict[str, object] = {
            "font": self._font.currentData(),
            "skip_hidden": self._hidden.isChecked(),
            "keep_duplicates": self._twice.isChecked(),
        }
        if header:
            said["header"] = self._header.value()
        if columns:
            said["columns"] = {
                sheets.letter(at): target.key or None for at, target in self._targets.items()
            }
        return said

    def show_file(self, name: str, book: sheets.Workbook, sheet: sheets.Sheet) -> None:
        """Show which file and which sheet of it is taken."""
        self._filling = True
        self.file.setText(name)
        self._sheets.clear()
        for one in book.sheets:
            hidden = " (ẩn)" if one.hidden else ""
            self._sheets.addItem(f"{one.name}{hidden} – {len(one.rows)} dòng")
        self._sheets.setCurrentIndex(next(n for n, x in enumerate(book.sheets) if x is sheet))
        self._filling = False

    def show_columns(self, sheet: sheets.Sheet, mapping: sheets.ColumnMap) -> None:
        """Show every column of the sheet with a few values and what it is taken for."""
        self._filling = True
        self._header.setMaximum(max((r.number for r in sheet.rows), default=0))
        self._header.setValue(mapping.header)
        self._filling = False
        near = {u.column: u.near for u in mapping.unknown}
        looks = sheets.look(sheet, mapping.header, mapping.font)
        self._targets = {}
        self._table.setRowCount(len(looks))
        for row, one in enumerate(looks):
            self._show_column(row, one)
            target = Target(self._columns, near.get(one.column, ()))
            target.setObjectName(f"target_{sheets.letter(one.column)}")
            target.setAccessibleName(f"Cột {sheets.letter(one.column)} nhập vào")
            target.choose(mapping.columns.get(one.column, ""))
            target.settled.connect(self._check)
            self._targets[one.column] = target
            self._table.setCellWidget(row, TARGET, target)
        self._table.resizeRowsToContents()
        self._check()

    def unclear(self) -> list[str]:
        """Return what was typed and means no column of the section."""
        return [
            f"{sheets.letter(at)} “{t.unclear}”" for at, t in self._targets.items() if t.unclear
        ]

    def repeated(self) -> list[str]:
        """Return the labels that two columns of the sheet are mapped to."""
        keys = [t.key for t in self._targets.values() if t.key]
        return [c.label for c in self._columns if keys.count(c.key) > 1]

    def _tell(self, signal: SignalInstance) -> None:
        """Emit a choice of a person, not one that follows from showing a sheet."""
        if not self._filling:
            signal.emit()

    def _check(self) -> None:
        """Say which needed columns are missing, and which are named twice."""
        named = {at: t.key for at, t in self._targets.items() if t.key}
        lines = []
        if missing := sheets.lacking(self._form, sheets.ColumnMap(0, named)):
            lines.append(f"⚠ Chưa ghép cột bắt buộc: {'; '.join(missing)}.")
        if twice := self.repeated():
            lines.append(f"✖ Hai cột cùng nhập vào: {'; '.join(twice)}. Chọn lại một cột.")
        if unclear := self.unclear():
            lines.append(f"✖ Không rõ nhập vào cột nào: {'; '.join(unclear)}. Chọn lại (F4).")
        left = sum(not key for key in (t.key for t in self._targets.values()))
        if left:
            lines.append(f"{left} cột của bảng không nhập.")
        self._lacking.setText("\n".join(lines))

    def _show_column(self, row: int, one: sheets.Look) -> None:
        texts = sheets.letter(one.column), one.heading, "  |  ".join(one.samples)
        for at, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(text)
            self._table.setItem(row, at, item)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, len(HEADINGS))
        table.setObjectName("mapping")
        table.setAccessibleName("Ghép cột")
        table.setHorizontalHeaderLabels(HEADINGS)
        table.verticalHeader().hide()
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        for at, width in enumerate((44, 220, 330)):
            table.setColumnWidth(at, width)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _lay_out(self, choose: QPushButton) -> None:
        grid = QGridLayout()
        grid.addWidget(_label("Tệp:", self.file), 0, 0)
        grid.addWidget(self.file, 0, 1, 1, 5)
        grid.addWidget(choose, 0, 6)
        for at, (said, part) in enumerate(
            (("&Bảng:", self._sheets), ("Dòng tiêu &đề:", self._header), ("&Phông cũ:", self._font))
        ):
            grid.addWidget(_label(said, part), 1, 2 * at)
            grid.addWidget(part, 1, 2 * at + 1)
        options = QHBoxLayout()
        options.addWidget(self._hidden)
        options.addWidget(self._twice)
        options.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addLayout(options)
        column.addWidget(self._table, 1)
        column.addWidget(self._lacking)


class Target(ChoiceLine):
    """Which column of the section a column of the sheet is taken for; left empty it is not taken."""

    def __init__(self, columns: Sequence[sheets.Column], near: Sequence[str]) -> None:
        wanted = sorted(columns, key=lambda c: (c.label not in near, c.hidden))
        self._wanted = [offer(c.key, c.label) for c in wanted]
        super().__init__(lambda: self._wanted)
        self.setPlaceholderText(f"có phải: {near[0]}? {HOW}" if near else f"{UNUSED}; {HOW}")

    @property
    def key(self) -> str:
        """Return the key of the column, empty when the sheet's column is not taken."""
        return str(self.kept.value) if self.kept else ""

    @property
    def unclear(self) -> str:
        """Return what was typed and means no column, or several."""
        return "" if self.kept else self.text().strip()

    def choose(self, key: str) -> None:
        self.keep(next((one for one in self._wanted if one.value == key), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here: it takes from the list and does not press the button of the window."""
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()


def _label(text: str, buddy: Any) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
