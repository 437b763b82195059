"""The ledgers of the unit and their sections, to choose from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.store import Store

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
        for ledger in store.catalogue.ledgers_of(store.unit.level):
            top = QTreeWidgetItem([f"{ledger.order}. {ledger.title}"])
            top.setToolTip(0, ledger.title)
            for key in ledger.sections:
                section = store.catalogue.sections[key]
                item = QTreeWidgetItem([section.title])
                item.setToolTip(0, section.title)
                item.setData(0, KEY, key)
                top.addChild(item)
            self.addTopLevelItem(top)
            top.setExpanded(ledger.order == 1)
        self.currentItemChanged.connect(lambda item, _: self._choose(item))

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
