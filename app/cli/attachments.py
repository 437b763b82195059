"""`attachment`: the files kept with a row."""

from pathlib import Path
from typing import Any

import click

from app.cli.opening import opened
from app.cli.output import Column, answer, answer_table
from app.cli.root import root
from app.ledgers import Attachment, attachments
from app.text import moment_short, number

attachment_group = root.group("attachment")

_SHORT = 12
"""Digits of the hash a reader sees; enough to name a file of a row."""
_COLUMNS: dict[str, Column] = {
    "name": "Tên", "size": ("Cỡ (byte)", number), "media": "Loại", "field": "Cột",
    "added_by": "Người kèm", "added_at": ("Lúc", moment_short),
    "sha256": ("Mã", lambda digest: str(digest)[:_SHORT]),
}  # fmt: skip
FIELD = click.option(
    "--field", metavar="COT", default="", help="Cột kiểu tệp của mục; bỏ trống: kèm vào cả dòng."
)


@attachment_group.command("add")
@click.argument("entry", metavar="ENTRY")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--not-secret", is_flag=True, help="Xác nhận các tệp không mang nội dung mật (bắt buộc)."
)
@FIELD
def attachment_add(entry: str, files: tuple[Path, ...], not_secret: bool, field: str) -> None:
    """Kèm tệp vào một dòng: tất cả, hoặc không tệp nào."""
    done = attachments.add_files(opened(), entry, files, not_secret=not_secret, field=field)
    answer(
        {"added": [as_file(x) for x in done.files], "already": list(done.already)},
        *(f"Đã kèm: {x.name} ({x.sha256[:_SHORT]})" for x in done.files),
        *(f"Đã có ở dòng này: {name}" for name in done.already),
    )


@attachment_group.command("list")
@click.argument("entry", metavar="ENTRY")
def attachment_list(entry: str) -> None:
    """Các tệp kèm của một dòng."""
    answer_table([as_file(x) for x in attachments.listing(opened(), entry)], _COLUMNS)


@attachment_group.command("save")
@click.argument("entry", metavar="ENTRY")
@click.argument("sha256", metavar="SHA")
@click.option(
    "--to", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Tệp hoặc thư mục."
)
def attachment_save(entry: str, sha256: str, to: Path) -> None:
    """Lưu một tệp kèm ra ngoài. Tệp lưu ra không được mã hóa."""
    made = attachments.save(opened(), entry, sha256, to)
    answer({"file": made}, f"Đã lưu: {made}", "Tệp này không mã hóa, giữ gìn như sổ giấy.")


@attachment_group.command("remove")
@click.argument("entry", metavar="ENTRY")
@click.argument("sha256", metavar="SHA")
@click.option("--reason", metavar="TEXT", required=True, help="Lý do bỏ tệp kèm.")
def attachment_remove(entry: str, sha256: str, reason: str) -> None:
    """Bỏ một tệp kèm khỏi dòng; tên và lý do vẫn đọc được trong lịch sử."""
    file = attachments.remove(opened(), entry, sha256, reason=reason)
    answer(as_file(file), f"Đã bỏ tệp kèm: {file.name}")


def as_file(file: Attachment) -> dict[str, Any]:
    """Return an attachment in the shape scripts rely on."""
    return {
        "name": file.name, "media": file.media, "sha256": file.sha256, "size": file.size,
        "field": file.field, "added_by": file.added_by, "added_at": file.added_at,
    }  # fmt: skip
