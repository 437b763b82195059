"""`document`: draft, read, edit, render, issue and replace documents."""

from pathlib import Path
from typing import Any

import click

from app import period as periods
from app.cli import labels
from app.cli.opening import opened, read_text
from app.cli.output import Column, answer, answer_table
from app.cli.root import root
from app.documents import Document, checking, drafts, refreshing, types_for
from app.exchange import consolidation
from app.text import iso_short

FORMATS = ("docx", "pdf")


document_group = root.group("document")


@document_group.command("types")
def document_types() -> None:
    """Các loại văn kiện soạn được ở cấp này."""
    store = opened()
    rows = [
        {
            "id": t.id,
            "title": t.title,
            "family": t.family,
            "period_kind": t.period_kinds[0],
            "profile": drafts.profile_of(store, t.id),
        }
        for t in types_for(store)
    ]
    columns: dict[str, Column] = {
        "id": "Mã", "title": "Loại văn kiện", "family": ("Hệ", labels.word(labels.FAMILIES)),
        "profile": "Thể thức",
    }  # fmt: skip
    answer_table(rows, columns)


@document_group.command("draft")
@click.argument("type_id", metavar="TYPE")
@click.option("--period", metavar="P", required=True, help="Kỳ: 2026-01, 2026-02 …")
@click.option(
    "--set", "settings", multiple=True, metavar="K=V", help="Đặt giá trị: dated=2026-02-04 …"
)
def document_draft(type_id: str, period: str, settings: tuple[str, ...]) -> None:
    """Soạn một dự thảo từ số liệu của kỳ."""
    chosen: dict[str, Any] = {}
    for pair in settings:
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(
                f"cần dạng tên=giá trị, không phải “{pair}”", param_hint="--set"
            )
        chosen[key.strip()] = value
    store = opened()
    made = consolidation.compose(store, periods.parse(period), type_id, **chosen)
    answer(as_row(made), f"Đã soạn dự thảo {made.id}: {made.title}")


@document_group.command("list")
@click.option("--period", metavar="P", default=None, help="Chỉ văn kiện của kỳ này.")
def document_list(period: str | None) -> None:
    """Các văn kiện của đơn vị."""
    store = opened()
    rows = [
        as_row(d) for d in drafts.listing(store, period=periods.parse(period) if period else None)
    ]
    columns: dict[str, Column] = {
        "number": "Số", "dated": ("Ngày", iso_short), "title": "Tên", "period": "Kỳ",
        "state": ("Trạng thái", labels.word(labels.DOCUMENT_STATES)), "id": "Mã",
    }  # fmt: skip
    answer_table(rows, columns)


@document_group.command("text")
@click.argument("document", metavar="ID")
def document_text(document: str) -> None:
    """In nội dung (dàn ý) của văn kiện."""
    store = opened()
    found = drafts.get(store, document)
    answer({"id": found.id, "text": found.text}, found.text)


@document_group.command("edit")
@click.argument("document", metavar="ID")
@click.option(
    "--text", "text_file", metavar="FILE", required=True, help="Tệp văn bản UTF-8, hoặc -."
)
def document_edit(document: str, text_file: str) -> None:
    """Thay nội dung của dự thảo."""
    text = read_text(text_file)
    store = opened()
    found = drafts.edit(store, document, text)
    answer(as_row(found), f"Đã lưu dự thảo {found.id}.")


@document_group.command("render")
@click.argument("document", metavar="ID")
@click.option(
    "--to", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Thư mục ghi tệp."
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default=None, help="Mặc định: cả hai."
)
def document_render(document: str, to: Path, format_: str | None) -> None:
    """Ghi văn kiện ra Word và PDF."""
    store = opened()
    files = drafts.render_to(store, document, to, (format_,) if format_ else FORMATS)
    answer({"files": files}, *(f"Đã ghi {file}" for file in files))


@document_group.command("issue")
@click.argument("document", metavar="ID")
@click.option(
    "--dated", metavar="DATE", default=None, help="Ngày ban hành (ISO); mặc định: ngày của dự thảo."
)
@click.option(
    "--number",
    "ordinal",
    metavar="N",
    type=int,
    default=None,
    help="Số thứ tự; mặc định: số kế tiếp.",
)
@click.option(
    "--to",
    metavar="DIR",
    default=None,
    type=click.Path(path_type=Path),
    help="Ghi luôn tệp vào thư mục này.",
)
def document_issue(document: str, dated: str | None, ordinal: int | None, to: Path | None) -> None:
    """Ban hành: lấy số, chốt nội dung, Word và PDF; chỗ còn trống trong nội dung được nêu."""
    store = opened()
    findings = [f for f in checking.check(store, document, measured=False) if not f.warns]
    issued = drafts.issue(store, document, dated=dated, ordinal=ordinal)
    files = drafts.render_to(store, issued.id, to, FORMATS) if to else []
    answer(
        {**as_row(issued), "files": files, "findings": [f.what for f in findings]},
        f"Đã ban hành {issued.number}: {issued.title}",
        *(f"Cần xem lại: {f.what} {f.where}".rstrip() for f in findings),
        *(f"Đã ghi {file}" for file in files),
    )


@document_group.command("replace")
@click.argument("document", metavar="ID")
def document_replace(document: str) -> None:
    """Soạn bản thay thế cho một văn kiện đã ban hành."""
    store = opened()
    made = drafts.replace(store, document)
    answer(as_row(made), f"Đã soạn bản thay thế {made.id}.")


def as_row(document: Document) -> dict[str, Any]:
    """Return a document in the shape scripts rely on (design §9)."""
    return {
        "id": document.id,
        "type": document.type,
        "unit": document.unit,
        "period": document.period,
        "title": document.title,
        "state": document.state,
        "number": document.number,
        "dated": document.dated,
        "profile": document.profile,
        "replaces": document.replaces,
    }


@document_group.command("refresh")
@click.argument("id_", metavar="ID")
def document_refresh(id_: str) -> None:
    """Lấy lại các bảng của dự thảo theo sổ hôm nay; chữ đã gõ giữ nguyên."""
    store = opened()
    behind = refreshing.stale(store, id_)
    refreshing.refresh(store, id_)
    answer({"id": id_, "refreshed": behind}, f"Đã lấy lại {len(behind)} bảng.")


@document_group.command("check")
@click.argument("id_", metavar="ID")
def document_check(id_: str) -> None:
    """Kiểm tra văn kiện: chỗ trống, bố cục, số, và thể thức của tệp Word, PDF đo theo quy định."""
    rows = [
        {"check": f.check, "format": f.format, "what": f.what, "where": f.where, "warns": f.warns}
        for f in checking.check(opened(), id_)
    ]
    columns: dict[str, Column] = {
        "check": "Mã", "format": "Tệp", "what": "Cần xem lại", "where": "Ở chỗ",
    }  # fmt: skip
    answer_table(rows, columns)
