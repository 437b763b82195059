"""`key` and `bundle`: whom the unit trusts, and what it sends and takes in on a stick."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from app import period as periods
from app.cli import labels
from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table
from app.cli.root import root
from app.exchange import Inspection, Item, Plan, inbox, keys, outbox, receipts
from app.ledgers import entries
from app.store import Store
from app.text import moment_short

PATH = click.Path(path_type=Path)
PERIOD = click.option("--period", metavar="P", required=True, help="Tháng, ví dụ 2026-01.")
STICK = click.option("--to", metavar="DIR", required=True, type=PATH, help="Thư mục trên USB.")
NO_SECRETS = "Gói xuất chỉ chứa nội dung không mật. Người xuất chịu trách nhiệm kiểm tra."
RESULTS = {"applied": "đã nhập", "ready": "sẽ nhập"}

key_group = root.group("key")


@key_group.command("card")
@click.option("--to", metavar="FILE", required=True, type=PATH, help="Tệp hoặc thư mục.")
def key_card(to: Path) -> None:
    """Ghi thẻ khóa của đơn vị mình ra tệp hoặc thư mục."""
    store = opened()
    file = keys.write_card(store, to)
    card = keys.read_card(file)
    answer(
        {"file": file, "unit": card.unit, "fingerprint": card.fingerprint, "words": card.words},
        f"Đã ghi thẻ khóa {file}",
        f"Dấu vân khóa: {card.fingerprint}",
        f"Bằng lời: {' '.join(card.words)}",
    )


@key_group.command("trust")
@click.argument("file", metavar="FILE", type=PATH)
@click.option(
    "--fingerprint", metavar="F", required=True,
    help="Dấu vân đã đối chiếu trên giấy hoặc qua điện thoại, bằng số hoặc bằng lời.",
)  # fmt: skip
def key_trust(file: Path, fingerprint: str) -> None:
    """Tin thẻ khóa của đơn vị khác sau khi đối chiếu dấu vân."""
    card = keys.trust(opened(), file, fingerprint)
    answer(
        {"unit": card.unit, "name": card.name, "fingerprint": card.fingerprint},
        f"Đã tin khóa của {card.name}.",
    )


@key_group.command("list")
def key_list() -> None:
    """Các khóa đã biết."""
    rows = [
        {
            "id": k.id,
            "unit": k.unit,
            "name": k.name,
            "fingerprint": k.fingerprint,
            "own": k.own,
            "in_use": k.in_use,
            "trusted_at": k.trusted_at,
            "retired_at": k.retired_at,
        }
        for k in keys.listing(opened())
    ]
    columns: dict[str, Column] = {
        "unit": "Đơn vị", "name": "Tên", "fingerprint": "Dấu vân", "own": "Của mình", "in_use": "Đang dùng",
    }  # fmt: skip
    answer_table(rows, columns)


bundle_group = root.group("bundle")


@bundle_group.command("export")
@PERIOD
@STICK
@click.option("--nil", is_flag=True, help="Kỳ không phát sinh.")
@click.option("--replace", is_flag=True, help="Thay gói đã nộp của kỳ này.")
@click.option("--lock", is_flag=True, help="Khóa kỳ này ngay sau khi nộp.")
def bundle_export(period: str, to: Path, nil: bool, replace: bool, lock: bool) -> None:
    """Ghi gói nộp của kỳ lên USB, đọc lại để kiểm tra."""
    store, month = opened(), periods.parse(period)
    made = outbox.export(store, month, to, nil=nil, replaces=replace, lock=lock)
    locked = [f"Đã khóa kỳ: {month.title}"] if made.locked else []
    answer(
        {
            "file": made.file,
            "kind": made.kind,
            "sequence": made.sequence,
            "cover": made.cover,
            "locked": made.locked,
        },
        NO_SECRETS,
        f"Đã ghi {made.file} (gói số {made.sequence}). Có thể rút USB an toàn.",
        f"Phiếu giao nhận: {made.cover}",
        *locked,
    )


@bundle_group.command("inspect")
@click.argument("file", metavar="FILE", type=PATH)
def bundle_inspect(file: Path) -> int:
    """Kiểm tra một gói mà không nhập; mã thoát 1 khi gói không nhập được."""
    seen = inbox.inspect(opened(), file)
    checks = [{"name": c.name, "ok": c.ok, "code": c.code} for c in seen.checks]
    header = {**seen.header.mapping(), "id": seen.header.id} if seen.header else {}
    answer({**header, "checks": checks}, *_inspected(seen))
    return 0 if all(c.ok for c in seen.checks) else 1


def _inspected(seen: Inspection) -> Iterator[str]:
    if head := seen.header:
        nil = ", không phát sinh" if head.nil else ""
        training = ", huấn luyện" if head.training else ""
        yield f"{labels.KINDS[head.kind].capitalize()} số {head.sequence}{nil}{training}"
        yield f"  từ {head.sender} gửi {head.receiver}, {periods.parse(head.period).title}"
        yield f"  lập lúc {moment_short(head.created_at)}, bộ biểu mẫu {head.catalogue_edition}"
        yield f"  mã trên phiếu giao nhận: {head.id[:8]}"
    for check in seen.checks:
        yield f"{'đạt      ' if check.ok else 'KHÔNG ĐẠT'}  {check.name}"
    if seen.already:
        yield "Gói này đã nhập rồi."
    if seen.refusal:
        yield f"{seen.refusal.sentence} [{seen.refusal.number}] {seen.refusal.advice}".rstrip()


@bundle_group.command("import")
@click.argument("files", metavar="FILE…", type=PATH, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không thay đổi gì.")
def bundle_import(files: tuple[Path, ...], dry_run: bool) -> int:
    """Nhập các gói: kiểm tra, nêu thay đổi của từng đơn vị, áp dụng.

    Mã thoát 1 khi có gói bị từ chối hoặc giữ lại; các gói khác vẫn được nhập.
    """
    store = opened()
    plans = inbox.plan(store, files)
    results = plans if dry_run else inbox.apply(store, plans)
    rows = [
        {
            "unit": r.unit, "period": r.period, "result": r.result, "code": r.code, "new": r.new,
            "changed": r.changed, "removed": r.removed, "message": r.message, "kind": r.kind,
            "bundle": r.bundle, "file": r.file,
        }
        for r in results
    ]  # fmt: skip
    answer({"units": rows}, *(line for r in results for line in _imported(store, r)))
    return 1 if any(r.result in ("refused", "held") for r in results) else 0


def _imported(store: Store, plan: Plan) -> Iterator[str]:
    """Say what came of one file; every change of a row when it is only looked at."""
    if plan.result not in RESULTS:
        about = f"{plan.unit} {plan.period}" if plan.unit else plan.file.name
        yield f"{about}: {plan.message} [{plan.code}]"
        return
    about = f"{plan.unit} {plan.period}: {RESULTS[plan.result]} {labels.KINDS[plan.kind]}"
    if plan.kind == "receipt":
        yield about
        return
    yield f"{about} số {plan.sequence}: {plan.new} mới, {plan.changed} sửa, {plan.removed} bỏ"
    if plan.result == "applied":
        yield f"  mã gói để hoàn tác: {plan.bundle}"
        return
    new = Counter(item.table for item in plan.items if item.action == "new")
    if new:
        yield "  mới: " + ", ".join(f"{n} {labels.TABLES[what]}" for what, n in new.items())
    for item in plan.items:
        if item.action != "new":
            yield f"  {labels.ACTIONS[item.action]}: {item.title}"
        if item.action == "changed":
            for d in item.differences:
                yield f"      {_column(store, item, d.field)}: {d.old or '–'} → {d.new or '–'}"


def _column(store: Store, item: Item, key: str) -> str:
    """Return what a changed value is called where people read it."""
    if item.table == "entry":
        section = store.catalogue.sections[entries.get(store, item.id).section]
        return section.field(key).label
    return labels.PARTS.get(key, key)


@bundle_group.command("undo")
@click.argument("bundle", metavar="ID")
def bundle_undo(bundle: str) -> None:
    """Hoàn tác một lần nhập khi số liệu chưa gửi lên trên."""
    inbox.undo(opened(), bundle)
    answer({"id": bundle, "undone": True}, "Đã hoàn tác lần nhập.")


@bundle_group.command("receipt")
@STICK
def bundle_receipt(to: Path) -> None:
    """Ghi biên nhận cho các gói đã nhập mà chưa có biên nhận."""
    files = receipts.write(opened(), to)
    lines = [f"Đã ghi {f}" for f in files] or ["Không có gói nào chờ biên nhận."]
    answer({"files": files}, *lines)
