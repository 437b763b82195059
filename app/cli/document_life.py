"""`document …` beyond drafting: approval, withdrawal, numbers, registers of papers, batches, own templates."""

from pathlib import Path
from typing import Any

import click

from app import period as periods
from app.cli.documents import FORMATS, as_row, document_group
from app.cli.opening import opened, read_text
from app.cli.output import Column, answer, answer_table
from app.documents import (
    addressing,
    batch,
    drafts,
    files,
    life,
    mail,
    numbering,
    own_templates,
    registers,
)

_REASON = click.option("--reason", metavar="TEXT", required=True, help="Lý do.")
_PERIOD = click.option("--period", metavar="P", required=True, help="Kỳ: 2026, 2026-01, 2026-Q1 …")


@document_group.command("send")
@click.argument("document", metavar="ID")
def document_send(document: str) -> None:
    """Trình duyệt một dự thảo; trong khi chờ thì không sửa."""
    found = life.send(opened(), document)
    answer(as_row(found), f"Đã trình: {found.title}")


@document_group.command("recall")
@click.argument("document", metavar="ID")
def document_recall(document: str) -> None:
    """Rút văn kiện đang chờ phê duyệt về dự thảo."""
    found = life.recall(opened(), document)
    answer(as_row(found), f"Đã rút về dự thảo: {found.title}")


@document_group.command("return")
@click.argument("document", metavar="ID")
@_REASON
def document_return(document: str, reason: str) -> None:
    """Ghi việc văn kiện bị trả lại, kèm lý do; thành dự thảo để sửa."""
    found = life.send_back(opened(), document, reason)
    answer(as_row(found), f"Đã ghi trả lại lần {found.returned_count}: {found.title}")


@document_group.command("approve")
@click.argument("document", metavar="ID")
@click.option("--by", metavar="TEXT", required=True, help="Người phê duyệt.")
@click.option("--on", metavar="DATE", required=True, help="Ngày phê duyệt.")
def document_approve(document: str, by: str, on: str) -> None:
    """Ghi việc cấp trên đã ký phê duyệt trên giấy."""
    found = life.approve(opened(), document, by, on)
    answer(as_row(found), f"Đã ghi phê duyệt: {found.title}")


@document_group.command("withdraw")
@click.argument("document", metavar="ID")
@_REASON
def document_withdraw(document: str, reason: str) -> None:
    """Thu hồi một văn kiện đã ban hành; số vẫn giữ, tệp vẫn đọc được."""
    found = life.withdraw(opened(), document, reason)
    answer(as_row(found), f"Đã thu hồi {found.number}: {found.title}")


@document_group.command("numbers")
@click.option("--series", metavar="S", default=None, help="Dãy số: 2026, NQ/2025-2030 …")
def document_numbers(series: str | None) -> None:
    """Các số đã dùng, số giữ lại và số để trống của từng dãy."""
    store = opened()
    rows = [
        {
            "series": s,
            "ordinal": n.ordinal,
            "document": n.document,
            "title": n.title,
            "note": n.note,
        }
        for s in ([series] if series else numbering.series(store))
        for n in numbering.listing(store, s)
    ]
    columns: dict[str, Column] = {
        "series": "Dãy",
        "ordinal": "Số",
        "title": "Văn kiện",
        "note": "Ghi chú",
    }
    answer_table(rows, columns)


@document_group.command("reserve")
@click.argument("series", metavar="SERIES")
@click.argument("ordinal", metavar="N", type=int)
@_REASON
def document_reserve(series: str, ordinal: int, reason: str) -> None:
    """Giữ một số, hoặc giải thích một số để trống."""
    numbering.note(opened(), series, ordinal, reason)
    answer({"series": series, "ordinal": ordinal}, f"Đã giữ số {ordinal:02d} của dãy {series}.")


@document_group.command("register")
@click.argument("way", metavar="out|in", type=click.Choice(["out", "in"]))
@_PERIOD
@click.option(
    "--to", metavar="FILE", default=None, type=click.Path(path_type=Path), help="Tệp .docx, .pdf."
)
def document_register(way: mail.Way, period: str, to: Path | None) -> None:
    """Sổ đăng ký văn bản đi (out), văn bản đến (in) của kỳ."""
    store = opened()
    made = mail.make(store, way, periods.parse(period))
    if to is not None:
        content = registers.render(store, made, to.suffix.lower().removeprefix("."))
        answer({"file": str(files.write(to.parent, to.name, content))}, f"Đã ghi {to}")
        return
    part = made.parts[0]
    rows = [
        dict(zip((c.key or "n" for c in part.columns), r.texts, strict=True)) for r in part.rows
    ]
    columns: dict[str, Column] = {c.key or "n": c.label for c in part.columns}
    answer_table(rows, columns)


@document_group.command("batch")
@_PERIOD
@click.option(
    "--type",
    "types",
    metavar="TYPE",
    multiple=True,
    help="Chỉ những loại này; mặc định: mọi loại của kỳ.",
)
@click.option(
    "--to", metavar="DIR", default=None, type=click.Path(path_type=Path), help="Ghi luôn Word, PDF."
)
def document_batch(period: str, types: tuple[str, ...], to: Path | None) -> None:
    """Soạn mọi văn kiện của kỳ trong một lần; chạy lại thì làm tiếp phần còn thiếu."""
    store = opened()
    outcomes = batch.draft(store, periods.parse(period), types or None)
    rows: list[dict[str, Any]] = [
        {
            "type": o.type,
            "title": o.title,
            "result": o.result,
            "document": o.document,
            "reason": o.reason,
        }
        for o in outcomes
    ]
    for row in rows:
        if to is not None and row["document"]:
            row["files"] = [str(f) for f in drafts.render_to(store, row["document"], to, FORMATS)]
    said = {"made": "đã soạn", "unchanged": "đã có", "failed": "không soạn được"}
    columns: dict[str, Column] = {
        "title": "Loại văn kiện", "result": ("Kết quả", lambda r: said[str(r)]), "reason": "Vì",
    }  # fmt: skip
    answer_table(rows, columns)


@document_group.command("template")
@click.argument("type_id", metavar="TYPE")
@click.option(
    "--text", metavar="FILE", default=None, help="Mẫu mới, hoặc - ; không có thì in mẫu đang dùng."
)
@click.option("--period", metavar="P", default=None, help="Kỳ dùng để thử mẫu mới.")
@click.option("--fields", is_flag=True, help="In các trường dùng được trong kỳ.")
@click.option("--reset", is_flag=True, help="Dùng lại mẫu có sẵn.")
def document_template(
    type_id: str, text: str | None, period: str | None, fields: bool, reset: bool
) -> None:
    """Xem hoặc sửa mẫu của một loại văn kiện; mẫu sai thì không nhận, nêu dòng và trường sai."""
    store = opened()
    if reset:
        own_templates.reset(store, type_id)
        answer({"type": type_id, "own": False}, "Đã dùng lại mẫu có sẵn.")
        return
    tried = periods.parse(period) if period else None
    if (fields or text) and tried is None:
        raise click.BadParameter("cần kỳ để thử mẫu", param_hint="--period")
    if fields and tried:
        rows = [
            {"name": f.name, "shown": f.shown} for f in own_templates.fields(store, type_id, tried)
        ]
        answer_table(rows, {"name": "Trường", "shown": "Đang là"})
    elif text and tried:
        own_templates.save(store, type_id, read_text(text), [tried])
        answer({"type": type_id, "own": True}, "Đã lưu mẫu của đơn vị.")
    else:
        found = own_templates.text(store, type_id)
        answer({"type": type_id, "own": own_templates.is_own(store, type_id), "text": found}, found)


@document_group.command("recipients")
@click.argument("type_id", metavar="TYPE")
@click.option("--line", "given", multiple=True, metavar="TEXT", help="Một nơi nhận; ghi nhiều lần.")
@click.option("--reset", is_flag=True, help="Dùng lại danh sách có sẵn.")
def document_recipients(type_id: str, given: tuple[str, ...], reset: bool) -> None:
    """Xem hoặc đặt nơi nhận của một loại văn kiện ({parent} là cấp trên)."""
    store = opened()
    if given or reset:
        addressing.keep(store, type_id, () if reset else given)
    found = list(addressing.lines(store, type_id))
    answer({"type": type_id, "recipients": found}, "\n".join(found))
