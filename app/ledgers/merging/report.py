"""The report of a merge as plain text, for paper and for the file of the unit (domain 2.3, rule 3)."""

from collections.abc import Iterator

from app.ledgers.merging.model import Adoption, Line
from app.text import date_short


def report(adoption: Adoption) -> str:
    """Return the whole report: counts before and after, doubles, rows refused, columns dropped, rows to look at."""
    return "\n".join(_lines(adoption)) + "\n"


def _lines(of: Adoption) -> Iterator[str]:
    new = of.edition.catalogue
    yield "BÁO CÁO HỢP NHẤT SỔ"
    yield f"Từ bộ biểu mẫu {of.old} sang bộ {new.edition}: {new.title}."
    if of.from_day:
        yield f"Dòng ghi trước ngày {date_short(of.from_day)} để lại ở sổ cũ đã đóng, vẫn xem được."
    yield ""
    yield f"1. Số dòng: trước {of.rows}; chuyển {of.taken}; để lại sổ cũ {of.left}; không chuyển {len(of.refused)}."
    for part in (x for x in of.parts if x.rows):
        into = "; ".join(f"{of.titles[k]} {n}" for k, n in part.into.items())
        rest = [f"để lại {part.left}"] if part.left else []
        rest += [f"không chuyển {part.refused}"] if part.refused else []
        rest += [f"trong đó gạch bỏ {part.struck}"] if part.struck else []
        told = "; ".join([f"chuyển vào: {into}"] * bool(into) + rest)
        yield f"- {part.ledger_title} – {part.title}: {part.rows} dòng; {told}."
    if empty := sum(not x.rows for x in of.parts):
        yield f"- {empty} mục cũ khác không có dòng nào."
    yield from _listed("2. Có thể trùng, gộp bằng tay", [
        f"{_at(d.first)} và {_at(d.second)}: {of.titles[d.section]}, “{d.content}”" for d in of.doubles
    ])  # fmt: skip
    yield from _listed("3. Không chuyển theo quy định về dữ liệu cá nhân, để lại sổ cũ", [
        f"{_at(x.line)}: {x.reason} ({x.rule})" for x in of.refused
    ])  # fmt: skip
    yield from _listed("4. Cột không có chỗ ở sổ mới, xem lại được trong lịch sử của dòng", [
        f"{d.title}, cột “{d.label}”, {_at(v.line)}: {v.value}" for d in of.dropped for v in d.values
    ])  # fmt: skip
    yield from _listed("5. Chuyển nguyên, cần xem lại theo quy tắc mới", [
        f"{_at(x.line)}: " + " ".join(p.what for p in x.problems) for x in of.doubtful
    ])  # fmt: skip


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(lines) or 'không có'}."
    yield from (f"- {line}" for line in lines)


def _at(line: Line) -> str:
    return f"{line.former_ref} ({line.title})" if line.former_ref else line.title
