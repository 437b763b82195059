"""In sổ: what of the ledger goes on paper, how it will look, and the file or the printer it goes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.catalogue import Section
from app.documents import FileUnwritten, files, registers
from app.errors import AppError
from app.period import Period
from app.progress import Progress
from app.store import Store
from ui import choosing
from ui.ledger.printing import paper
from ui.ledger.printing.choices import Choices, PrintChoices
from ui.preview import Preview
from ui.session import Session
from ui.shown import note

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

PAUSE_MS = 300
SHOWN_PROBLEMS = 5
PLAIN_FILES = "Tệp lưu ra không mã hóa, giữ gìn như sổ giấy."
BUSY = "Đang dựng trang in…"
LARGEST = QSize(1180, 690)


@dataclass(slots=True)
class Run:
    """One rendering under way: it stops at its next step once nobody wants it any more."""

    choices: Choices
    format: registers.Format
    wanted: bool = True


class PrintDialog(QDialog):
    """The choices at the left, the pages they make at the right; the pages follow the choices after a pause."""

    def __init__(
        self, session: Session, section: Section, period: Period | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._run: Run | None = None
        self._pdf: tuple[Choices, bytes] | None = None
        self.setObjectName("print_dialog")
        self.setWindowTitle("In sổ")
        room = parent.screen().availableSize() if parent.screen() else LARGEST
        self.resize(LARGEST.boundedTo(room * 0.92))
        self.choices = PrintChoices(session.store, section, period)
        self.preview = Preview()
        self._said = QLabel()
        self._said.setObjectName("print_said")
        self._said.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("print_progress")
        self._bar.setAccessibleName("Tiến độ")
        self._stop = self._button("print_stop", "&Dừng", self.stop)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._show_pages)
        self.choices.changed.connect(self._pause.start)
        self.finished.connect(self._leave)
        self._rest("")
        self._show_pages()

    @property
    def busy(self) -> bool:
        return self._run is not None

    def stop(self) -> None:
        """Give up what is being made; the pages shown before stay."""
        self._give_up()
        self._rest("Đã dừng. Đổi lựa chọn để dựng lại trang.")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.choices)
        left.addStretch(1)
        left.addWidget(self._said)
        waiting = QHBoxLayout()
        waiting.addWidget(self._bar, 1)
        waiting.addWidget(self._stop)
        left.addLayout(waiting)
        left.addWidget(note(PLAIN_FILES))
        self._word = self._button("save_word", "Lưu &Word…", lambda: self._save("docx"))
        self._file = self._button("save_pdf", "Lưu &PDF…", lambda: self._save("pdf"))
        self._print = self._button("print", "&In…", self._to_printer)
        close = self._button("close", "Đón&g", self.close)
        for pair in ((self._word, self._file), (self._print, close)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            left.addLayout(row)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(320)
        layout = QHBoxLayout(self)
        layout.addWidget(side)
        layout.addWidget(self.preview, 1)

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of this dialog
        return button

    def _show_pages(self) -> None:
        self._make("pdf", self._show)

    def _show(self, run: Run, content: bytes) -> None:
        self._pdf = (run.choices, content)
        self.preview.show_pdf(content)
        self._rest(f"{self.preview.pages} trang.")

    def _save(self, format: registers.Format) -> None:
        """Ask where to, make the file, write it; the pages already shown are not made again."""
        wanted = self.choices.wanted
        name = files.named(wanted.title, format)

        def write_to(to: Path) -> None:
            if format == "pdf" and self._pdf and self._pdf[0] == wanted:
                self._write(to, self._pdf[1])
            else:
                self._make(format, lambda _, content: self._write(to, content))

        choosing.new_file(self, f"Lưu {format.upper()}", name, write_to)

    def _write(self, to: Path, content: bytes) -> None:
        try:
            files.write(to.parent, to.name, content)
        except FileUnwritten as wrong:
            self._refused(wrong)
            return
        self._rest(f"Đã lưu: {to}")

    def _to_printer(self) -> None:
        if self._pdf and self._pdf[0] == self.choices.wanted:
            paper.ask(self, self.choices.wanted.title, self._pdf[1], self._rest)
        else:
            self._make("pdf", self._show_then_print)

    def _show_then_print(self, run: Run, content: bytes) -> None:
        self._show(run, content)
        self._to_printer()

    def _make(self, format: registers.Format, then: object) -> None:
        """Make the file on a worker; what was under way before is given up."""
        self._give_up()
        run = Run(self.choices.wanted, format)
        self._run = run
        self._bar.setRange(0, 0)
        self._said.setText(BUSY)
        self._offer()

        def done(content: bytes) -> None:
            if run is self._run:
                self._run = None
                then(run, content)  # type: ignore[operator]  # a method of this dialog

        def refused(error: AppError) -> None:
            if run is self._run:
                self._run = None
                self._refused(error)

        self._session.wait(rendered, run, then=done, refused=refused, title="")

    def _give_up(self) -> None:
        if self._run:
            self._run.wanted = False
            self._run = None

    def _rest(self, said: str) -> None:
        self._said.setText(said)
        self._offer()

    def _refused(self, error: AppError) -> None:
        lines = [f"{error.sentence} {error.advice}".strip()]
        lines += [f"• {p.where}: {p.what}" for p in error.problems[:SHOWN_PROBLEMS]]
        more = len(error.problems) - SHOWN_PROBLEMS
        self._rest("\n".join([*lines, *([f"… và {more} chỗ nữa."] if more > 0 else [])]))

    def _offer(self) -> None:
        for widget in (self._bar, self._stop):
            widget.setVisible(self.busy)
        for button in (self._word, self._file, self._print):
            button.setEnabled(not self.busy)

    def _leave(self) -> None:
        """Keep nothing of the rows once the window is closed."""
        self._pause.stop()
        self._give_up()
        self._pdf = None
        self.preview.clear()
        self.deleteLater()


def ask(page: LedgersPage) -> None:
    """Open the window for the section in front, for the period that is shown."""
    if page.section:
        PrintDialog(page.session, page.section, page.wanted.period, page).open()


def rendered(reader: Store, run: Run, *, progress: Progress) -> bytes:
    """Make one file; nothing once it is not wanted any more."""
    step = _wanted_step(run, progress)
    c = run.choices
    try:
        made = registers.make(
            reader, c.key, c.period, struck=c.struck, subordinates=c.subordinates, blank=c.blank,
            progress=step,
        )  # fmt: skip
        return registers.render(reader, made, run.format, progress=step)
    except _Unwanted:
        return b""


class _Unwanted(Exception):
    """Another rendering has taken the place of this one."""


def _wanted_step(run: Run, progress: Progress) -> Progress:
    def step(done: int, total: int, what: str) -> None:
        if not run.wanted:
            raise _Unwanted
        progress(done, total, what)

    return step
