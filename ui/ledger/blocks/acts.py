"""Acts on many cells of the table: paste, copy, fill down; each opens what shows it before anything changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.catalogue import Field
from app.ledgers import entries, sheets
from ui.ledger.blocks.filling import FillDialog
from ui.ledger.blocks.pasting import PasteDialog

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

NOTHING = "Chưa có gì để dán. Chép các ô trong Excel hoặc LibreOffice Calc trước."
ONE_ROW = "Chọn từ hai dòng trở lên; giá trị của dòng trên cùng được điền xuống."
NO_FIELD = "Chọn một ô của cột được nhập tay rồi điền xuống."


def paste(page: LedgersPage) -> None:
    """Show what the clipboard would become in this section."""
    sheet = sheets.pasted(QApplication.clipboard().text())
    section = page.section
    if not sheet.rows or section is None:
        page.session.told.emit(NOTHING)
        return
    shown = _shown(page)
    at = _current(page)
    following = shown[shown.index(at) :] if at in shown else shown
    page.form.ask_then(
        lambda: _open(
            PasteDialog(page.session, section, sheet, following, page.chosen(), page.window())
        )
    )


def copy(page: LedgersPage) -> None:
    """Put the selected rows on the clipboard, headings first, as spreadsheets take them."""
    if page.section is None:
        return
    fields = [page.section.field(key) for key in _shown(page) if _typed(page, key)]
    store = page.session.store
    rows = [
        [f.label for f in fields],
        *([entries.shown(store, f, x.values.get(f.key)) for f in fields] for x in page.chosen()),
    ]
    QApplication.clipboard().setText(sheets.copied(rows))
    page.session.told.emit(f"Đã chép {len(rows) - 1} dòng. Bộ nhớ tạm được xóa khi khóa màn hình.")


def fill_down(page: LedgersPage) -> None:
    """Show what giving the top row's value of the current column to the others would change."""
    rows = page.chosen()
    field = _typed(page, _current(page))
    if len(rows) < 2:
        page.session.told.emit(ONE_ROW)
    elif field is None or field.type == "file":
        page.session.told.emit(NO_FIELD)
    else:
        page.form.ask_then(lambda: _open(FillDialog(page.session, field, rows, page.window())))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _shown(page: LedgersPage) -> list[str]:
    """Return the keys of the columns in sight, from left to right."""
    return list(page.rows.shape.shown())


def _current(page: LedgersPage) -> str:
    """Return the key of the column the keyboard is in, empty in the marks."""
    at = page.rows.table.currentIndex().column()
    return page.rows.columns[at - 1].key if at > 0 else ""


def _typed(page: LedgersPage, key: str) -> Field | None:
    """Return the field of a column; None for a computed one."""
    fields = page.section.fields if page.section else ()
    return next((f for f in fields if f.key == key), None)
