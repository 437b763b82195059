"""The files of the row in the form: add by button, drop or paste; open, save out, take off with a reason."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.catalogue import Section
from app.errors import AppError, NotFound
from app.ledgers import Attachment, Entry, attachments
from ui import choosing, shown
from ui.files import FileShelf, saving, view
from ui.ledger.form.confirming import Confirming
from ui.session import Session

MOST_SEEN: Final = 2
"""Files in sight at once, more are scrolled to: the fields of the form need the room."""
EMPTY: Final = "Chưa có tệp kèm. Thả tệp vào đây, hoặc Ctrl+V để dán ảnh."
CLOSED: Final = "Không có tệp kèm."
Given = Path | attachments.Loose


class Strip(QWidget):
    """Shows and changes the files of one row; those given to a row not yet saved wait until it is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry = ""
        self._section: Section | None = None
        self._writable = False
        self._held: list[tuple[Given, str]] = []
        self.setObjectName("attachments")
        self.setAcceptDrops(True)
        self._heading = QLabel("Tệp kèm")
        self._heading.setObjectName("attachments_heading")
        self._empty = shown.note("", "attachments_empty")
        self.shelf = FileShelf(session)
        self.shelf.opened.connect(lambda _: self.open_chosen())
        self.shelf.currentItemChanged.connect(lambda *_: self._allow())
        self._add = self._button("attach", "&Kèm tệp…", "Kèm tệp vào dòng này", self.choose)
        self._open = self._button("attachment_open", "Mở", "Mở tệp đang chọn", self.open_chosen)
        self._save = self._button("attachment_save", "Lưu ra tệp…", "Lưu ra ngoài", self.save_out)
        self._remove = self._button("attachment_remove", "Bỏ…", "Bỏ tệp kèm", self.ask_remove)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._add)
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        for button in (self._open, self._save, self._remove):
            acts.addWidget(button)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        for part in (self._empty, self.shelf, self._acts):
            layout.addWidget(part)
        session.changed.connect(self._changed)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the strip from the page, which pastes and deletes rows, while it has the keyboard."""
        over = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if over and self._act_of(event):  # type: ignore[arg-type]  # a key event, as just seen
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if act := self._act_of(event):
            act()
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.paste
        return self.ask_remove if event.key() == Qt.Key.Key_Delete else None

    def show_row(self, entry: Entry | None, section: Section | None, *, writable: bool) -> None:
        """Show the files of a row, or none for a row not yet saved."""
        key = entry.id if entry else ""
        if key != self._entry or section is not self._section:
            self._held = []
        self._entry, self._section, self._writable = key, section, writable
        self._show(attachments.of(self._session.store, entry) if entry else ())

    @property
    def waiting(self) -> int:
        """How many files wait for a row that is not saved yet."""
        return len(self._held)

    def drop_waiting(self) -> None:
        """Forget the files that wait: the new row was given up."""
        self._held = []
        self._show(())

    def kept(self) -> list[dict[str, str]]:
        """Return the files that wait, for `take_back` after a lock: where they lie, nothing of a pasted picture."""
        return [
            {"name": x.name, "path": str(x) if isinstance(x, Path) else "", "field": field}
            for x, field in self._held
        ]

    def take_back(self, kept: Sequence[Mapping[str, str]]) -> list[str]:
        """Let the files wait again that are still there; return the names of the others."""
        there = [x for x in kept if x["path"] and Path(x["path"]).is_file()]
        self._held += [(Path(x["path"]), x["field"]) for x in there]
        if kept:
            self._show(())
        return [x["name"] for x in kept if x not in there]

    def saved(self, entry: str) -> None:
        """Keep what waited for the new row, which is `entry` now."""
        held, self._held = self._held, []
        for field in sorted({field for _, field in held}):
            self._keep(entry, [file for file, at in held if at == field], field, late=True)

    def choose(self) -> None:
        """Ask for files."""
        endings = " ".join(f"*.{x}" for x in attachments.suffixes(self._session.store))
        choosing.files(
            self, "Kèm tệp", "", f"Ảnh, bản quét, PDF, Word, Excel ({endings})", self.give
        )

    def paste(self) -> None:
        """Take the picture or the files on the clipboard."""
        found = QApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in found.urls() if url.isLocalFile()]
        image = QApplication.clipboard().image()
        if paths:
            self.give(paths)
        elif not image.isNull():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows bytes only
            name = f"Ảnh dán {clock.now()[:19].replace(':', '').replace('T', ' ')}.png"
            self.give([attachments.Loose(name, bytes(buffer.data().data()))])
        else:
            self._session.told.emit("Bộ nhớ tạm không có ảnh hay tệp nào.")

    def give(self, files: Sequence[Given]) -> None:
        """Ask whether these files are free of secrets and where they belong, then keep them."""
        if not self._writable or self._section is None:
            self._session.told.emit("Dòng này chỉ được xem, không kèm tệp được.")
            return
        dialog = Confirming([file.name for file in files], self._section, self)
        dialog.confirmed.connect(partial(self._take, list(files)))
        dialog.open()

    def open_chosen(self) -> None:
        """Open the chosen file in the viewer."""
        if file := self.shelf.chosen():
            view(self._session, self._entry, file, self)

    def save_out(self) -> None:
        """Write the chosen file out, after saying that it is no longer encrypted."""
        if file := self.shelf.chosen():
            saving.ask(self._session, self._entry, file, self)

    def ask_remove(self) -> None:
        """Ask for the reason and take the chosen file off the row; one that only waits goes at once."""
        file = self.shelf.chosen()
        if file is None:
            self._drop_held()
            return
        if not self._writable:
            return
        entry = self._entry
        dialog = QInputDialog(self)
        dialog.setObjectName("attachment_reason")
        dialog.setWindowTitle("Bỏ tệp kèm")
        dialog.setLabelText(f"Lý do bỏ “{file.name}” (hoàn tác được):")
        dialog.setOkButtonText("&Bỏ tệp")
        dialog.setCancelButtonText("&Thôi")
        dialog.textValueSelected.connect(
            lambda reason: self._session.act(
                attachments.remove, entry, file.sha256, reason=reason,
                then=lambda gone: self._session.told.emit(f"Đã bỏ tệp kèm: {gone.name}"),
            )
        )  # fmt: skip
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._writable and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(x.toLocalFile()) for x in event.mimeData().urls() if x.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.give(paths)

    def _take(self, files: list[Given], field: str) -> None:
        if self._entry:
            self._keep(self._entry, files, field)
        else:
            self._held += [(file, field) for file in files]
            self._show(())

    def _keep(self, entry: str, files: Sequence[Given], field: str, *, late: bool = False) -> None:
        self._session.carry(
            attachments.add_files, entry, files, not_secret=True, field=field, title="Đang kèm tệp",
            then=self._tell, refused=self._late if late else None,
        )  # fmt: skip

    def _tell(self, done: attachments.Added) -> None:
        parts = [f"Đã kèm {len(done.files)} tệp."] if done.files else []
        parts += [f"Đã có sẵn ở dòng này: {', '.join(done.already)}."] if done.already else []
        self._session.told.emit(" ".join(parts))

    def _late(self, error: AppError) -> None:
        """Say that the row itself was saved."""
        said = f"Dòng đã lưu, nhưng tệp chưa kèm được. {error.sentence}"
        hint = "Chọn dòng ấy trong bảng rồi kèm lại."
        self._session.show(AppError(said, hint=hint, code=error.number, problems=error.problems))

    def _drop_held(self) -> None:
        at = self.shelf.currentRow()
        if 0 <= at < len(self._held):
            self._held.pop(at)
            self._show(())

    def _changed(self, tables: frozenset[str]) -> None:
        if "entry" not in tables or not self._entry:
            return
        try:
            self._show(attachments.listing(self._session.store, self._entry))
        except NotFound:  # its adding was undone
            self._entry, self._writable = "", False
            self._show(())

    def _show(self, files: Sequence[Attachment]) -> None:
        self.shelf.show_files(files, [file.name for file, _ in self._held])
        count = self.shelf.count()
        self._heading.setText(f"Tệp kèm ({count})" if count else "Tệp kèm")
        self._empty.setText(EMPTY if self._writable else CLOSED)
        self._empty.setVisible(count == 0)
        self.shelf.setVisible(count > 0)
        self.shelf.fit(MOST_SEEN)
        self._allow()

    def _allow(self) -> None:
        kept = self.shelf.chosen() is not None
        self._add.setEnabled(self._writable)
        self._acts.setVisible(kept)
        self._remove.setEnabled(kept and self._writable)

    def _button(self, name: str, text: str, said: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(said)
        button.setToolTip(said)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # bound methods of this strip
        return button
