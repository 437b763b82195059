"""Stores on the edition of the former ledgers, with rows drawn for every form of theirs."""

from collections import Counter
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from app import store as stores
from app.catalogue import Edition, Level, editions
from app.ledgers import entries, merging
from app.ledgers.values import show
from app.store import FLOOR, Store, Unit, Where
from tests.conftest import PASSPHRASE
from tests.ledgers.examples import OFFICER
from tests.strategies import Given, rows

FORMER: Final[Edition] = editions.named("former")
CURRENT: Final[Edition] = editions.shipped()[0]
SECTIONS: Final = {
    level: tuple(
        dict.fromkeys(
            key
            for ledger in FORMER.catalogue.ledgers_of(level)
            for key in ledger.sections
            if key not in ("person", "personnel_change")  # these keep each other in line
        )
    )
    for level in ("c", "d")
}
HOMELESS: Final = (
    "Thời tiết", "Nguồn báo (cơ quan, đơn vị)", "Địa điểm", "Dự báo thuận lợi, khó khăn",
    "Ý kiến của cấp trên dự họp", "Số giáo án", "Kinh phí", "Trao thưởng tại", "Ngày kết thúc",
    "Số người của đoàn", "Số kiến nghị", "Đã trả lời", "Sinh hoạt đoàn",
)  # fmt: skip
"""Labels of former columns that are written beside others."""

LOG: Given = {
    "ngay": "2026-01-10", "work_area": "to_chuc", "noi_dung": "Giao ban tuần, rà soát sổ", "chu_tri": OFFICER,
    "thoi_tiet": "Mưa nhỏ",
}  # fmt: skip
MEETING: Given = {
    "ngay": "2026-03-10", "chu_tri": OFFICER, "phai_du": 10, "co_mat": 9, "noi_dung": "Bàn việc chung",
    "so_kien_nghi": 3,
}  # fmt: skip


def make(folder: Path, echelon: str = "company", code: str = "c1") -> Store:
    unit = Unit(code, "Đại đội 1" if code == "c1" else "Tiểu đoàn 1", echelon, own=True)
    return stores.create(
        folder, unit=unit, passphrase=PASSPHRASE, argon=FLOOR, edition=FORMER
    ).store


def drawn(
    section: str, people: tuple[str, ...], level: Level, most: int = 3
) -> st.SearchStrategy[list[Given]]:
    return st.lists(rows(FORMER.catalogue, section, people, level), max_size=most)


def values_of(store: Store) -> Counter[str]:
    """Return every value of every row of the own unit as it reads; what was written beside another apart."""
    found: Counter[str] = Counter()
    for record in store.find("entry", Where("unit", "=", store.unit.code)):
        entry = entries.get(store, str(record["id"]))
        section = store.catalogue.section_in(entry.edition, entry.section)
        assert section is not None
        fields = {f.key: f for f in section.fields}
        assert set(entry.values) <= set(fields)
        for key, value in entry.values.items():
            for line in show(store.catalogue, fields[key], value).replace("; ", "\n").split("\n"):
                label, sign, said = line.partition(": ")
                found[said if sign and label in HOMELESS else line] += 1
    return found


def adopted(store: Store) -> merging.Adoption:
    return merging.apply(store, merging.plan(store, CURRENT))


def state(store: Store) -> dict[str, list[dict[str, object]]]:
    found = store.dump()
    del found["blob"]  # files stay for good
    return found
