"""The one explicit way out of the encrypted file: said first, then asked where to."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ledgers import Attachment, attachments
from ui import choosing
from ui.session import Session

NOTICE = "Tệp lưu ra không còn được mã hóa. Giữ gìn như sổ giấy và xóa đi khi dùng xong."


def ask(session: Session, entry: str, file: Attachment, parent: QWidget) -> None:
    """Say that the copy is not encrypted, ask for a place, write it there."""
    box = QMessageBox(parent)
    box.setObjectName("save_out_notice")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Lưu ra tệp")
    box.setText(f"Lưu “{file.name}” ra ngoài sổ?")
    box.setInformativeText(NOTICE)
    on = box.addButton("&Chọn nơi lưu…", QMessageBox.ButtonRole.AcceptRole)
    on.setObjectName("choose_place")
    box.addButton("&Thôi", QMessageBox.ButtonRole.RejectRole)
    on.clicked.connect(lambda: _choose(session, entry, file, parent))
    box.open()


def _choose(session: Session, entry: str, file: Attachment, parent: QWidget) -> None:
    choosing.new_file(parent, "Lưu ra tệp", file.name, partial(write, session, entry, file))


def write(session: Session, entry: str, file: Attachment, to: Path) -> None:
    """Write the file to `to` on a worker and say where it lies."""
    session.wait(
        attachments.save, entry, file.sha256, to, title=f"Đang lưu {file.name}",
        then=lambda made: session.told.emit(f"Đã lưu ra: {made}. Tệp này không mã hóa."),
    )  # fmt: skip
