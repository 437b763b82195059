"""Reading `renames.toml`, and holding it against the edition whose rows it files."""

from collections.abc import Iterator, Mapping

from app.catalogue.grammar import GrammarFault, parse_conditions
from app.catalogue.model import Catalogue, Condition, Envelope, FieldType, Section
from app.catalogue.names import Known, condition_faults, shape_of, unknown
from app.catalogue.read import CatalogueWrong, Faults, Table
from app.catalogue.renaming import Refusal, Rename, Renames
from app.errors import Problem

_RULES = ("P1", "P2", "P3")
_TEXTS = ("text", "long_text")
_WIDER: Mapping[FieldType, tuple[FieldType, ...]] = {
    "text": ("long_text",),
    "integer": ("decimal", "money"),
}
"""Types that hold every value of another one as it is."""
_DOUBLE = 60


def read_renames(file: Table, known: Known) -> Renames:
    """Read the file; only this edition's side is checked here, `rename_faults` looks at the other."""
    common = file.envelope(known.sources)
    edition = file.text("edition", "")
    length = file.integer("double_length", _DOUBLE)
    if length < 1:
        file.fault("double_length", "Phải lớn hơn 0.")
    rows = tuple(_rename(x, known, common) for x in file.tables("rename", "from"))
    if rows and not edition:
        file.fault("edition", "Phải ghi lần ban hành mà các dòng ghi chuyển từ đó.")
    file.close()
    return Renames(edition, rows, length)


def _rename(row: Table, known: Known, common: Envelope) -> Rename:
    section, remainder = row.text("to"), row.text("remainder", "")
    shape = known.shape(section) if section in known.sections else None
    if section and shape is None:
        row.fault("to", unknown("mục", section, known.sections))
    if shape and remainder and shape.get(remainder, ("", ""))[0] not in _TEXTS:
        what = "không phải cột chữ" if remainder in shape else "không có ở mục này"
        row.fault("remainder", f'Cột "{remainder}" {what}, không nhận phần còn lại được.')
    inner = row.table("fields")
    fields = {x: inner.text(x) for x in inner.names()}
    for old, new in fields.items():
        if shape and new not in shape:
            inner.fault(old, unknown("cột", f"{section}.{new}", [f"{section}.{x}" for x in shape]))
        elif list(fields.values()).count(new) > 1:
            inner.fault(old, f'Hai cột cũ cùng chuyển vào cột "{new}".')
    inner.close()
    rename = Rename(
        row.text("from"), _conditions(row), section, fields, remainder,
        tuple(_refusal(x) for x in row.tables("refuse", "rule")), row.envelope(known.sources, common),
    )  # fmt: skip
    row.close()
    return rename


def _refusal(row: Table) -> Refusal:
    when = _conditions(row)
    if not when:
        row.fault("when", "Thiếu khóa này.")
    refusal = Refusal(row.one_of("rule", _RULES), when, row.text("reason"))
    row.close()
    return refusal


def _conditions(row: Table) -> tuple[Condition, ...]:
    try:
        return parse_conditions(row.text("when", ""))
    except GrammarFault as wrong:
        row.fault("when", str(wrong))
        return ()


def target(rename: Rename, section: Section, key: str) -> str:
    """Return the column of the new `section` that the former column `key` goes to; empty for none."""
    if key in rename.fields:
        return rename.fields[key]
    taken = rename.fields.values()
    own = {f.key for f in section.fields}
    return key if key in own and key not in taken else ""


def renamed(new: Catalogue, section: str) -> tuple[Rename, ...]:
    """Return what `new` does with rows of a former section; one of the same key goes on as it is."""
    found = new.renames.of(section)
    return found or ((Rename(section, (), section, {}),) if section in new.sections else ())


def rename_faults(old: Catalogue, new: Catalogue) -> list[Problem]:
    """Return everything that keeps `new` from taking over every row of `old`, each at its place."""
    known = Known(Faults(), lists=old.lists, sections=old.sections)
    return [
        Problem(f"renames.toml:rename.{where}", what, CatalogueWrong.code)
        for where, what in (*_unknown(old, new), *_ends(old, new), *_columns(old, new, known))
    ]


Fault = tuple[str, str]


def _unknown(old: Catalogue, new: Catalogue) -> Iterator[Fault]:
    for former in {x.former: None for x in new.renames.rows}:
        if former not in old.sections:
            yield f"{former}.from", unknown("mục cũ", former, old.sections)


def _ends(old: Catalogue, new: Catalogue) -> Iterator[Fault]:
    """Every row of a former ledger must find its rename: the last one of its section asks nothing."""
    for key in {k: None for ledger in old.ledgers for k in ledger.sections}:
        found = renamed(new, key)
        if not found:
            yield key, f"Mục cũ “{old.sections[key].title}” chưa có chỗ chuyển."
        elif found[-1].when:
            yield f"{key}.when", "Luật cuối của một mục không được có điều kiện."


def _columns(old: Catalogue, new: Catalogue, known: Known) -> Iterator[Fault]:
    for rename in new.renames.rows:
        before = old.sections.get(rename.former)
        if before is None:
            continue
        shape = shape_of(before)
        for key in rename.fields:
            if key not in shape:
                yield f"{rename.former}.fields.{key}", unknown("cột cũ", key, shape)
        for when in (rename.when, *(x.when for x in rename.refuse)):
            for what in condition_faults(when, shape, known):
                yield f"{rename.former}.when", what
        yield from _types(before, rename, new.sections[rename.section])


def _types(before: Section, rename: Rename, after: Section) -> Iterator[Fault]:
    dated = ""
    for f in before.fields:
        key = target(rename, after, f.key)
        if not key or key not in {x.key for x in after.fields}:
            continue
        wanted = after.field(key)
        if key == after.date:
            dated = f.key
        if (f.type, f.list) != (wanted.type, wanted.list) and wanted.type not in _WIDER.get(
            f.type, ()
        ):
            what = f'Cột "{key}" khác kiểu hoặc khác danh mục, không nhận thẳng được.'
            yield f"{rename.former}.fields.{f.key}", what
    refused = {c.field for x in rename.refuse for c in x.when if c.op == "empty"}
    if not dated or not (before.field(dated).required or dated in refused):
        yield rename.former, f'Cột ngày "{after.date}" của mục mới có thể không có giá trị.'
