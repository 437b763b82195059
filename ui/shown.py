"""Periods and standing notices as people read them on the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from app import period as periods
from app.catalogue import Confidence

NO_SECRETS = (
    "Phần mềm này không dùng để soạn thảo, lưu giữ, in hoặc chuyển nội dung bí mật nhà nước "
    "(Mật, Tối mật, Tuyệt mật)."
)
ONLY_OPEN = "Chỉ nhập nội dung không mật."
EXPORT_OPEN = "Gói xuất chỉ chứa nội dung không mật. Người xuất chịu trách nhiệm kiểm tra."
PROPOSED = "Mặc định đề xuất, chưa phải mẫu chính thức"


def period(text: str) -> str:
    """Return a stored period (`2026-02`) as `tháng 02/2026`."""
    return periods.parse(text).title if text else ""


def short_period(text: str) -> str:
    """Return a stored period without the word for a month: `02/2026`, `tuần 11/2026`."""
    return period(text).removeprefix("tháng ")


def note(text: str, name: str = "note") -> QLabel:
    """Return a small label that wraps, for standing notices."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 0.9)
    font.setItalic(True)
    label.setFont(font)
    return label


def proposed(confidence: Confidence) -> str:
    """Return the notice that a form or figure is only a proposal, nothing where it is confirmed."""
    return PROPOSED if confidence == "default" else ""


def fitting(widget: QWidget, width: int, height: int) -> QSize:
    """Return the wished size of a dialog as far as the screen has room for it."""
    room = widget.screen().availableSize() - QSize(30, 50)
    return QSize(width, height).boundedTo(room)
