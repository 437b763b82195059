"""`person`: who is there on a day and as what, and the dated events that changed it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import click

from app import clock
from app.cli import labels
from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table, table
from app.cli.root import root
from app.errors import AppError, NotFound
from app.ledgers import Entry, Roster, entries, people, postings
from app.store import Store
from app.text import DateUnreadable, date_short, iso_short, parse_date, similar

AS_OF = click.option(
    "--as-of", "as_of", metavar="DATE", default=None, help="Ngày xem: 2026-05-31, 31/5/2026; mặc định hôm nay."
)  # fmt: skip
KEPT: Final = ("rank", "position", "category", "subunit", "membership")
ABOUT: Final = "personnel_change"
EVENT: Final = ("date", "kind", "from_value", "to_value", "decision_number", "decision_date")

person_group = root.group("person")


class DayUnreadable(AppError):
    code = "L157"
    message = "Không đọc được ngày."
    hint = "Ghi như 2026-05-31 hoặc 31/5/2026."


@person_group.command("list")
@AS_OF
@click.option("--gone", is_flag=True, help="Những người đã rời đơn vị vào ngày ấy.")
def person_list(as_of: str | None, gone: bool) -> None:
    """Quân nhân ở đơn vị vào một ngày, theo tên gọi."""
    store, day = opened(), _day(as_of)
    back = people.returns(store, day)
    found = [x for x, there in people.everyone(store, day) if there != gone]
    rows: list[dict[str, Any]] = [
        {
            "id": x.id,
            "name": people.name(x),
            **{key: x.values.get(key) for key in KEPT},
            "since": back.get(x.id, x.occurred_on),
            "left": x.values.get("left_date"),
        }
        for x in found
    ]
    columns: dict[str, Column] = {
        "name": "Họ và tên", "rank": ("Cấp bậc", _labels(store, "rank")),
        "position": ("Chức vụ", _labels(store, "position")),
        "category": ("Đối tượng", _labels(store, "category")), "subunit": "Trung đội, tiểu đội",
        "since": ("Từ ngày", iso_short), "id": "Mã",
    }  # fmt: skip
    answer_table(rows, columns)


@person_group.command("show")
@click.argument("who", metavar="ID|NAME")
@AS_OF
def person_show(who: str, as_of: str | None) -> None:
    """Một quân nhân như vào ngày ấy, và các biến động theo ngày."""
    store, day = opened(), _day(as_of)
    roster = Roster(store)
    person = _person(store, roster, who, day)
    then, steps = roster.known(person.id, day), roster.steps(person.id)
    there = people.present(person, day, steps)
    since = postings.since(person, steps, day)
    events: list[dict[str, Any]] = [
        {"id": e.id, **{key.removesuffix("_value"): e.values.get(key) for key in EVENT}}
        for e in postings.history(store, person.id)
    ]
    shown = [
        f"  {f.label}: {entries.shown(store, f, then.values[f.key])}"
        for f in store.catalogue.sections["person"].fields
        if f.key in then.values and not f.totals_only
    ]
    kept = {key: value for key, value in then.values.items() if not _only_counted(store, key)}
    columns: dict[str, Column] = {
        "date": ("Ngày", iso_short), "kind": ("Biến động", _labels(store, "kind", ABOUT)), "from": "Từ", "to": "Đến",
        "decision_number": "Quyết định", "id": "Mã dòng",
    }  # fmt: skip
    standing = f"ở đơn vị, từ {iso_short(since)}" if there else "không ở đơn vị"
    answer(
        {
            "id": person.id, "name": people.name(then), "as_of": day, "there": there,
            "since": since if there else None, "values": kept, "events": events,
        },
        f"{people.name(then)} – ngày {date_short(day)}: {standing}",
        *shown,
        *table(events, columns),
    )  # fmt: skip


@person_group.command("change")
@click.argument("who", metavar="ID|NAME")
@click.option(
    "--kind",
    metavar="KIND",
    required=True,
    help="Loại biến động: mã hoặc tên, ví dụ thang_quan_ham.",
)
@click.option("--date", "day", metavar="DATE", required=True, help="Ngày có hiệu lực.")
@click.option(
    "--to",
    "to",
    metavar="TEXT",
    default="",
    help='Đến: "Hạ sĩ", "Tiểu đội trưởng Tiểu đội 2", tên đơn vị.',
)
@click.option("--decision", "number", metavar="TEXT", default="", help="Số quyết định.")
@click.option("--decision-date", "decided", metavar="DATE", default="", help="Ngày quyết định.")
def person_change(who: str, kind: str, day: str, to: str, number: str, decided: str) -> None:  # fmt: skip
    """Ghi một biến động: dòng có ngày và danh sách quân nhân đổi cùng lúc."""
    store = opened()
    person = _person(store, Roster(store), who, clock.today())
    made = postings.record(
        store, person.id, kind, day, to, decision_number=number, decision_date=decided
    )
    warnings = [{"where": p.where, "what": p.what, "code": p.code} for p in made.warnings]
    answer(
        {"id": made.id, "person": person.id, "values": made.values, "warnings": warnings},
        f"Đã ghi biến động {made.id}.",
        *(f"⚠ {p.what} [{p.code}]" for p in made.warnings),
    )


def _person(store: Store, roster: Roster, who: str, day: date) -> Entry:
    """Return the person with this id, or the only one called so; namesakes are told by their day of birth."""
    if found := roster.get(who):
        return found
    called = roster.named(who, day) or people.find(store, who)
    if len(called) == 1:
        return roster.get(called[0].id) or called[0]
    if called:
        said = "; ".join(f"{people.name(x)} ({x.values.get('birth_date')}): {x.id}" for x in called)
        raise NotFound(f"Có {len(called)} người tên “{who}”.", hint=f"Dùng mã: {said}")
    near = similar(who, roster.names())
    raise NotFound(
        f"Không có ai tên “{who}” trong danh sách quân nhân.",
        hint=f"Có phải {', '.join(near)}?" if near else "Xem bằng lệnh person list.",
    )


def _day(text: str | None) -> date:
    try:
        return parse_date(text, clock.today()) if text else clock.today()
    except DateUnreadable as wrong:
        raise DayUnreadable(wrong.sentence) from wrong


def _labels(store: Store, key: str, section: str = "person") -> Callable[[Any], str]:
    of = store.catalogue.lists[store.catalogue.sections[section].field(key).list]
    return labels.word({c.key: c.label for c in of.choices})


def _only_counted(store: Store, key: str) -> bool:
    return store.catalogue.sections["person"].field(key).totals_only
