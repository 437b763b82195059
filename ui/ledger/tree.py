"""The ledgers of the unit and their sections, to choose from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.store import Store, Where

KEY = Qt.ItemDataRole.UserRole


class SectionTree(QTreeWidget):
    """`chosen` carries the key of the section that is current."""

    chosen = Signal(str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setObjectName("sections")
        self.setAccessibleName("Sổ và mục")
        self.setHeaderHidden(True)
        self.setMinimumWidth(150)
        self.setIndentation(12)
        of, level = store.catalogue, store.unit.level
        for ledger in of.ledgers_of(level):
            self._add(store, f"{ledger.order}. {ledger.title}", ledger.title, ledger.sections)
        closed = of.closed_ledgers(level)
        kept = (
            store.group_count("entry", "section", Where("unit", "=", store.unit.code))
            if closed
            else {}
        )
        for ledger in closed:
            if left := tuple(x for x in ledger.sections if x in kept):
                title = f"{ledger.title} (sổ cũ đã đóng)"
                self._add(store, f"Sổ cũ: {ledger.title}", title, left)
        first = self.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)
        self.currentItemChanged.connect(lambda item, _: self._choose(item))

    def _add(self, store: Store, text: str, tip: str, sections: tuple[str, ...]) -> None:
        top = QTreeWidgetItem([text])
        top.setToolTip(0, tip)
        for key in sections:
            section = store.catalogue.sections[key]
            item = QTreeWidgetItem([section.title])
            item.setToolTip(0, section.title)
            item.setData(0, KEY, key)
            top.addChild(item)
        self.addTopLevelItem(top)

    def bring(self, key: str) -> None:
        """Make the section `key` the current one."""
        everything = Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
        for item in self.findItems("*", everything):
            if item.data(0, KEY) == key:
                self.setCurrentItem(item)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        key = item.data(0, KEY) if item else None
        if key is not None:
            self.chosen.emit(key)
        elif item:
            item.setExpanded(True)
