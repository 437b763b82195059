"""Where every refusal and every bug is shown: one sentence and what to do, or where the report lies."""

import sys
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError


def lines(error: AppError) -> str:
    """Return the hint, every problem and the code of a refusal, one per line."""
    told = [error.advice, *(f"• {p.what}" for p in error.problems), f"Mã: {error.number}"]
    return "\n".join(line for line in told if line)


def show(error: AppError, window: QWidget | None) -> None:
    """Show one refusal: the sentence, the hint, every problem, and the code small."""
    box = _box("refusal", "Chưa thực hiện được", QMessageBox.Icon.Warning, window)
    box.setText(error.sentence)
    box.setInformativeText(lines(error))
    box.open()


def report(bug: BaseException, window: QWidget | None) -> None:
    """Write a report of a bug (nothing personal in it) and say where it lies."""
    from app import cli  # only now: the command line is not needed to open the window

    file = cli.write_report(bug)
    box = _box("bug", "Lỗi của phần mềm", QMessageBox.Icon.Critical, window)
    box.setText("Phần mềm gặp lỗi. Số liệu đã lưu vẫn nguyên, thao tác vừa rồi không có hiệu lực.")
    box.setInformativeText(f"Báo cáo lỗi: {file}")
    box.open()


def tell(error: BaseException, window: QWidget | None) -> None:
    """Show a refusal or report a bug, whichever it is."""
    if isinstance(error, AppError):
        show(error, window)
    else:
        report(error, window)


def catch_all(window: QWidget) -> None:
    """Let every exception that leaves a slot end here instead of in a console nobody sees."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # Later, from the event loop: Qt may be in the middle of painting or of an event filter.
        QTimer.singleShot(0, window, lambda: tell(error, window))

    sys.excepthook = caught


def _box(name: str, title: str, icon: QMessageBox.Icon, window: QWidget | None) -> QMessageBox:
    box = QMessageBox(window)
    box.setObjectName(name)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.button(QMessageBox.StandardButton.Close).setText("Đóng")
    return box
