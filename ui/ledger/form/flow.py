"""The keyboard in a form: Enter goes on, Shift+Enter back, Esc puts back, F3 and Ctrl+' take over."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from ui.ledger.form.choices import ENTER, ChoiceLine
from ui.ledger.form.droplist import DropList
from ui.ledger.form.editors import Editor


class Flow(QObject):
    """Watches the widgets of one form; no letter, mark or Backspace is its business.

    `ended` is Enter in the last field, `entered` carries what has the keyboard now. `earlier` returns the values other rows have in a field and how
    they read, `ditto` the value of the row before.
    """

    ended = Signal()
    entered = Signal(object)

    def __init__(
        self,
        form: QWidget,
        editors: list[Editor],
        earlier: Callable[[Editor], tuple[list[Any], Callable[[Any], str]]],
        ditto: Callable[[Editor], Any],
    ) -> None:
        super().__init__(form)
        self._form = form
        self._editors = editors
        self._earlier = earlier
        self._ditto = ditto
        self._stood: dict[QWidget, Any] = {}
        self._list: DropList | None = None
        self._of: dict[QWidget, Editor] = {}
        for editor in editors:
            for widget in self._parts(editor):
                self._of[widget] = editor
                widget.installEventFilter(self)
                if isinstance(widget, QLineEdit):
                    widget.returnPressed.connect(lambda w=widget: self._enter(w))

    def go(self, widget: QWidget, step: int) -> None:
        """Bring the keyboard to the field `step` places on; past the last one the row has ended."""
        if isinstance(widget, ChoiceLine):
            widget.settle()  # it may open another stop: somebody unknown is asked about
        stops = [w for e in self._editors for w in e.stops() if self._takes(w)]
        at = stops.index(widget) + step if widget in stops else 0
        if at >= len(stops):
            self.ended.emit()
        elif at >= 0:
            stops[at].setFocus(
                Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and watched in self._of:
            if event.type() == QEvent.Type.FocusIn:
                self._stood[watched] = self._of[watched].state()
                self.entered.emit(watched)
            elif event.type() == QEvent.Type.FocusOut:
                self.fold()
            elif event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
                return self._menu(watched, event)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, widget: QWidget, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._list is not None and self._list.is_open:
            if self._list.step(key) or (key in ENTER and self._list.take()):
                return True
            self.fold()
            if key == Qt.Key.Key_Escape:
                return True
        editor = self._of[widget]
        if key == Qt.Key.Key_F3 and not event.modifiers():
            self._unfold(widget)
        elif key == Qt.Key.Key_Apostrophe and control:
            self._take(editor, self._ditto(editor))
        elif key == Qt.Key.Key_Escape and not editor.opens():
            return self._put_back(widget)
        elif key in ENTER and shift and not isinstance(widget, QPlainTextEdit):
            self.go(widget, -1)
        elif key in ENTER and isinstance(widget, QCheckBox):
            self.go(widget, 1)
        else:
            return False
        return True

    def _menu(self, widget: QWidget, event: QContextMenuEvent) -> bool:
        """Add what F3 and Ctrl+' do to the menu of a line, for those who work with the mouse."""
        if not isinstance(widget, QLineEdit | QPlainTextEdit) or not widget.isEnabled():
            return False
        menu = widget.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("field_menu")
        menu.addSeparator()
        editor = self._of[widget]
        menu.addAction("Giá trị trước (F3)", lambda: self._unfold(widget))
        menu.addAction("Như dòng trước (Ctrl+')", lambda: self._take(editor, self._ditto(editor)))
        menu.popup(event.globalPos())
        return True

    def _enter(self, widget: QLineEdit) -> None:
        """Go on after the line itself has dealt with Enter."""
        if widget.hasFocus():
            self.go(widget, 1)

    def _put_back(self, widget: QWidget) -> bool:
        editor, stood = self._of[widget], self._stood.get(widget)
        if stood is None or editor.state() == stood:
            return False
        editor.restore(stood)
        return True

    def _unfold(self, widget: QWidget) -> None:
        editor = self._of[widget]
        if not editor.widget.isEnabled():
            return
        if isinstance(widget, ChoiceLine):
            widget.fold()
        values, say = self._earlier(editor)
        self.fold()
        self._list = DropList(editor.widget)
        self._list.setObjectName("earlier")
        self._list.setAccessibleName("Giá trị trước của ô này")
        self._list.taken.connect(lambda value: self._take(editor, value))
        self._list.open(values, say)

    def _take(self, editor: Editor, value: Any) -> None:
        if value is not None and editor.widget.isEnabled():
            editor.take(value)
            editor.left.emit()

    def fold(self) -> None:
        """Close the list of earlier values, and forget it once its key has been dealt with."""
        if self._list is not None:
            self._list.fold()
            QTimer.singleShot(0, self._list, self._list.deleteLater)
            self._list = None

    def _takes(self, widget: QWidget) -> bool:
        return (
            widget.isEnabled()
            and not widget.isHidden()
            and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        )

    def _parts(self, editor: Editor) -> list[QWidget]:
        found: list[QWidget] = [editor.widget]
        if editor.frame is not editor.widget:
            for kind in (QLineEdit, QCheckBox):
                found += [w for w in editor.frame.findChildren(kind) if w is not editor.widget]
        return found
