"""Ledgers as views over sections, and the former ledgers they absorbed."""

from app.catalogue.lists import read_key
from app.catalogue.model import FormerLedger, Ledger
from app.catalogue.names import Known, unknown
from app.catalogue.read import CONFIDENCES, Table
from app.catalogue.sections import LEVELS


def read_ledgers(file: Table, known: Known) -> tuple[Ledger, ...]:
    common = file.envelope(known.sources)
    found: list[Ledger] = []
    seen: dict[str, set[str]] = {level: set() for level in LEVELS}
    for row in file.tables("ledger", needed=True):
        level = row.one_of("level", LEVELS)
        key = read_key(row, seen[level])
        sections = row.texts("sections")
        for name in sections:
            if name not in known.sections:
                row.fault("sections", unknown("mục", name, known.sections))
            elif level not in known.sections[name].levels:
                row.fault("sections", f'Mục "{name}" không dùng ở cấp {level}.')
        confidence = row.one_of("name_confidence", CONFIDENCES)
        source = row.text("name_source", common.source)
        if source not in known.sources:
            row.fault("name_source", unknown("nguồn", source, known.sources))
        envelope = row.envelope(known.sources, common)
        ledger = Ledger(
            key, row.text("title"), level, row.integer("order"), sections, confidence, envelope
        )
        if any(x.level == level and x.order == ledger.order for x in found):
            row.fault("order", f"Số thứ tự {ledger.order} đã dùng ở cấp này.")
        found.append(ledger)
        row.close()
    file.close()
    return tuple(sorted(found, key=lambda x: (x.level, x.order)))


def read_former(file: Table, ledgers: tuple[Ledger, ...], known: Known) -> tuple[FormerLedger, ...]:
    common = file.envelope(known.sources)
    found: list[FormerLedger] = []
    seen: set[str] = set()
    keys = {x.key for x in ledgers}
    for row in file.tables("former"):
        former = FormerLedger(
            read_key(row, seen),
            row.text("title"),
            row.text("short"),
            row.some_of("levels", LEVELS),
            row.text("absorbed_by"),
            row.texts("becomes"),
            row.text("remainder", ""),
            row.text("note", ""),
            row.envelope(known.sources, common),
        )
        if former.absorbed_by not in keys:
            row.fault("absorbed_by", unknown("sổ", former.absorbed_by, keys))
        for name in former.becomes:
            if name not in known.sections:
                row.fault("becomes", unknown("mục", name, known.sections))
        section, _, field = former.remainder.partition(".")
        if former.remainder and field not in (known.shape(section) or {}):
            row.fault("remainder", f'Không có cột "{former.remainder}".')
        if not former.remainder and not former.note:
            row.fault("note", "Phải ghi cách xử lý nội dung không có chỗ chuyển.")
        found.append(former)
        row.close()
    file.close()
    return tuple(found)
