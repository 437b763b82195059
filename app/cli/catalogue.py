"""`catalogue`: which forms, lists and rules are in force, and whether a folder of them is right."""

from pathlib import Path

import click

from app import catalogue
from app.cli import labels
from app.cli.output import answer
from app.cli.root import root

catalogue_group = root.group("catalogue")


@catalogue_group.command("show")
def catalogue_show() -> None:
    """Lần ban hành và số lượng của bộ biểu mẫu kèm chương trình."""
    _show(catalogue.load())


@catalogue_group.command("check")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def catalogue_check(folder: Path) -> None:
    """Kiểm tra một bộ biểu mẫu (thư mục TOML); nêu mọi chỗ sai cùng lúc."""
    _show(catalogue.load(folder))


def _show(found: catalogue.Catalogue) -> None:
    counts = {
        "ledgers": len(found.ledgers), "sections": len(found.sections), "lists": len(found.lists),
        "rules": sum(len(s.rules) for s in found.sections.values()),
        "indicators": len(found.indicators), "duties": len(found.duties), "documents": len(found.documents),
        "rates": len(found.rates),
    }  # fmt: skip
    answer(
        {"edition": found.edition, "digest": found.digest, "counts": counts},
        f"Bộ biểu mẫu {found.edition} ({found.digest[:12]})",
        *(f"  {count:>4} {labels.CATALOGUE[what]}" for what, count in counts.items()),
    )
