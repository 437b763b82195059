"""`ledger`, `section` and `entry`: the ledgers and their rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final, TypeVar

import click

from app import period as periods
from app.catalogue import Section
from app.cli import labels
from app.cli.opening import Unreadable, opened, read_json
from app.cli.output import Column, answer, answer_table, as_json, plain, table
from app.cli.root import root
from app.errors import NotFound
from app.ledgers import Entry, entries
from app.store import Store
from app.text import moment_short, similar

T = TypeVar("T")

MOST_COLUMNS: Final = 6
"""What fits a line for a reader; scripts get every value with `--json`."""


ledger_group = root.group("ledger")


@ledger_group.command("list")
@click.option("--closed", is_flag=True, help="Các sổ cũ đã đóng sau khi hợp nhất, chỉ để xem.")
def ledger_list(closed: bool) -> None:
    """Các sổ của đơn vị."""
    store = opened()
    of, level = store.catalogue, store.unit.level
    rows = [
        {"id": x.key, "title": x.title, "sections": list(x.sections)}
        for x in (of.closed_ledgers(level) if closed else of.ledgers_of(level))
    ]
    answer_table(rows, {"id": "Mã", "title": "Tên sổ"})


@ledger_group.command("show")
@click.argument("ledger", metavar="LEDGER")
def ledger_show(ledger: str) -> None:
    """Các mục của một sổ và số dòng đang dùng."""
    store = opened()
    known = {x.key: x for x in store.catalogue.ledgers_of(store.unit.level)}
    found = _named("sổ", ledger, known)
    sections = [
        {
            "id": key,
            "title": store.catalogue.sections[key].title,
            "rows": entries.count(store, key, struck=False),
        }
        for key in found.sections
    ]
    answer(
        {"id": found.key, "title": found.title, "sections": sections},
        found.title,
        *table(sections, {"id": "Mã", "title": "Tên mục", "rows": "Số dòng"}),
    )


section_group = root.group("section")


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
@click.argument("section", metavar="SECTION")
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
    value: dict[str, Any] = {
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
    answer(value, found.title, *_form(fields, value["computed"], value["rules"]))


def _form(
    fields: Sequence[Mapping[str, Any]],
    computed: Sequence[Mapping[str, Any]],
    rules: Sequence[Mapping[str, Any]],
) -> Iterator[str]:
    """Say what a section asks for: its columns with their choices, what is computed, what is checked."""
    columns: dict[str, Column] = {
        "key": "Mã cột", "label": "Tên cột", "type": ("Kiểu", labels.word(labels.FIELD_TYPES)),
        "required": "Bắt buộc",
    }  # fmt: skip
    yield from table(fields, columns)
    for f in fields:
        if "choices" in f:
            yield f"{f['label']}: " + "; ".join(f"{k} = {v}" for k, v in f["choices"].items())
    if computed:
        yield "Tự tính:"
        yield from (f"  {c['key']:<18} {c['label']}: {c['formula']}" for c in computed)
    if rules:
        yield "Kiểm tra:"
        yield from (f"  {r['id']:<5} {r['message']}" for r in rules)


entry_group = root.group("entry")


@entry_group.command("add")
@click.argument("section", metavar="SECTION")
@click.option("--data", metavar="FILE", required=True, help="Tệp JSON, hoặc - để đọc từ đầu vào.")
def entry_add(section: str, data: str) -> None:
    """Thêm một dòng (đối tượng JSON) hoặc nhiều dòng (danh sách JSON)."""
    values = read_json(data)
    store = opened()
    section_named(store, section)
    if isinstance(values, list):
        made = entries.add_many(store, section, [_object(row) for row in values])
        answer({"ids": [e.id for e in made]}, f"Đã thêm {len(made)} dòng.")
        return
    made_one = entries.add(store, section, _object(values))
    _answer_row(made_one, f"Đã thêm dòng {made_one.id}.")


@entry_group.command("amend")
@click.argument("entry_id", metavar="ID")
@click.option(
    "--data", metavar="FILE", required=True, help="Tệp JSON chỉ gồm các cột cần sửa, hoặc -."
)
@click.option("--reason", metavar="TEXT", default=None, help="Lý do hiệu đính.")
def entry_amend(entry_id: str, data: str, reason: str | None) -> None:
    """Hiệu đính một dòng; nội dung cũ vẫn đọc được trong lịch sử."""
    values = read_json(data)
    store = opened()
    changed = entries.amend(store, entry_id, _object(values), reason=reason)
    _answer_row(changed, f"Đã hiệu đính dòng {changed.id}.")


@entry_group.command("strike")
@click.argument("entry_id", metavar="ID")
@click.option("--reason", metavar="TEXT", required=True, help="Lý do gạch bỏ.")
def entry_strike(entry_id: str, reason: str) -> None:
    """Gạch bỏ một dòng; dòng vẫn đọc được như trong sổ giấy."""
    store = opened()
    entries.strike(store, entry_id, reason=reason)
    answer({"id": entry_id}, f"Đã gạch bỏ dòng {entry_id}.")


@entry_group.command("list")
@click.argument("section", metavar="SECTION")
@click.option(
    "--period", metavar="P", default=None, help="Kỳ: 2026-01, 2026-Q1, 2026-01..2026-02 …"
)
@click.option("--unit", metavar="U", default=None, help="Mã đơn vị (mặc định: đơn vị mình).")
@click.option(
    "--search", metavar="TEXT", default="", help="Chỉ các dòng có chữ này (không cần dấu)."
)
def entry_list(section: str, period: str | None, unit: str | None, search: str) -> None:
    """Liệt kê các dòng của một mục."""
    store = opened()
    found = _named("mục", section, store.catalogue.sections)
    rows = entries.listing(
        store,
        section,
        unit=store.unit_named(unit).code if unit else None,
        period=periods.parse(period) if period else None,
        search=search,
    )
    if as_json():
        answer([as_row(e) for e in rows])
        return
    told = [f for f in found.fields if not f.totals_only][:MOST_COLUMNS]
    shown = [
        {
            **{f.key: entries.shown(store, f, e.values.get(f.key)) for f in told},
            "struck": e.struck,
            "id": e.id,
        }
        for e in rows
    ]
    columns: dict[str, Column] = {f.key: f.label for f in told}
    if any(e.struck for e in rows):
        columns["struck"] = "Gạch bỏ vì"
    answer_table(shown, {**columns, "id": "Mã dòng"})


@entry_group.command("history")
@click.argument("entry_id", metavar="ID")
def entry_history(entry_id: str) -> None:
    """Ai đã ghi, sửa gì, lúc nào."""
    store = opened()
    rows = [plain(change) for change in entries.history(store, entry_id)]
    columns: dict[str, Column] = {
        "at": ("Lúc", moment_short), "by": "Người", "label": "Cột", "old": "Cũ", "new": "Mới",
        "reason": "Lý do",
    }  # fmt: skip
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


def section_named(store: Store, key: str) -> Section:
    """Return a section of the unit's own ledgers, closed ones too; NotFound with the nearest names otherwise."""
    of, level = store.catalogue, store.unit.level
    closed = {k: of.sections[k] for x in of.closed_ledgers(level) for k in x.sections}
    return _named("mục", key, closed | {s.key: s for s in of.sections_of(level)})


def _named(kind: str, key: str, known: Mapping[str, T]) -> T:
    if key not in known:
        near = ", ".join(similar(key, known))
        hint = f"Có phải {near}?" if near else "Xem danh sách bằng lệnh list."
        raise NotFound(f"Không có {kind} “{key}”.", hint=hint)
    return known[key]


def _object(value: Any) -> Mapping[str, Any]:
    """Return a row as given, when it is a JSON object."""
    if not isinstance(value, Mapping):
        raise Unreadable(
            "Mỗi dòng phải là một đối tượng JSON.", hint='Ghi như {"date": "2026-01-05", …}.'
        )
    return value


def _answer_row(entry: Entry, said: str) -> None:
    """Answer with the row's id; what was saved and is still to be looked at stands beside it."""
    warnings = [{"where": p.where, "what": p.what, "code": p.code} for p in entry.warnings]
    answer(
        {"id": entry.id, "warnings": warnings},
        said,
        *(f"  Lưu ý, {w['where']}: {w['what']} [{w['code']}]" for w in warnings),
    )
