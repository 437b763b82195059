"""Ask for a folder or a file without stopping the window; locking closes the question."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def folder(parent: QWidget, title: str, start: str, then: Callable[[Path], None]) -> None:
    """Ask for a folder and hand it to `then`."""
    dialog = _dialog(parent, title, start, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def file(parent: QWidget, title: str, start: str, kinds: str, then: Callable[[Path], None]) -> None:
    """Ask for an existing file of `kinds` (`Thẻ khóa (*.the)`) and hand it to `then`."""
    dialog = _dialog(parent, title, start, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()


def files(
    parent: QWidget, title: str, start: str, kinds: str, then: Callable[[list[Path]], None]
) -> None:
    """Ask for one or more existing files of `kinds` and hand them to `then`."""
    dialog = QFileDialog(parent, title, start)
    dialog.setObjectName("choose")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([kinds, "Mọi tệp (*)"])
    dialog.filesSelected.connect(lambda chosen: then([Path(one) for one in chosen]))
    dialog.open()


def new_file(parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask where to write a file called `name`; an existing one is asked about."""
    dialog = _dialog(parent, title, "", then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(name)
    dialog.open()


def _dialog(parent: QWidget, title: str, start: str, then: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title, start)
    dialog.setObjectName("choose")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    return dialog
