"""First page of the import window: file, sheet, row of headings, and which column of the sheet is which."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
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
from app.text import fold

UNUSED = "(không nhập cột này)"
FONTS = (
    ("Unicode (chữ bình thường)", ""),
    (".VnTime (TCVN3)", ".VnTime"),
    ("VNI-Times (VNI)", "VNI-Times"),
)
HEADINGS = ("Cột", "Tiêu đề trong bảng", "Vài giá trị đầu", "Nhập vào cột")
UNUSED_AT, TARGET = 0, 3


class ColumnsPage(QWidget):
    """Shows one sheet and keeps what a person chose; its signals say what must be read or guessed again."""

    browse = Signal()
    sheet_changed = Signal()
    header_changed = Signal()

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
        for signal in (self._header.valueChanged, self._font.currentIndexChanged):
            signal.connect(lambda _: self._tell(self.header_changed))

    @property
    def sheet_at(self) -> int:
        """Return the place of the chosen sheet in the file."""
        return self._sheets.currentIndex()

    def chosen(self, *, columns: bool = True) -> dict[str, object]:
        """Return what `sheets.given` takes; without `columns` only what stands above the table."""
        said: dict[str, object] = {
            "header": self._header.value(),
            "font": self._font.currentData(),
            "skip_hidden": self._hidden.isChecked(),
            "keep_duplicates": self._twice.isChecked(),
        }
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
            target.currentIndexChanged.connect(lambda _: self._check())
            self._targets[one.column] = target
            self._table.setCellWidget(row, TARGET, target)
        self._table.resizeRowsToContents()
        self._check()

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


class Target(QComboBox):
    """Which column of the section a column of the sheet is taken for; found by typing without marks."""

    def __init__(self, columns: Sequence[sheets.Column], near: Sequence[str]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(_WheelGuard(self))
        self.addItem(UNUSED, "")
        wanted = sorted(columns, key=lambda c: (c.label not in near, c.hidden))
        for one in wanted:
            mark = "? " if one.label in near else ""
            self.addItem(f"{mark}{one.label}", one.key)
        self.setCompleter(None)  # type: ignore[arg-type]  # its pop-up would take the keyboard
        if near:
            self.setToolTip(f"Có phải: {'; '.join(near)}?")
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._settle)

    @property
    def key(self) -> str:
        """Return the key of the column, empty when the sheet's column is not taken."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        self.setCurrentIndex(max(0, self.findData(key)))

    def _settle(self) -> None:
        """Take the only column whose label holds what was typed, else what stood there before."""
        typed = fold(self.currentText()).strip()
        labels = [fold(self.itemText(at)).removeprefix("? ") for at in range(self.count())]
        exact = [at for at, label in enumerate(labels) if label == typed.removeprefix("? ")]
        found = exact or [at for at, label in enumerate(labels) if typed and typed in label]
        at = (
            found[0]
            if len(found) == 1 or exact
            else UNUSED_AT
            if not typed
            else self.currentIndex()
        )
        self.setCurrentIndex(at)
        self.setEditText(self.itemText(at))


class _WheelGuard(QObject):
    """Keep the wheel for scrolling the table."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _label(text: str, buddy: Any) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
