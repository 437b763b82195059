"""Pictures of what belongs to kept files: the strip, the question, the viewer; a part of `tests.ui.camera`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QGradient, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from app.ledgers import attachments, entries
from app.store import Store
from tests.ledgers import made_files
from ui.ledger import LedgersPage
from ui.main_window import Desk, MainWindow
from ui.session import Session

if TYPE_CHECKING:
    from tests.ui.camera import Camera


def take_files(camera: Camera, prefix: str, window: MainWindow, desk: Desk) -> None:
    """Take a row with files, the question before adding one, and the viewer."""
    page = desk.current()
    assert isinstance(page, LedgersPage)
    row = give_files(page.session.store)
    page.open(row)
    drop = page.form.findChild(QPushButton, "unsaved_drop")
    if drop is not None and drop.isVisible():
        drop.click()
    page.form.files.shelf.setCurrentRow(0)
    _rest(page.session)
    camera.take(f"{prefix}-tep-kem", window)
    page.form.files.give([attachments.Loose("Ảnh hội thao quý I năm 2026.png", b"")])
    question = window.findChild(QDialog, "confirm_attach")
    assert question is not None
    camera.take(f"{prefix}-tep-kem-hoi", question)
    question.reject()
    for at, name in ((0, "anh"), (1, "pdf")):
        page.form.files.shelf.setCurrentRow(at)
        page.form.files.open_chosen()
        _rest(page.session)
        viewer = next(x for x in window.findChildren(QDialog, "viewer") if x.isVisible())
        camera.take(f"{prefix}-tep-kem-{name}", viewer)
        viewer.close()


def give_files(store: Store) -> str:
    """Keep a photo, minutes and a Word file with the first inspection, once; return its id."""
    row = entries.listing(store, "inspection")[0]
    if not row.files:
        picture = QImage(1600, 1066, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QGradient(QGradient.Preset.DeepBlue))
        painter.fillRect(0, 700, 1600, 366, QColor(86, 120, 60))
        painter.fillRect(600, 420, 420, 300, QColor(214, 190, 140))
        painter.end()
        raw = QBuffer()
        raw.open(QBuffer.OpenModeFlag.WriteOnly)
        picture.save(raw, "JPG")  # type: ignore[call-overload]  # the stub knows bytes only
        given = {
            "Ảnh khu vệ sinh, doanh trại sau kiểm tra ngày 14-03.jpg": bytes(raw.data().data()),
            "Biên bản kiểm tra.pdf": made_files.pdf("Bien ban kiem tra, trang", 3),
            "Kế hoạch khắc phục.docx": made_files.docx("Kế hoạch"),
        }
        for name, content in given.items():
            attachments.add(store, row.id, name, content, not_secret=True)
    return row.id


def _rest(session: Session) -> None:
    while session.busy:
        QTest.qWait(20)
    QTest.qWait(60)
