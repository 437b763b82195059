"""Ban hành: what is still to be mended, the day, the number that is taken, and what stands open in its series."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.documents import Document, checking, proposing
from app.errors import AppError
from app.text import iso_short
from ui import shown
from ui.papers.checks import CheckPanel
from ui.session import Session


class IssueDialog(QDialog):
    """`confirmed` carries the day as typed and the number, None for the next one."""

    confirmed = Signal(str, object)

    def __init__(
        self,
        session: Session,
        document: Document,
        found: Sequence[checking.Finding],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._document = document
        self.setObjectName("issue_dialog")
        self.setWindowTitle("Ban hành")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._day = QLineEdit(iso_short(document.dated))
        self._day.setObjectName("dated")
        self._day.setAccessibleName("Ngày của văn kiện")
        self._day.editingFinished.connect(self._propose)
        self._number = QLineEdit()
        self._number.setObjectName("ordinal")
        self._number.setAccessibleName("Số")
        self._series = shown.note("", "series")
        self._problem = QLabel()
        self._problem.setObjectName("issue_problem")
        self._problem.setWordWrap(True)
        self.panel = CheckPanel()
        self.panel.show_findings(found)
        form = QFormLayout()
        form.addRow("&Ngày:", self._day)
        self._number_label = QLabel("&Số:")
        self._number_label.setBuddy(self._number)
        form.addRow(self._number_label, self._number)
        layout = QVBoxLayout(self)
        title = QLabel(document.title)
        title.setWordWrap(True)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addWidget(self._series)
        layout.addWidget(self.panel, 1)
        layout.addWidget(
            shown.note("Sau khi ban hành, nội dung, số, tệp Word và PDF được chốt, không sửa được.")
        )
        layout.addWidget(self._problem)
        go, back = self._buttons(layout, bool(found))
        (back if found else go).setDefault(True)
        self.resize(shown.fitting(self, 620, 480 if found else 260))
        self._propose()

    def _buttons(self, layout: QVBoxLayout, found: bool) -> tuple[QPushButton, QPushButton]:
        buttons = QDialogButtonBox()
        go = buttons.addButton(
            "&Vẫn ban hành" if found else "&Ban hành", QDialogButtonBox.ButtonRole.AcceptRole
        )
        go.setObjectName("issue_confirm")
        back = buttons.addButton("Thô&i, sửa tiếp", QDialogButtonBox.ButtonRole.RejectRole)
        back.setObjectName("issue_cancel")
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        return go, back

    def refuse(self, error: AppError) -> None:
        """Show why it was not issued; the dialog stays."""
        self._problem.setText(f"✖ {error.sentence} {error.advice}".strip())

    def _propose(self) -> None:
        """Show the number of the series of that day, and what is open beside it."""
        self._problem.clear()
        self._session.act(
            proposing.number, self._document.id, self._day.text().strip(),
            then=self._show, refused=self.refuse,
        )  # fmt: skip

    def _show(self, proposal: proposing.Proposal | None) -> None:
        for widget in (self._number, self._number_label, self._series):
            widget.setVisible(proposal is not None)
        self._proposal = proposal
        if proposal is None:
            return
        self._number.setText(f"{proposal.next:02d}")
        told = [f"Dãy số {proposal.series}: số kế tiếp {proposal.next:02d}."]
        if proposal.gaps:
            told.append("Số còn trống: " + ", ".join(f"{n:02d}" for n in proposal.gaps) + ".")
        told += [f"Số {n:02d} đang giữ: {why}." for n, why in proposal.kept.items()]
        self._series.setText("\n".join(told))

    def _confirm(self) -> None:
        text = self._number.text().strip()
        if self._proposal is None:
            self.confirmed.emit(self._day.text().strip(), None)
        elif text.isdecimal():
            self.confirmed.emit(self._day.text().strip(), int(text))
        else:
            self._problem.setText("✖ Số văn bản là một số, ví dụ 05.")
