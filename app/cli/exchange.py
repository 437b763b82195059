"""`key`, `bundle`, `status` and `consolidate`: the loop between echelons."""

from pathlib import Path

import click

from app import clock
from app import period as periods
from app.cli.output import answer, answer_table, plain
from app.cli.root import opened, root
from app.exchange import consolidation, inbox, keys, outbox, receipts, status
from app.text import parse_date

FOLDER = click.Path(path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@root.group("key")
def key_group() -> None:
    """Khóa của đơn vị."""


@key_group.command("card")
@click.option("--to", required=True, type=FOLDER)
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
@click.argument("file", type=FILE)
@click.option(
    "--fingerprint", required=True, help="Dấu vân đã đối chiếu trên giấy hoặc qua điện thoại."
)
def key_trust(file: Path, fingerprint: str) -> None:
    """Tin thẻ khóa của đơn vị khác sau khi đối chiếu dấu vân."""
    store = opened()
    card = keys.trust(store, file, fingerprint)
    answer({"unit": card.unit, "fingerprint": card.fingerprint}, f"Đã tin khóa của {card.name}.")


@key_group.command("list")
def key_list() -> None:
    """Các khóa đã biết."""
    store = opened()
    columns = {"unit": "Đơn vị", "name": "Tên", "fingerprint": "Dấu vân", "own": "Của mình"}
    rows = [
        {
            "id": k.id,
            "unit": k.unit,
            "name": k.name,
            "fingerprint": k.fingerprint,
            "own": k.own,
            "trusted_at": k.trusted_at,
            "retired_at": k.retired_at,
        }
        for k in keys.listing(store)
    ]
    answer_table(rows, columns)


@root.group("bundle")
def bundle_group() -> None:
    """Gói trên USB."""


@bundle_group.command("export")
@click.option("--period", required=True)
@click.option("--to", required=True, type=FOLDER, help="Thư mục (USB).")
@click.option("--nil", is_flag=True, help="Kỳ không phát sinh.")
@click.option("--replace", is_flag=True, help="Thay gói đã nộp của kỳ này.")
def bundle_export(period: str, to: Path, nil: bool, replace: bool) -> None:
    """Ghi gói nộp của kỳ lên USB, đọc lại để kiểm tra."""
    store = opened()
    if not click.get_current_context().find_root().meta.get("soctd.json"):
        click.echo("Gói xuất chỉ chứa nội dung không mật. Người xuất chịu trách nhiệm kiểm tra.")
    made = outbox.export(store, periods.parse(period), to, nil=nil, replaces=replace)
    answer(
        {"file": made.file, "kind": made.kind, "sequence": made.sequence, "cover": made.cover},
        f"Đã ghi {made.file} (gói số {made.sequence}). Có thể rút USB an toàn.",
        f"Phiếu giao nhận: {made.cover}",
    )


@bundle_group.command("inspect")
@click.argument("file", type=FILE)
def bundle_inspect(file: Path) -> int:
    """Kiểm tra một gói mà không nhập."""
    store = opened()
    seen = inbox.inspect(store, file)
    checks = [{"name": c.name, "ok": c.ok, "code": c.code} for c in seen.checks]
    header = plain(seen.header) if seen.header else {}
    answer(
        {**header, "checks": checks},
        *(f"{k}: {v}" for k, v in header.items()),
        *(f"{'đạt ' if c.ok else 'KHÔNG đạt'} {c.name} {c.code}".rstrip() for c in seen.checks),
    )
    return 0 if all(c.ok for c in seen.checks) else 1


@bundle_group.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không thay đổi gì.")
def bundle_import(files: tuple[Path, ...], dry_run: bool) -> int:
    """Nhập các gói: kiểm tra, nêu thay đổi của từng đơn vị, áp dụng."""
    store = opened()
    plans = inbox.plan(store, files)
    results = plans if dry_run else inbox.apply(store, plans)
    rows = [
        {
            "unit": r.unit, "period": r.period, "result": r.result, "code": r.code, "new": r.new,
            "changed": r.changed, "removed": r.removed, "message": r.message, "bundle": r.bundle,
        }
        for r in results
    ]  # fmt: skip
    answer({"units": rows}, *(_line(r) for r in rows))
    return 1 if any(r["result"] in ("refused", "held") for r in rows) else 0


def _line(row: dict[str, object]) -> str:
    if row["result"] in ("applied", "ready"):
        return (
            f"{row['unit']} {row['period']}: {row['new']} dòng mới, {row['changed']} dòng sửa, "
            f"{row['removed']} dòng bỏ"
        )
    return f"{row['unit'] or '?'} {row['period']}: {row['message']} [{row['code']}]"


@bundle_group.command("undo")
@click.argument("bundle", metavar="ID")
def bundle_undo(bundle: str) -> None:
    """Hoàn tác một lần nhập khi số liệu chưa gửi lên trên."""
    store = opened()
    inbox.undo(store, bundle)
    answer({"id": bundle, "undone": True}, "Đã hoàn tác lần nhập.")


@bundle_group.command("receipt")
@click.option("--to", required=True, type=FOLDER)
def bundle_receipt(to: Path) -> None:
    """Ghi biên nhận cho các gói đã nhập."""
    store = opened()
    files = receipts.write(store, to)
    answer({"files": files}, *(f"Đã ghi {f}" for f in files))


@root.command("status")
@click.option("--period", default=None, help="Tháng; mặc định: tháng trước.")
@click.option("--as-of", default=None, help="Tính đến ngày (ISO).")
def status_command(period: str | None, as_of: str | None) -> None:
    """Đơn vị nào đã nộp, nộp chậm, chưa nộp."""
    store = opened()
    day = parse_date(as_of, clock.today()) if as_of else clock.today()
    wanted = periods.parse(period) if period else periods.of("month", day).previous()
    columns = {
        "unit": "Đơn vị",
        "duty": "Chế độ",
        "period": "Kỳ",
        "state": "Trạng thái",
        "at": "Ngày",
    }
    answer_table([plain(r) for r in status.board(store, wanted, as_of=day)], columns)


@root.command("consolidate")
@click.option("--period", required=True)
@click.option("--document", "type_id", default=None, help="Soạn luôn văn kiện loại này.")
@click.option("--to", default=None, type=FOLDER, help="Thư mục ghi văn kiện.")
def consolidate_command(period: str, type_id: str | None, to: Path | None) -> None:
    """Tổng hợp số liệu của đơn vị mình và cấp dưới."""
    if type_id and not to:
        raise click.UsageError("--document cần có --to.")
    store = opened()
    wanted = periods.parse(period)
    found = consolidation.compute(store, wanted)
    files = consolidation.report(store, wanted, type_id, to) if type_id and to else []
    missing = [f"{m.unit} {m.period}" for m in found.missing]
    answer(
        {**plain(found), "files": plain(files)},
        f"Tổng hợp {wanted.title}: " + ("đủ đơn vị" if found.complete else "CHƯA ĐỦ ĐƠN VỊ"),
        *(f"  thiếu {m}" for m in missing),
        *(f"  {row.label}: {row.total.shown}" for row in found.rows),
        *(f"Đã ghi {f}" for f in files),
    )
