"""Document types with their skeletons, and the codes of kinds of papers."""

import re
from collections.abc import Iterator
from typing import get_args

from app.catalogue.duties import period_kinds, read_due, read_levels
from app.catalogue.lists import read_key
from app.catalogue.model import DocumentCode, DocumentType, Family, Level, Part, PartKind
from app.catalogue.names import Known, unknown
from app.catalogue.read import Table

FAMILIES: tuple[Family, ...] = get_args(Family)
_PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)
_TABLE = re.compile(r"([a-z_]+)\(([a-z_, ]*)\)")


def read_codes(file: Table, known: Known) -> dict[str, DocumentCode]:
    common = file.envelope(known.sources)
    found: dict[str, DocumentCode] = {}
    for row in file.tables("code", "code", needed=True):
        code = row.text("code")
        if code in found:
            row.fault("code", f'Ký hiệu "{code}" ghi hai lần.')
        found[code] = DocumentCode(
            code,
            row.text("label"),
            row.some_of("families", FAMILIES),
            row.some_of("without_code", FAMILIES, ()),
            row.flag("cell_may_issue", None),
            row.flag("goes_up", None),
            row.envelope(known.sources, common),
        )
        row.close()
    file.close()
    return found


def read_documents(
    file: Table, codes: dict[str, DocumentCode], known: Known
) -> dict[str, DocumentType]:
    common = file.envelope(known.sources)
    found: dict[str, DocumentType] = {}
    seen: set[str] = set()
    for row in file.tables("document", "id", needed=True):
        key, levels = read_key(row, seen, "id"), read_levels(row)
        issuer = row.table("issuer")
        bodies: dict[Level, str] = {x: issuer.text(x) for x in levels if issuer.has(x)}
        issuer.close()
        document = DocumentType(
            key,
            row.text("title"),
            row.one_of("family", FAMILIES),
            row.one_of("code", tuple(codes) or ("",)),
            levels,
            row.some_of("periods", period_kinds(known)),
            row.one_of("series", ("year", "term", "none")),
            read_due(row, "due", levels),
            row.flag("approval", None),
            tuple(_part(x, known) for x in row.tables("part", "order", needed=True)),
            row.envelope(known.sources, common),
            bodies,
            row.text("known", ""),
        )
        if document.code in codes and document.family not in codes[document.code].families:
            row.fault("code", f"Ký hiệu {document.code} không dùng cho văn kiện loại này.")
        orders = [x.order for x in document.parts]
        if orders != sorted(set(orders)):
            row.fault("part", "Thứ tự các phần phải tăng dần, không trùng.")
        found[key] = document
        row.close()
    file.close()
    return found


def _part(row: Table, known: Known) -> Part:
    length = row.integer("length") if row.has("length") else None
    part = Part(
        row.integer("order"),
        row.text("heading"),
        row.one_of("kind", _PART_KINDS),
        row.text("filled_by", ""),
        row.text("hint", ""),
        length,
        row.texts("counted", ()),
        row.one_of("compare", ("previous", "last_year", "per_year"), "previous"),
        row.flag("never_exported"),
    )
    for fault in _filling_faults(part, known):
        row.fault("filled_by", fault)
    row.close()
    return part


def _filling_faults(part: Part, known: Known) -> Iterator[str]:
    """Check `@indicator` words, or `section(field, …)` tables joined by `;`."""
    text = part.filled_by
    if text.startswith("@"):
        yield from _indicator_faults(text, known)
    elif text:
        for piece in text.split(";"):
            yield from _table_faults(piece.strip(), known)
    elif part.kind not in ("text", "table"):
        yield "Phần này phải nêu lấy từ đâu."
    for name in part.counted:
        if f"{name}(" not in text:
            yield f'Mục "{name}" được đếm nhưng không có trong filled_by.'


def _indicator_faults(text: str, known: Known) -> Iterator[str]:
    for word in text.split():
        if not word.startswith("@"):
            yield f'Không hiểu "{word}", cần dạng @chỉ_tiêu.'
        elif word[1:] not in known.indicators:
            yield unknown("chỉ tiêu", word[1:], known.indicators)


def _table_faults(piece: str, known: Known) -> Iterator[str]:
    found = _TABLE.fullmatch(piece)
    if not found:
        yield f'Không hiểu "{piece}", cần dạng mục(cột, cột).'
        return
    shape = known.shape(found[1])
    if shape is None:
        yield unknown("mục", found[1], known.shapes())
        return
    for name in (x.strip() for x in found[2].split(",")):
        if name not in shape:
            yield unknown("cột", f"{found[1]}.{name}", [f"{found[1]}.{x}" for x in shape])
