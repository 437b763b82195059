"""`ledger export`: a ledger or one section of it as a spreadsheet, or as Word and PDF in the form of a bound register."""

from pathlib import Path
from typing import Final

import click

from app import period as periods
from app.cli.entries import ledger_group
from app.cli.opening import opened
from app.cli.output import answer
from app.documents import FileUnwritten, files, registers
from app.errors import AppError, NotFound
from app.ledgers import sheets
from app.store import Store

_MOST_BLANK: Final = 2000


class FormatUnknown(AppError):
    code = "U103"
    message = "Chỉ xuất được sổ ra tệp .xlsx, .docx hoặc .pdf."
    hint = "Đặt tên tệp có đuôi .xlsx, .docx hoặc .pdf."


class OnlyOnPaper(AppError):
    code = "U105"
    message = "Chọn một mục và mẫu trống chỉ dùng khi in ra .docx hoặc .pdf."
    hint = "Đặt tên tệp có đuôi .docx hoặc .pdf, hoặc bỏ lựa chọn này."


class Unwritable(AppError):
    code = "U104"
    message = "Không ghi được tệp."
    hint = "Chọn thư mục khác, hoặc đóng tệp đang mở rồi làm lại."


@ledger_group.command("export")
@click.argument("ledger", metavar="LEDGER")
@click.option("--period", metavar="P", required=True, help="Kỳ: 2026, 2026-01, 2026-Q1 …")
@click.option(
    "--to",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Tệp .xlsx, .docx hoặc .pdf.",
)
@click.option("--section", metavar="KEY", default=None, help="Chỉ in mục này của sổ.")
@click.option(
    "--empty", "blank", metavar="N", type=click.IntRange(1, _MOST_BLANK), default=None,
    help="In mẫu trống có N dòng để ghi tay.",
)  # fmt: skip
@click.option("--no-struck", is_flag=True, help="Không in dòng đã gạch bỏ.")
def ledger_export(
    ledger: str, period: str, to: Path, section: str | None, blank: int | None, no_struck: bool
) -> None:
    """Xuất một sổ: bảng tính, mỗi mục một bảng; hoặc sổ in (Word, PDF). Tệp xuất ra không được mã hóa."""
    kind = to.suffix.lower().removeprefix(".")
    if kind != "xlsx" and kind not in registers.FORMATS:
        raise FormatUnknown()
    if kind == "xlsx" and (section or blank or no_struck):
        raise OnlyOnPaper()
    store = opened()
    about = periods.parse(period)
    if kind == "xlsx":
        content = sheets.export(store, ledger, about)
    else:
        key = _section(store, ledger, section) if section else ledger
        made = registers.make(store, key, about, struck=not no_struck, blank=blank or 0)
        content = registers.render(store, made, kind)
    try:
        files.write(to.parent, to.name, content)
    except FileUnwritten as wrong:
        raise Unwritable(f"Không ghi được tệp {to}.") from wrong
    answer({"file": str(to)}, f"Đã xuất: {to}", "Tệp này không mã hóa, giữ gìn như sổ giấy.")


def _section(store: Store, ledger: str, section: str) -> str:
    kept = next(
        (x for x in store.catalogue.kept_ledgers(store.unit.level) if x.key == ledger), None
    )
    if kept is None or section not in kept.sections:
        raise NotFound(f"Sổ “{ledger}” không có mục “{section}”.")
    return section
