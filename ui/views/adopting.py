"""“Nhận bộ biểu mẫu mới…”: choose, see where every row would go, then do it as one step that can be undone.

Nothing changes before “Áp dụng”; planning runs on a worker, the merge itself here with progress and cancel.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.catalogue import Edition, editions
from app.errors import AppError
from app.ledgers import merging
from app.store import Store
from app.text import parse_date
from ui import choosing, tables
from ui.session import Session

SIZE = QSize(1040, 640)
ANOTHER = "Bộ khác trong thư mục…"
INTRO = (
    "Mọi dòng ghi được chuyển sang sổ mới, giữ nguyên ngày, người ghi, dòng gạch bỏ và tệp kèm. "
    "Chưa có gì thay đổi cho đến khi bấm “Áp dụng”; sau đó vẫn hoàn tác được."
)
TABS = (
    ("parts", "Số dòng", ("Sổ cũ", "Mục cũ", "Trước", "Để lại", "Sang mục mới")),
    ("doubles", "Có thể trùng", ("Dòng", "Dòng", "Nội dung")),
    ("refused", "Không chuyển", ("Dòng", "Tên", "Lý do")),
    ("dropped", "Cột không có chỗ", ("Mục cũ", "Cột", "Số giá trị")),
    ("doubtful", "Cần xem lại", ("Dòng", "Tên", "Vấn đề")),
)


class AdoptWindow(QDialog):
    """One window from the choice to the report."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._adoption: merging.Adoption | None = None
        self._applied = 0
        self.setObjectName("adopting")
        self.setWindowTitle("Nhận bộ biểu mẫu mới")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE.boundedTo(parent.size() * 0.95))
        self._editions = self._edition_box()
        self._from = QLineEdit()
        self._from.setObjectName("from_day")
        self._from.setAccessibleName("Chỉ chuyển dòng từ ngày")
        self._from.setPlaceholderText("tất cả")
        self._from.setMaximumWidth(130)
        self._from.textEdited.connect(lambda _: self._forget())
        self._look = _button("look", "&Xem trước", self._plan)
        self._said = QLabel(INTRO)
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        self._models = {
            name: tables.ListModel(head, _NUMERIC.get(name, ())) for name, _, head in TABS
        }
        self._views: dict[str, QTableView] = {}
        self._tabs = QTabWidget()
        for name, title, _ in TABS:
            self._views[name] = tables.view(name, title, self._models[name])
            self._tabs.addTab(self._views[name], title)
        self._apply = _button("apply", "&Áp dụng", self._do)
        self._save = _button("save_report", "&Lưu báo cáo…", self._ask_place)
        self._join = _button("join", "&Gộp: giữ dòng đầu, gạch dòng sau", self._join_chosen)
        self._undo = _button("undo_adoption", "&Hoàn tác lần chuyển", self._take_back)
        self._close = _button("close", "Đón&g", self.close)
        self._lay_out()
        self._forget()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(QLabel("Bộ biểu mẫu:"))
        top.addWidget(self._editions, 1)
        top.addWidget(QLabel("Chỉ chuyển dòng từ ngày:"))
        top.addWidget(self._from)
        top.addWidget(self._look)
        buttons = QHBoxLayout()
        buttons.addWidget(self._save)
        buttons.addWidget(self._join)
        buttons.addStretch(1)
        for part in (self._apply, self._undo, self._close):
            buttons.addWidget(part)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._said)
        layout.addWidget(self._tabs, 1)
        layout.addLayout(buttons)
        self._tabs.currentChanged.connect(lambda _: self._offer())
        self._views["doubles"].selectionModel().selectionChanged.connect(lambda *_: self._offer())

    def _edition_box(self) -> QComboBox:
        """Offer the shipped editions that take rows of the present one, and any folder."""
        box = QComboBox()
        box.setObjectName("editions")
        box.setAccessibleName("Bộ biểu mẫu")
        box.setMinimumContentsLength(24)
        now = self._session.store.edition
        for one in editions.shipped():
            if one.catalogue.renames.edition == now:
                box.addItem(f"{one.catalogue.edition} – {one.catalogue.title}", one)
        box.addItem(ANOTHER, None)
        box.activated.connect(self._chosen)
        return box

    def _chosen(self, at: int) -> None:
        self._forget()
        if self._editions.itemText(at) == ANOTHER:
            choosing.folder(self, "Thư mục bộ biểu mẫu", str(Path.home()), self._read)

    def _read(self, folder: Path) -> None:
        """Read an edition from a folder; its faults are shown all at once."""

        def offer(edition: Edition) -> None:
            text = f"{edition.catalogue.edition} – {edition.catalogue.title}"
            self._editions.insertItem(0, text, edition)
            self._editions.setCurrentIndex(0)

        self._session.act(lambda _: editions.named(str(folder)), then=offer)

    def _forget(self) -> None:
        """Show that nothing was planned yet for what is chosen."""
        self._adoption = None
        for name, title, _ in TABS:
            self._models[name].show([])
            self._tabs.setTabText(self._tabs.indexOf(self._views[name]), title)
        self._said.setText(INTRO)
        self._offer()

    def _offer(self) -> None:
        planned, applied = self._adoption is not None, bool(self._applied)
        self._look.setEnabled(self._editions.currentData() is not None and not applied)
        self._editions.setEnabled(not applied)
        self._from.setEnabled(not applied)
        self._apply.setVisible(not applied)
        self._apply.setEnabled(planned)
        self._save.setEnabled(planned)
        self._undo.setVisible(applied)
        doubles = self._views["doubles"]
        self._join.setVisible(applied and self._tabs.currentWidget() is doubles)
        self._join.setEnabled(self._pair() is not None)
        (self._look if not planned else self._apply if not applied else self._close).setDefault(
            True
        )

    def _plan(self) -> None:
        try:
            said = self._from.text().strip()
            day = parse_date(said, clock.today()) if said else None
        except AppError as wrong:
            self._said.setText(f"✖ {wrong.sentence} {wrong.advice}")
            self._from.setFocus()
            return
        self._session.wait(
            merging.plan, self._editions.currentData(), from_day=day, then=self._show,
            title="Đang xem từng dòng ghi", refused=self._refused,
        )  # fmt: skip

    def _refused(self, error: AppError) -> None:
        self._forget()
        self._session.show(error)

    def _show(self, adoption: merging.Adoption) -> None:
        self._adoption = adoption
        found = _rows(adoption)
        for name, title, _ in TABS:
            keys = adoption.doubles if name == "doubles" else [None] * len(found[name])
            self._models[name].show(list(zip(keys, found[name], strict=True)))
            count = "" if name == "parts" else f" ({len(found[name])})"
            self._tabs.setTabText(self._tabs.indexOf(self._views[name]), f"{title}{count}")
            tables.fit(self._views[name], 260)
        self._said.setText(f"Sẽ chuyển {_counts(adoption)} Xem từng phần rồi bấm “Áp dụng”.")
        self._offer()

    def _do(self) -> None:
        self._session.carry(
            merging.apply, self._adoption, title="Đang chuyển từng dòng ghi", then=self._told
        )

    def _told(self, adoption: merging.Adoption) -> None:
        self._applied = self._session.store.changes(1)[0].id
        self._said.setText(
            f"✔ Đã chuyển {_counts(adoption)} Dòng có thể trùng thì gộp từng cặp bằng tay."
            " Nên lưu báo cáo hợp nhất."
        )
        self._offer()

    def _pair(self) -> merging.Double | None:
        """Return the doubles chosen and not joined yet."""
        chosen = self._views["doubles"].selectionModel().selectedRows()
        found = self._models["doubles"].key(chosen[0].row()) if chosen else None
        return found if isinstance(found, merging.Double) else None

    def _join_chosen(self) -> None:
        """Strike the second row of the pair; the pair then says so, and the merge itself stands."""
        pair, at = self._pair(), self._views["doubles"].currentIndex().row()
        if pair is None:
            return

        def done(_: object) -> None:
            model = self._models["doubles"]
            rows = [model.line(n) for n in range(model.rowCount())]
            texts = rows[at][1]
            rows[at] = (None, (texts[0], f"✔ đã gạch: {texts[1]}", texts[2]))
            model.show(rows)
            self._undo.setEnabled(False)
            self._offer()

        self._session.act(merging.join, pair.first.id, pair.second.id, then=done)

    def _take_back(self) -> None:
        def done(_: object) -> None:
            self._applied = 0
            self._undo.setEnabled(True)
            self._forget()
            self._said.setText("Đã hoàn tác: sổ trở lại như trước khi chuyển.")

        self._session.carry(
            Store.undo_change, self._applied, title="Đang hoàn tác lần chuyển", then=done
        )

    def _ask_place(self) -> None:
        choosing.new_file(self, "Lưu báo cáo hợp nhất", "bao-cao-hop-nhat.txt", self._write)

    def _write(self, to: Path) -> None:
        from app.documents import files  # Word and PDF come with it

        assert self._adoption is not None
        content = merging.report(self._adoption).encode("utf-8-sig")
        self._session.act(
            lambda _: files.write(to.parent, to.name, content),
            then=lambda file: self._session.told.emit(f"Đã ghi {file.name}. Tệp này không mã hóa."),
        )


_NUMERIC = {"parts": (2, 3), "dropped": (2,)}


def _counts(of: merging.Adoption) -> str:
    rest = [f"để lại sổ cũ {of.left}"] if of.left else []
    rest += [f"không chuyển {len(of.refused)}"] if of.refused else []
    ledgers = len({x.ledger for x in of.parts})
    said = f"{of.taken} / {of.rows} dòng của {ledgers} sổ cũ sang bộ {of.edition.catalogue.edition}"
    return "; ".join([said, *rest]) + "."


def _rows(of: merging.Adoption) -> dict[str, list[Sequence[str]]]:
    """Return the lines of every tab."""
    return {
        "parts": [
            (
                x.ledger_title, x.title, str(x.rows),
                str(x.left + x.refused or ""),
                "; ".join(f"{of.titles[k]}: {n}" for k, n in x.into.items()),
            )
            for x in of.parts
            if x.rows
        ],
        "doubles": [(_at(x.first), _at(x.second), x.content) for x in of.doubles],
        "refused": [(_at(x.line), x.line.title, f"{x.reason} ({x.rule})") for x in of.refused],
        "dropped": [(x.title, x.label, str(len(x.values))) for x in of.dropped],
        "doubtful": [
            (_at(x.line), x.line.title, " ".join(p.what for p in x.problems)) for x in of.doubtful
        ],
    }  # fmt: skip


def _at(line: merging.Line) -> str:
    return line.former_ref or line.title


def _button(name: str, text: str, act: object) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.clicked.connect(act)
    return made
