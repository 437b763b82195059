"""A section of 200,000 rows: what is shown is read, and nothing else."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.ledgers import entries
from app.store import Store
from tests.ui.table import directive
from ui.ledger.page import LedgersPage
from ui.ledger.table.model import PAGE
from ui.main_window import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # only the screenless platform says so

MANY = 200_000
FIRST = "1990-01-01"


@pytest.fixture
def page(desk: Desk) -> LedgersPage:
    """The ledgers page at 200,000 directives; written without the search text, which no test here asks for."""
    desk.go(1)
    found = desk.current()
    assert isinstance(found, LedgersPage)
    write_many(found.session.store)
    found.open_section("task")
    found.open_section("directive")
    return found


def write_many(store: Store) -> None:
    entry = entries.add(store, "directive", directive("0", "Ôn luyện", FIRST))
    day = f"date('{FIRST}', '+' || (i % 12000) || ' days')"
    changed = {
        "id": "printf('many-%06d', i)", "occurred_on": day, "period": f"substr({day}, 1, 7)",
    }  # fmt: skip
    names = list(store.get("entry", entry.id))
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    with store._db.atomic():
        store._db.conn.execute(
            f"INSERT INTO entry ({', '.join(names)}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
            f" SELECT i + 1 FROM n WHERE i < {MANY - 1}) SELECT {values} FROM n, entry"
        )
        store._db.conn.execute(
            "INSERT INTO searched (kind, id, place) SELECT 'entry', id, 'directivexd1' FROM entry"
            " WHERE id LIKE 'many-%' ORDER BY occurred_on, id"
        )
        store._db.conn.execute("DELETE FROM col")
        store._columns.refresh(store._search)


@contextmanager
def whole_rows(store: Store) -> Iterator[list[int]]:
    """Count the whole rows that are read through the store meanwhile."""
    read: list[int] = []
    plain = store.numbered

    def counted(numbers: Sequence[int]) -> list[dict[str, object]]:
        rows = plain(numbers)
        read.append(len(rows))
        return rows

    store.numbered = counted  # type: ignore[method-assign]  # watches what is read
    try:
        yield read
    finally:
        store.numbered = plain  # type: ignore[method-assign]


@pytest.mark.slow
def test_of_200_000_rows_only_what_is_shown_is_read(page: LedgersPage, qtbot: QtBot) -> None:
    store, rows = page.session.store, page.rows
    assert rows.model.rowCount() == MANY
    number = next(at for at, c in enumerate(rows.columns, 1) if c.key == "number")
    acts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("leave", lambda: page.open_section("task")),
        ("open", lambda: page.open_section("directive")),
        ("to the end", lambda: rows.footer.stepped.emit("last")),
        ("to the start", lambda: rows.footer.stepped.emit("first")),
        ("rising", lambda: rows.sort_by(number)),
        ("falling", lambda: rows.sort_by(number)),
        ("by day", lambda: rows.sort_by(number)),
        ("months", lambda: rows.group_by_month(True)),
        ("last month", lambda: rows.footer.stepped.emit("last")),
        ("refresh", page.refresh),
    )
    for name, act in acts:
        with whole_rows(store) as read:
            act()
            qtbot.wait(120)  # painting, sums and marks
        assert sum(read) <= 3 * PAGE, f"{name}: {read}"
    rows.group_by_month(False)
    with whole_rows(store) as read:
        rows.table.selectAll()
        assert page.selected == MANY
        strike = next(x for x in page.findChildren(QAction, "row_strike"))
        with qtbot.waitSignal(page.session.told, timeout=1000) as told:
            strike.trigger()
    assert told.args is not None
    assert told.args[0].startswith("Chọn nhiều nhất")
    assert sum(read) <= PAGE
    last = entries.listing(store, "directive", order="occurred_on", limit=1)[0]
    with whole_rows(store) as read:
        page.open(last.id)
        assert page.chosen()[0].id == last.id
    assert sum(read) <= 3 * PAGE
