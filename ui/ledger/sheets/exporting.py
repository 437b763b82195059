"""“Xuất ra Excel…”: the ledger in front, for the period in front, as an `.xlsx` that is not encrypted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app.catalogue import Ledger
from app.ledgers import sheets
from app.period import Period
from ui import choosing

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

PLAIN = (
    "Tệp Excel xuất ra không được mã hóa: ai có tệp đều đọc được, kể cả dòng về cá nhân. "
    "Giữ gìn như sổ giấy, xóa khi không dùng nữa. Chỉ xuất nội dung không mật."
)


def ask(page: LedgersPage) -> None:
    """Say that the file is plain, then ask for its place and write it."""
    assert page.section is not None
    store, period = page.session.store, page.wanted.period
    ledger = next(
        x for x in store.catalogue.kept_ledgers(store.unit.level) if page.section.key in x.sections
    )
    about = period.title if period else "mọi kỳ"
    box = QMessageBox(page)
    box.setObjectName("export_plain")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Xuất ra Excel")
    box.setText(f"Xuất “{ledger.title}”, {about}, mỗi mục một bảng.")
    box.setInformativeText(PLAIN)
    go = box.addButton("&Chọn nơi ghi…", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("&Thôi", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go)
    go.clicked.connect(partial(_choose, page, ledger, period, about))
    box.open()


def _choose(page: LedgersPage, ledger: Ledger, period: Period | None, about: str) -> None:
    from app.documents import files  # Word and PDF come with it; the page opens without them

    name = files.named(f"{ledger.title} {about}", "xlsx")
    choosing.new_file(page, "Xuất ra Excel", name, partial(_write, page, ledger.key, period))


def _write(page: LedgersPage, ledger: str, period: Period | None, to: Path) -> None:
    named = to if to.suffix.lower() == ".xlsx" else to.with_name(f"{to.name}.xlsx")
    page.session.wait(
        sheets.export, ledger, period, title="Đang xuất ra Excel", then=partial(_place, page, named)
    )


def _place(page: LedgersPage, to: Path, content: bytes) -> None:
    from app.documents import files

    def place(_: object) -> Path:
        return files.write(to.parent, to.name, content)

    page.session.act(
        place, then=lambda made: page.session.told.emit(f"Đã xuất {made}. Tệp này không mã hóa.")
    )
