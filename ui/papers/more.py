"""What is done with papers as a whole: all of a period, the registers, the unit's templates and layout."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from ui.papers.page import DocumentsPage


class MoreButton(QPushButton):
    """A button with a menu; what it opens is imported when it is first opened."""

    def __init__(self, page: DocumentsPage) -> None:
        super().__init__("Việc &khác")
        self.setObjectName("more")
        self.setAccessibleName("Việc khác với văn kiện")
        menu = QMenu(self)
        for name, text, act in (
            ("batch", "Soạn cả kỳ…", _batch),
            ("mail_out", "Sổ đăng ký văn bản đi…", partial(_mail, way="out")),
            ("mail_in", "Sổ đăng ký văn bản đến…", partial(_mail, way="in")),
            ("templates", "Mẫu của đơn vị…", _templates),
            ("layout", "Thể thức của đơn vị…", _layout),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, act=act: act(page))
        self.setMenu(menu)


def _batch(page: DocumentsPage) -> None:
    from ui.papers.batching import BatchDialog

    BatchDialog(page.session, page.open, page).open()


def _mail(page: DocumentsPage, way: str) -> None:
    from ui.papers.registers import MailDialog

    MailDialog(page.session, "out" if way == "out" else "in", page).open()


def _templates(page: DocumentsPage) -> None:
    from ui.papers.templates import TemplateDialog

    TemplateDialog(page.session, page.making.types.current, page).open()


def _layout(page: DocumentsPage) -> None:
    from ui.papers.adjusting import LayoutDialog

    LayoutDialog(page.session, page).open()
