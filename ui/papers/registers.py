"""Sổ đăng ký văn bản đi, đến: the rows as a table, the pages beside it, the file or the printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app import period as periods
from app.documents import files, mail, registers
from app.ledgers import register
from app.period import Period
from app.progress import Progress
from app.store import Store
from app.text import capital, number
from ui import choosing, shown, tables
from ui.ledger.printing import paper
from ui.preview import Preview
from ui.session import Session

TITLES: dict[mail.Way, str] = {"out": "Sổ đăng ký văn bản đi", "in": "Sổ đăng ký văn bản đến"}
PLAIN_FILES = "Tệp lưu ra không mã hóa, giữ gìn như sổ giấy."


class MailDialog(QDialog):
    """One of the two registers for one period."""

    def __init__(self, session: Session, way: mail.Way, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._way = way
        self._pdf = b""
        self.setObjectName("mail_dialog")
        self.setWindowTitle(TITLES[way])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._period = QComboBox()
        self._period.setObjectName("mail_period")
        self._period.setAccessibleName("Kỳ")
        for one in _periods():
            self._period.addItem(capital(one.title), one)
        self._model = tables.ListModel([""])
        self.table = tables.view("mail_rows", TITLES[way], self._model)
        self._preview = Preview()
        self._said = QLabel()
        self._said.setObjectName("mail_said")
        self._said.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        for name, text, act in (
            ("mail_word", "Lưu &Word…", lambda: self._save("docx")),
            ("mail_pdf", "Lưu &PDF…", lambda: self._save("pdf")),
            ("mail_print", "&In…", self._print),
            ("mail_close", "Đón&g", self.reject),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self._preview)
        tables.share(split, (55, 45))
        layout = QVBoxLayout(self)
        layout.addWidget(self._period)
        layout.addWidget(split, 1)
        layout.addWidget(shown.note(PLAIN_FILES))
        layout.addLayout(row)
        self.resize(shown.fitting(self, 1240, 660))
        self._period.currentIndexChanged.connect(lambda _: self._read())
        self.finished.connect(lambda _: self._preview.clear())
        self._read()

    def _read(self) -> None:
        self._pdf = b""
        self._session.act(mail.make, self._way, self._period.currentData(), then=self._show)

    def _show(self, made: register.Register) -> None:
        part = made.parts[0]
        self._model.show(
            [(n, row.texts) for n, row in enumerate(part.rows)], [c.label for c in part.columns]
        )
        tables.fit(self.table)
        self._said.setText(f"{number(len(part.rows))} dòng.")
        self._session.wait(
            drawn, self._way, self._period.currentData(), "pdf", then=self._show_pages, title=""
        )

    def _show_pages(self, content: bytes) -> None:
        if self.isVisible():
            self._pdf = content
            self._preview.show_pdf(content)

    def _save(self, format: registers.Format) -> None:
        period: Period = self._period.currentData()
        name = files.named(f"{TITLES[self._way]} {period.title}", format)

        def write(to: Path, content: bytes) -> None:
            self._session.act(
                lambda _: files.write(to.parent, to.name, content),
                then=lambda made: self._said.setText(f"Đã lưu: {made}"),
            )

        def make(to: Path) -> None:
            self._session.wait(
                drawn, self._way, period, format, title="Đang dựng sổ",
                then=lambda content: write(to, content),
            )  # fmt: skip

        choosing.new_file(self, f"Lưu {format.upper()}", name, make)

    def _print(self) -> None:
        if self._pdf:
            paper.ask(self, TITLES[self._way], self._pdf, self._said.setText)


def drawn(
    reader: Store, way: mail.Way, period: Period, format: registers.Format, *, progress: Progress
) -> bytes:
    """Draw one register."""
    return registers.render(reader, mail.make(reader, way, period), format, progress=progress)


def _periods() -> list[Period]:
    year, month = periods.of("year", clock.today()), periods.of("month", clock.today())
    found = [year, year.previous()]
    for _ in range(12):
        found.append(month)
        month = month.previous()
    return found
