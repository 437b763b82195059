"""Verify names what somebody changed behind the program's back, and never writes."""

from pathlib import Path

import pytest

from app.store import Store, StoreDamaged
from app.store.driver import DriverFault, connect
from tests.store.conftest import Kept, add, entry

TAMPERING = [
    ("UPDATE journal SET after_json = replace(after_json, '30', '31') WHERE tbl = 'entry'", "Nhật ký bị sửa"),
    ("UPDATE journal SET row = 'x' WHERE seq = 2", "Nhật ký bị sửa ở dòng 2"),
    ("DELETE FROM journal WHERE seq = 3", "Nhật ký thiếu dòng 3"),
    ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "không có trong nhật ký"),
    ("UPDATE change SET account = 'ai đó' WHERE id = 2", "Nhật ký bị sửa"),
    ("UPDATE change SET at = '2020-01-01T00:00:00Z' WHERE id = 1", "Nhật ký bị sửa ở dòng 1"),
    ("UPDATE entry SET data = json_set(data, '$.present', 99)", "khác với nhật ký"),
    ("DELETE FROM entry", "đã mất"),
    ("UPDATE unit SET name = 'Đại đội 9' WHERE code = 'c1'", "Bảng unit, dòng c1: khác"),
    ("INSERT INTO setting VALUES ('lạ', '1')", "Bảng setting, dòng lạ: không có"),
    ("INSERT INTO search (rowid, title, body) VALUES (99, 'la', 'la')", "Tra cứu: thừa"),
    ("DELETE FROM searched", "Tra cứu: thiếu"),
    ("UPDATE searched SET place = 'khac'", "Tra cứu: thiếu"),
    (
        "DELETE FROM search; INSERT INTO search (rowid, title, body) VALUES (1, 'khac', 'khac')",
        "từ không khớp",
    ),
    ("DELETE FROM cell", "Sắp xếp: các cột của mục session"),
    ("UPDATE cell SET words = ' khac'", "Sắp xếp: các cột của mục session"),
    ("INSERT INTO cell VALUES (1, 'c1', 1, 20260101, 77, '')", "Sắp xếp: các cột của mục"),
    ("INSERT INTO blob VALUES ('abc', 3, x'010203')", "Tệp đính kèm"),
    (
        "PRAGMA foreign_keys = OFF; INSERT INTO waiver VALUES ('w', 'c99', 'd', '2026-01', 'x')",
        "chỉ đến mục không còn",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "told"), TAMPERING, ids=range(len(TAMPERING)))
def test_tampering_is_named(kept: Kept, sql: str, told: str) -> None:
    with kept.open() as store:
        assert store.verify().ok
        key = store.key
    db = connect(kept.home / "store.db", key)
    db.conn.executescript(
        f"DROP TRIGGER journal_is_append_only_u; DROP TRIGGER journal_is_append_only_d; {sql};"
    )
    db.close()
    with kept.open() as store:
        report = store.verify()
    assert not report.ok
    assert any(told in finding for finding in report.findings), report.findings


def test_only_the_edited_line_is_named(kept: Kept) -> None:
    with kept.open() as store:
        for n in range(5):
            add(store, title=f"dòng {n}")
        key = store.key
    db = connect(kept.home / "store.db", key)
    db.conn.executescript(
        "DROP TRIGGER journal_is_append_only_u; UPDATE journal SET before_json = '{}' WHERE seq = 6"
    )
    db.close()
    with kept.open() as store:
        assert len(store.verify().findings) == 1


def test_the_journal_refuses_to_be_rewritten(opened: Store) -> None:
    db = connect(opened.home / "store.db", opened.key)
    for sql in ("UPDATE journal SET hash = ''", "DELETE FROM journal"):
        with pytest.raises(DriverFault, match="append-only"):
            db.conn.execute(sql)
    db.close()


def test_verify_writes_nothing_and_counts_what_it_saw(kept: Kept) -> None:
    with kept.open() as store:
        add(store)
    before = (kept.home / "store.db").read_bytes()
    with kept.open() as store:
        counts = store.verify().counts
        head = store.journal_head()
    assert (kept.home / "store.db").read_bytes() == before
    assert (counts["entry"], counts["unit"], counts["changes"], counts["searched"]) == (2, 2, 3, 2)
    assert len(head) == 64


def test_damage_under_an_open_store_is_told_by_name_and_closing_still_works(kept: Kept) -> None:
    with kept.open() as store, store.change("Nhiều"):
        for n in range(400):
            store.insert("entry", entry(title=f"dòng {n} " * 20))
    _spoil(kept.home / "store.db")
    store = kept.open()
    with pytest.raises(StoreDamaged):
        store.find("entry")
    assert not store.verify().ok
    store.close()


def _spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(80, len(content) // 4096, 2):
        content[page * 4096 + 99] ^= 1
    file.write_bytes(content)
