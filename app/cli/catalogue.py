"""`catalogue`: which forms, lists and rules are in force, whether others are right, and going over to them."""

import click

from app import catalogue
from app.catalogue import Edition, editions
from app.cli import labels
from app.cli.output import answer, answer_table
from app.cli.root import root

catalogue_group = root.group("catalogue")


@catalogue_group.command("show")
def catalogue_show() -> None:
    """Lần ban hành và số lượng của bộ biểu mẫu kèm chương trình."""
    _show(catalogue.load())


@catalogue_group.command("editions")
def catalogue_editions() -> None:
    """Các bộ biểu mẫu kèm chương trình; bộ đầu tiên dùng cho sổ mới lập."""
    rows = [_row(x) for x in editions.shipped()]
    columns = {"edition": "Lần ban hành", "name": "Mã", "title": "Tên", "takes": "Nhận dòng ghi từ"}
    answer_table(rows, columns)


@catalogue_group.command("check")
@click.argument("folder", metavar="FILE|DIR")
def catalogue_check(folder: str) -> None:
    """Kiểm tra một bộ biểu mẫu (thư mục TOML); nêu mọi chỗ sai cùng lúc."""
    found = editions.named(folder)
    editions.check(found)
    _show(found.catalogue)


def _row(one: Edition) -> dict[str, str]:
    of = one.catalogue
    return {
        "name": one.name,
        "edition": of.edition,
        "title": of.title,
        "digest": of.digest,
        "takes": of.renames.edition,
        "superseded_by": of.superseded_by,
    }


def _show(found: catalogue.Catalogue) -> None:
    sections = {k: found.sections[k] for ledger in found.ledgers for k in ledger.sections}
    counts = {
        "ledgers": len(found.ledgers), "sections": len(sections), "lists": len(found.lists),
        "rules": sum(len(s.rules) for s in sections.values()),
        "indicators": len(found.indicators), "duties": len(found.duties), "documents": len(found.documents),
        "rates": len(found.rates),
    }  # fmt: skip
    answer(
        {"edition": found.edition, "digest": found.digest, "counts": counts},
        f"Bộ biểu mẫu {found.edition} ({found.digest[:12]})",
        *(f"  {count:>4} {labels.CATALOGUE[what]}" for what, count in counts.items()),
    )
