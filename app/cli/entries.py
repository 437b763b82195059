"""`ledger`, `section` and `entry`: the ledgers and their rows."""

from dataclasses import asdict
from typing import Any

import click

from app import period as periods
from app.cli.output import answer, answer_table, plain
from app.cli.root import opened, read_json, root
from app.errors import NotFound
from app.ledgers import Entry, entries
from app.store import Store
from app.text import similar


@root.group("ledger")
def ledger_group() -> None:
    """Sổ."""


@ledger_group.command("list")
def ledger_list() -> None:
    """Các sổ của đơn vị."""
    store = opened()
    rows = [
        {"id": x.key, "title": x.title, "sections": list(x.sections)}
        for x in store.catalogue.ledgers_of(store.unit.level)
    ]
    answer_table(rows, {"id": "Mã", "title": "Tên sổ"})


@ledger_group.command("show")
@click.argument("ledger")
def ledger_show(ledger: str) -> None:
    """Các mục của một sổ và số dòng đang dùng."""
    store = opened()
    known = {x.key: x for x in store.catalogue.ledgers_of(store.unit.level)}
    if ledger not in known:
        raise NotFound(f"Không có sổ “{ledger}”.", hint=did_you_mean(ledger, known))
    found = known[ledger]
    sections = [
        {
            "id": key,
            "title": store.catalogue.sections[key].title,
            "rows": entries.count(store, key, struck=False),
        }
        for key in found.sections
    ]
    if not sections:
        raise NotFound(f"Sổ “{ledger}” chưa có mục nào.")
    answer(
        {"id": found.key, "title": found.title, "sections": sections},
        found.title,
        *(f"  {s['id']:<18} {s['title']} ({s['rows']} dòng)" for s in sections),
    )


@root.group("section")
def section_group() -> None:
    """Mục của sổ."""


@section_group.command("list")
def section_list() -> None:
    """Các mục của đơn vị, theo thứ tự in."""
    store = opened()
    catalogue = store.catalogue
    rows = [
        {"id": key, "ledger": ledger.key, "title": catalogue.sections[key].title}
        for ledger in catalogue.ledgers_of(store.unit.level)
        for key in ledger.sections
    ]
    answer_table(rows, {"id": "Mã", "ledger": "Sổ", "title": "Tên mục"})


@section_group.command("show")
@click.argument("section")
def section_show(section: str) -> None:
    """Các cột, cột tự tính và quy tắc kiểm tra của một mục."""
    store = opened()
    found = section_named(store, section)
    lists = store.catalogue.lists
    fields = [
        {
            **{k: v for k, v in asdict(f).items() if v not in (None, "", False)},
            **({"choices": {c.key: c.label for c in lists[f.list].choices}} if f.list else {}),
        }
        for f in found.fields
    ]
    value = {
        "id": found.key,
        "title": found.title,
        "date": found.date,
        "kind": found.kind,
        "travels": found.travels,
        "source": found.envelope.source,
        "confidence": found.envelope.confidence,
        "fields": fields,
        "computed": [asdict(c) for c in found.computed],
        "rules": [{"id": r.id, "severity": r.severity, "message": r.message} for r in found.rules],
    }
    answer(
        value,
        found.title,
        *(
            f"  {f.key:<20} {f.label}{' *' if f.required else ''} ({f.type}{' ' + f.list if f.list else ''})"
            for f in found.fields
        ),
        *(f"  {c.key:<20} {c.label} (tự tính: {c.formula})" for c in found.computed),
    )


@root.group("entry")
def entry_group() -> None:
    """Dòng ghi."""


@entry_group.command("add")
@click.argument("section")
@click.option("--data", required=True, help="Tệp JSON, hoặc - để đọc từ đầu vào.")
def entry_add(section: str, data: str) -> None:
    """Thêm một dòng (đối tượng JSON) hoặc nhiều dòng (danh sách JSON)."""
    values = read_json(data)
    store = opened()
    section_named(store, section)
    if isinstance(values, list):
        made = entries.add_many(store, section, values)
        answer({"ids": [e.id for e in made]}, f"Đã thêm {len(made)} dòng.")
        return
    made_one = entries.add(store, section, values)
    answer({"id": made_one.id}, f"Đã thêm dòng {made_one.id}.")


@entry_group.command("amend")
@click.argument("entry_id", metavar="ID")
@click.option("--data", required=True, help="Tệp JSON chỉ gồm các cột cần sửa, hoặc -.")
@click.option("--reason", default=None, help="Lý do hiệu đính.")
def entry_amend(entry_id: str, data: str, reason: str | None) -> None:
    """Hiệu đính một dòng; nội dung cũ vẫn đọc được trong lịch sử."""
    values = read_json(data)
    store = opened()
    changed = entries.amend(store, entry_id, values, reason=reason)
    answer({"id": changed.id}, f"Đã hiệu đính dòng {changed.id}.")


@entry_group.command("strike")
@click.argument("entry_id", metavar="ID")
@click.option("--reason", required=True, help="Lý do gạch bỏ.")
def entry_strike(entry_id: str, reason: str) -> None:
    """Gạch bỏ một dòng; dòng vẫn đọc được như trong sổ giấy."""
    store = opened()
    entries.strike(store, entry_id, reason=reason)
    answer({"id": entry_id}, f"Đã gạch bỏ dòng {entry_id}.")


@entry_group.command("list")
@click.argument("section")
@click.option("--period", default=None, help="Kỳ: 2026-01, 2026-Q1, 2026-01..2026-02 …")
@click.option("--unit", default=None, help="Mã đơn vị (mặc định: đơn vị mình).")
@click.option("--search", default="", help="Chỉ các dòng có chữ này (không cần dấu).")
def entry_list(section: str, period: str | None, unit: str | None, search: str) -> None:
    """Liệt kê các dòng của một mục."""
    store = opened()
    found = section_named(store, section)
    rows = entries.listing(
        store,
        section,
        unit=unit,
        period=periods.parse(period) if period else None,
        search=search,
    )
    shown = [
        {**as_row(e), **{f.key: entries.shown(store, f, e.values.get(f.key)) for f in found.fields}}
        for e in rows
    ]
    columns = {"occurred_on": "Ngày", **{f.key: f.label for f in found.fields[:5]}, "id": "Mã dòng"}
    columns.pop(found.date, None)
    from app.cli.output import as_json

    if as_json():
        answer([as_row(e) for e in rows])
    else:
        answer_table(shown, columns)


@entry_group.command("history")
@click.argument("entry_id", metavar="ID")
def entry_history(entry_id: str) -> None:
    """Ai đã ghi, sửa gì, lúc nào."""
    store = opened()
    rows = [plain(change) for change in entries.history(store, entry_id)]
    columns = {"at": "Lúc", "by": "Người", "label": "Cột", "old": "Cũ", "new": "Mới"}
    answer_table(rows, columns)


def as_row(entry: Entry) -> dict[str, Any]:
    """Return an entry in the shape scripts rely on (design §9)."""
    return {
        "id": entry.id,
        "section": entry.section,
        "unit": entry.unit,
        "occurred_on": entry.occurred_on,
        "period": entry.period,
        "values": plain(entry.values),
        "struck": entry.struck,
    }


def section_named(store: Store, key: str) -> Any:
    """Return the section `key` of the unit's level; NotFound with the nearest name otherwise."""
    known = {s.key: s for s in store.catalogue.sections_of(store.unit.level)}
    if key not in known:
        raise NotFound(f"Không có mục “{key}”.", hint=did_you_mean(key, known))
    return known[key]


def did_you_mean(word: str, known: Any) -> str:
    near = similar(word, list(known))
    return f"Có phải “{near}”?" if near else "Xem danh sách bằng lệnh list."
