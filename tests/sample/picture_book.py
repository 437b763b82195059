"""The manual's page of paper types, from the catalogue, and a small picture of each from the sample: `python -m tests.sample.picture_book`."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from app import clock, paths, sample
from app import period as periods
from app import store as stores
from app.catalogue import Catalogue, DocumentType, load
from app.documents import drafts, offers, organisation
from app.sample import Demo
from app.store import Store

PAGE: Final = paths.resources() / "help" / "cac-van-kien.md"
PICTURES: Final = paths.resources() / "help" / "van-kien"
DAY: Final = date(2026, 3, 6)
DPI: Final = 60
_GREYS: Final = 16
_EDGE: Final = 160
"""The grey of the line that shows where the paper ends."""
_SHOWN: Final = {
    "day": "2026-01-05", "week": "2026-W03", "month": "2026-02", "quarter": "2026-Q1", "half": "2026-H1",
    "year": "2026", "task": "2026-02-01..2026-02-20", "multi_year": "2022..2026",
}  # fmt: skip
"""The period each kind is pictured for; papers on one event take the first that is offered."""
_FAMILIES: Final = {
    "party": "Văn kiện của tổ chức đảng", "army": "Văn kiện của đơn vị", "youth": "Văn kiện của tổ chức đoàn",
}  # fmt: skip
_LEVELS: Final = {"c": "đại đội", "d": "tiểu đoàn", "e": "trung đoàn"}
_DUE: Final = (
    (r"period_start\+(\d+)", "chậm nhất {0} ngày sau ngày đầu kỳ"),
    (r"period_start-(\d+)", "chậm nhất {0} ngày trước ngày đầu kỳ"),
    (r"period_end-(\d+)", "chậm nhất {0} ngày trước ngày cuối kỳ"),
    (r"period_end\+(\d+)", "chậm nhất {0} ngày sau ngày cuối kỳ"),
    (r"month_day (\d+)", "ngày {0} trong tháng"),
    (r"last_month_day (\d+)", "ngày {0} của tháng cuối kỳ"),
    (r"prev_month_day (\d+)", "ngày {0} của tháng trước kỳ"),
    (r"next_month_day (\d+)", "ngày {0} của tháng sau kỳ"),
    (r"year_date (\d\d)-(\d\d)", "ngày {1}/{0} hằng năm"),
    (r"same_day (\d\d):(\d\d)", "{0} giờ {1} cùng ngày"),
    (r"event\+(\d+)d", "trong {0} ngày sau sự việc"),
    (r"event\+(\d+)h", "trong {0} giờ sau sự việc"),
    (r"before event (\d+)", "chậm nhất {0} ngày trước sự việc"),
)


def due_words(rule: str) -> str:
    """Return a due rule of the catalogue (domain 7) in words; ValueError for one without words."""
    for form, words in _DUE:
        if found := re.fullmatch(form, rule):
            return words.format(*found.groups())
    raise ValueError(rule)


def page(catalogue: Catalogue) -> str:
    """Return the manual's page: for each type what it is for, when it is due, who signs, and its picture."""
    lines = [
        "# Các loại văn kiện", "",
        f"{len(catalogue.documents)} loại, với mục đích, hạn và người ký theo bộ biểu mẫu.",
        "Hình là trang đầu của dự thảo lập từ dữ liệu mẫu. Cách soạn: [Văn kiện](van-kien.md).",
        "", "Nơi nhận của từng loại xem và đặt lại bằng lệnh `soctd document recipients LOẠI --line …`.",
    ]  # fmt: skip
    for family, title in _FAMILIES.items():
        lines += ["", f"## {title}"]
        for kind in (k for k in catalogue.documents.values() if k.family == family):
            lines += ["", *_entry(kind)]
    return "\n".join(lines) + "\n"


def _entry(kind: DocumentType) -> Iterator[str]:
    own = organisation.load()[0]
    wording = own.document[kind.id]
    yield f"### {kind.title}"
    yield ""
    yield wording.purpose
    yield ""
    yield f"* Cấp lập: {', '.join(_LEVELS[level] for level in kind.levels)}."
    yield f"* Hạn: {_due(kind)}."
    signed = own.signature[wording.signature or own.family_signature[kind.family]].title
    yield f"* Ký: {signed[:1].lower()}{signed[1:]}{'; cấp trên phê duyệt' if kind.approval else ''}."
    yield ""
    yield f"![Trang đầu: {kind.title}](van-kien/{kind.id}.png)"


def _due(kind: DocumentType) -> str:
    words = {level: due_words(kind.due[level]) for level in kind.levels}
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return "; ".join(f"{_LEVELS[level]} {said}" for level, said in words.items())


def _draft(store: Store, kind: DocumentType) -> bytes:
    """Return the PDF of a draft of a type, made from the sample's rows."""
    shown = _SHOWN.get(kind.period_kinds[0], "")
    if shown and not organisation.load()[0].document[kind.id].about:
        paper = drafts.create(store, kind.id, periods.parse(shown))
    else:
        first = offers(store, kind.id, DAY)[0]
        paper = drafts.create(store, kind.id, first.period, about=first.about)
    return drafts.render(store, paper.id, "pdf")


def picture(pdf: bytes) -> bytes:
    """Return the first page of a PDF as a small grey PNG."""
    made = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", "-f", "1", "-l", "1", "-"],
        input=pdf, check=True, capture_output=True,
    )  # fmt: skip
    out = BytesIO()
    drawn = Image.open(BytesIO(made.stdout))
    right, bottom = drawn.width - 1, drawn.height - 1
    ImageDraw.Draw(drawn).rectangle((0, 0, right, bottom), outline=_EDGE)
    drawn.quantize(_GREYS).save(out, "PNG", optimize=True)
    return out.getvalue()


def pictures(demo: Demo) -> Iterator[tuple[str, bytes]]:
    """Yield (type, picture) of every type: the company's paper, the battalion's where only it has the type."""
    seen: set[str] = set()
    for code in ("c1", "d1"):
        with stores.open(demo.stores[code], passphrase=sample.PASSPHRASE) as store:
            for kind in drafts.types_for(store):
                if kind.id not in seen:
                    seen.add(kind.id)
                    yield kind.id, picture(_draft(store, kind))


def main() -> int:
    """Write the page and the pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        demo = sample.build(Path(folder) / "demo")
        with clock.fixed(DAY):
            for key, content in pictures(demo):
                (PICTURES / f"{key}.png").write_bytes(content)
    PAGE.write_text(page(load()), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
