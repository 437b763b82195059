"""What can be done on the page of the ledgers besides typing: one line per act, shown in the page's two menus.

An act is a function of the page. A room that adds one writes a module of its own and puts a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ui.ledger.form import striking
from ui.ledger.printing import window as printing

if TYPE_CHECKING:
    from ui.ledger.page import LedgersPage

Menu = Literal["ledger", "rows"]


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of a menu; `name` is its object name, `text` what is read, `shortcut` as Qt writes it.

    `menu` is "Sổ ▾" (`ledger`: the whole section) or "Dòng ▾" (`rows`: what is selected). `writes` acts are
    off while the page is only read, `rows` acts while nothing is selected.
    """

    name: str
    text: str
    act: Callable[[LedgersPage], None]
    shortcut: str = ""
    menu: Menu = "rows"
    writes: bool = False


def _new_row(page: LedgersPage) -> None:
    page.form.start_new()


def _strike(page: LedgersPage) -> None:
    rows = page.chosen()
    if len(rows) < 2:
        page.form.ask_strike()
    else:
        striking.ask(page.session, rows, page, page.form.start_new)


def _duplicate(page: LedgersPage) -> None:
    page.form.duplicate(page.chosen()[0])


def _import(page: LedgersPage) -> None:
    from ui.ledger.sheets import (
        importing,  # the readers of spreadsheets are not needed to open the page
    )

    importing.ask(page)


def _export(page: LedgersPage) -> None:
    from ui.ledger.sheets import exporting

    exporting.ask(page)


def _paste(page: LedgersPage) -> None:
    from ui.ledger.blocks import acts

    acts.paste(page)


def _copy(page: LedgersPage) -> None:
    from ui.ledger.blocks import acts

    acts.copy(page)


def _fill(page: LedgersPage) -> None:
    from ui.ledger.blocks import acts

    acts.fill_down(page)


def _history(page: LedgersPage) -> None:
    from ui.ledger import history

    history.ask(page)


def _cell_history(page: LedgersPage) -> None:
    from ui.ledger import history

    history.ask_cell(page)


def _periods(page: LedgersPage) -> None:
    from ui.ledger import locking

    locking.ask(page)


ACTIONS: tuple[Action, ...] = (
    Action("row_new", "Dòng mới (Ctrl+N)", _new_row, menu="ledger", writes=True),
    Action("ledger_print", "In sổ, lưu Word, PDF…", printing.ask, "Ctrl+P", menu="ledger"),
    Action("row_duplicate", "Chép thành dòng mới", _duplicate, "Ctrl+D", writes=True),
    Action(
        "sheet_import", "Nhập từ bảng tính…", _import, "Ctrl+Shift+I", menu="ledger", writes=True
    ),
    Action("sheet_export", "Xuất ra Excel…", _export, menu="ledger"),
    Action("paste", "Dán từ bảng tính…", _paste, "Ctrl+V", menu="ledger", writes=True),
    Action("row_copy", "Chép các dòng", _copy, "Ctrl+C"),
    Action("fill_down", "Điền xuống…", _fill, "Ctrl+Shift+D", writes=True),
    Action("periods", "Khóa kỳ, mở lại kỳ…", _periods, menu="ledger"),
    Action("row_history", "Lịch sử của dòng…", _history, "Ctrl+H"),
    Action("cell_history", "Lịch sử của ô…", _cell_history, "Ctrl+Shift+H"),
    Action("row_strike", "Gạch bỏ các dòng đang chọn…", _strike, writes=True),
)
