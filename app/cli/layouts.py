"""`layout`: what a profile says, the unit's adjustments over it, and its lock."""

import click

from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table
from app.cli.root import root
from app.documents import adjusting, layouts
from app.text import NumberUnreadable, parse_number

layout_group = root.group("layout")
_REASON = click.option("--reason", metavar="TEXT", required=True, help="Lý do.")


@layout_group.command("list")
def layout_list() -> None:
    """Các thể thức văn bản, ngày có hiệu lực, đã khóa hay chưa."""
    store = opened()
    rows = [
        {
            "key": p.key, "title": p.profile.title, "family": p.profile.family,
            "effective_from": p.profile.effective_from.isoformat(),
            "adjusted": len(adjusting.listing(store, p.key)), "locked": adjusting.locked(store, p.key),
        }
        for p in layouts.load().values()
    ]  # fmt: skip
    columns: dict[str, Column] = {
        "key": "Mã", "title": "Thể thức", "effective_from": "Từ ngày", "adjusted": "Số chỗ chỉnh", "locked": "Khóa vì",
    }  # fmt: skip
    answer_table(rows, columns)


@layout_group.command("show")
@click.argument("key", metavar="KEY")
def layout_show(key: str) -> None:
    """Mọi giá trị của một thể thức như đơn vị đang dùng; chỗ đơn vị chỉnh có ghi lý do."""
    store = opened()
    changed = {a.key: a for a in adjusting.listing(store, key)}
    rows = [
        {"key": path, "value": value, "reason": changed[path].reason if path in changed else ""}
        for path, value in adjusting.keys(adjusting.effective(store, key)).items()
    ]
    answer_table(rows, {"key": "Khóa", "value": ("Giá trị", str), "reason": "Đơn vị chỉnh vì"})


@layout_group.command("adjust")
@click.argument("key", metavar="KEY")
@click.argument("path", metavar="NAME")
@click.argument("value", metavar="VALUE")
@_REASON
def layout_adjust(key: str, path: str, value: str, reason: str) -> None:
    """Chỉnh một giá trị của thể thức cho đơn vị mình, trong khoảng quy định cho phép."""
    store = opened()
    now = adjusting.keys(adjusting.effective(store, key)).get(path, "")
    adjusting.adjust(
        store, key, path, value if isinstance(now, str) else _number(value), reason=reason
    )
    answer({"key": path, "value": value}, f"Đã chỉnh {path} thành {value}.")


@layout_group.command("restore")
@click.argument("key", metavar="KEY")
@click.argument("path", metavar="NAME")
@_REASON
def layout_restore(key: str, path: str, reason: str) -> None:
    """Trả một giá trị về đúng quy định."""
    adjusting.restore(opened(), key, path, reason=reason)
    answer({"key": path}, f"Đã trả {path} về quy định.")


@layout_group.command("lock")
@click.argument("key", metavar="KEY")
@_REASON
def layout_lock(key: str, reason: str) -> None:
    """Khóa một thể thức, không cho chỉnh nữa."""
    adjusting.lock(opened(), key, reason=reason)
    answer({"key": key, "locked": reason}, f"Đã khóa thể thức {key}.")


@layout_group.command("unlock")
@click.argument("key", metavar="KEY")
@_REASON
def layout_unlock(key: str, reason: str) -> None:
    """Mở khóa một thể thức."""
    adjusting.unlock(opened(), key, reason=reason)
    answer({"key": key, "locked": ""}, f"Đã mở khóa thể thức {key}.")


def _number(text: str) -> float:
    try:
        return float(parse_number(text))
    except NumberUnreadable:
        raise click.BadParameter(f"cần một số, không phải “{text}”", param_hint="VALUE") from None
