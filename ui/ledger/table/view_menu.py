"""The menu "Xem": saved filters, columns, months, where the form stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from app.errors import AppError
from app.ledgers import looks
from ui.ledger.table.choosing_columns import ColumnsDialog
from ui.ledger.watch import ONLY_LOOK

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage


class ViewMenu(QPushButton):
    """A button whose menu is made anew each time it opens: it shows what is saved and what is on."""

    def __init__(self, page: LedgersPage) -> None:
        super().__init__()
        self._page = page
        self.setObjectName("view_menu")
        self.setText("&Xem")
        self.setAccessibleName("Cách xem: bộ lọc đã lưu, cột, tháng")
        self.setToolTip("Bộ lọc đã lưu, cột, nhóm theo tháng, chỗ của biểu mẫu")
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Make the menu for the section in front."""
        menu, page = self.menu(), self._page
        menu.clear()
        saved = looks.listing(page.session.store, page.wanted.section.key)
        for look in saved:
            act = menu.addAction(look.name, partial(page.rows.use, look))
            act.setObjectName(f"look_{look.name}")
        may = page.session.store.account.role != "xem"
        save = menu.addAction("Lưu cách xem này…", self.ask_name)
        save.setObjectName("look_save")
        save.setEnabled(may)
        save.setToolTip("" if may else ONLY_LOOK)
        manage = menu.addAction("Đổi tên, xóa cách xem…", self.manage)
        manage.setObjectName("look_manage")
        manage.setEnabled(may and bool(saved))
        menu.addSeparator()
        menu.addAction("Cột của bảng…", self.choose_columns).setObjectName("choose_columns")
        for name, text, on, switch in (
            ("by_month", "Nhóm theo tháng", page.rows.by_month, page.rows.group_by_month),
            ("form_below", "Biểu mẫu ở dưới bảng", page.form_below, page.put_form_below),
        ):
            act = menu.addAction(text)
            act.setObjectName(name)
            act.setCheckable(True)
            act.setChecked(on)
            act.toggled.connect(switch)
        menu.addSeparator()
        menu.addAction("Bỏ mọi lọc (Ctrl+Shift+L)", page.rows.clear_filters).setObjectName(
            "clear_all"
        )

    def choose_columns(self) -> None:
        rows = self._page.rows
        ColumnsDialog(rows.columns, rows.shape.shown(), rows.shape.choose, self._page).open()

    def ask_name(self) -> None:
        """Ask for a name and save what is shown under it."""
        dialog = QInputDialog(self._page)
        dialog.setObjectName("look_name")
        dialog.setWindowTitle("Lưu cách xem")
        dialog.setLabelText("Tên của cách xem (kỳ, lọc, thứ tự và cột đang chọn):")
        dialog.textValueSelected.connect(self._save)
        dialog.open()

    def manage(self) -> None:
        LooksDialog(self._page).open()

    def _save(self, name: str) -> None:
        page = self._page
        page.session.act(
            looks.save,
            page.rows.look(name),
            then=lambda look: page.session.told.emit(f"Đã lưu cách xem “{look.name}”."),
        )


class LooksDialog(QDialog):
    """The saved looks of a section, to rename and to take away."""

    def __init__(self, page: LedgersPage) -> None:
        super().__init__(page)
        self._page = page
        self._key = page.wanted.section.key
        self.setObjectName("looks_dialog")
        self.setWindowTitle("Cách xem đã lưu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = QListWidget()
        self._list.setObjectName("looks")
        self._list.setAccessibleName("Cách xem đã lưu")
        self._said = QLabel()
        self._said.setObjectName("looks_problem")
        self._said.setWordWrap(True)
        buttons = QHBoxLayout()
        for name, text, act in (
            ("rename", "Đổi &tên…", self._ask),
            ("remove", "&Xóa", self._remove),
            ("close", "Đó&ng", self.accept),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(act)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._said)
        layout.addLayout(buttons)
        self._fill(None)

    def _fill(self, look: looks.Look | None) -> None:
        found = looks.listing(self._page.session.store, self._key)
        self._said.clear()
        self._list.clear()
        self._list.addItems([x.name for x in found])
        self._list.setCurrentRow(max(found.index(look) if look in found else 0, 0))

    def _name(self) -> str:
        item = self._list.currentItem()
        return item.text() if item else ""

    def _ask(self) -> None:
        if not self._name():
            return
        dialog = QInputDialog(self)
        dialog.setObjectName("look_rename")
        dialog.setWindowTitle("Đổi tên cách xem")
        dialog.setLabelText("Tên mới:")
        dialog.setTextValue(self._name())
        dialog.textValueSelected.connect(self._rename)
        dialog.open()

    def _rename(self, new: str) -> None:
        session = self._page.session
        session.act(
            looks.rename, self._key, self._name(), new, then=self._fill, refused=self._refused
        )

    def _remove(self) -> None:
        if self._name():
            self._page.session.act(
                looks.remove, self._key, self._name(), then=self._fill, refused=self._refused
            )

    def _refused(self, error: AppError) -> None:
        self._said.setText(f"✖ {error.sentence} {error.advice}")
