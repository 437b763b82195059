"""The ten checks on a PDF file (layout §8): what is drawn is measured and compared with the profile and the sheet."""

from collections.abc import Iterator
from itertools import pairwise

from app.documents import fonts
from app.documents.blocks import Table, plain
from app.documents.conformity import wanted, words
from app.documents.conformity.departure import Departure, outside
from app.documents.conformity.pdf_parts import Parts, parts_of
from app.documents.conformity.pdf_reading import Line, PdfFile, read
from app.documents.conformity.tolerances import load
from app.documents.conformity.wanted import squeezed
from app.documents.fonts import MM
from app.documents.layouts import Component
from app.documents.sheet import Sheet


def departures(content: bytes, sheet: Sheet) -> list[Departure]:
    """Return every departure of a PDF file, in the order of the checks."""
    file = read(content)
    parts = parts_of(file, sheet)
    found = [
        *_page(file, parts, sheet), *_fonts(file, sheet), *_text(file, parts, sheet), *_looks(parts, sheet),
        *_header(file, parts, sheet), *_spacing(parts, sheet), *_numbers(file, parts, sheet),
        *words.forms(sheet, parts.said(sheet)), *_signature(parts, sheet), *_hygiene(file, sheet),
    ]  # fmt: skip
    return sorted(found, key=lambda one: int(one.check[1:]))


def _flowing(parts: Parts, sheet: Sheet) -> list[tuple[str, tuple[Line, ...]]]:
    """Return the paragraphs of the running text that are not centred."""
    known = sheet.profile.component
    return [(key, lines) for key, lines in parts.blocks if known[key].align != "center"]


def _edges(parts: Parts, sheet: Sheet) -> tuple[float, float]:
    """Return the least x of continuation lines and the greatest of lines that reach the right, points."""
    continued = [x for _, lines in _flowing(parts, sheet) for x in lines[1:]]
    full = [x for _, lines in _flowing(parts, sheet) for x in lines[:-1]]
    p = sheet.profile.page
    left, right = p.margin_left_mm.use * MM, (p.paper.width_mm - p.margin_right_mm.use) * MM
    return min((x.x0 for x in continued), default=left), max((x.x1 for x in full), default=right)


def _page(file: PdfFile, parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    p, t = sheet.profile.page, load()
    for width, height in file.sizes:
        if (
            abs(width / MM - p.paper.width_mm) > t.margin_mm
            or abs(height / MM - p.paper.height_mm) > t.margin_mm
        ):
            yield Departure("C1", f"Khổ giấy là {width / MM:.0f} × {height / MM:.0f} mm.")
            break
    left, right = _edges(parts, sheet)
    top = min((x.top for x in file.lines if x not in parts.above), default=0.0) / MM
    margins = (
        ("trái", left / MM, p.margin_left_mm, 0.0),
        ("phải", p.paper.width_mm - right / MM, p.margin_right_mm, 0.0),
        ("trên", top, p.margin_top_mm, t.pdf_top_mm),
    )
    for name, found, measure, more in margins:
        if outside(measure, found, t.margin_mm, more):
            yield Departure("C1", f"Lề {name} là {found:.1f} mm, quy định {measure.allowed}.")


def _fonts(file: PdfFile, sheet: Sheet) -> Iterator[Departure]:
    family = sheet.profile.text.font.pdf.replace(" ", "")
    for name, embedded in sorted(file.fonts.items()):
        if not embedded or family not in name:
            yield Departure("C2", f"Phông {name} không nhúng trong tệp hoặc không phải {family}.")


def _text(file: PdfFile, parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    yield from words.characters(x.text for x in file.lines)
    if parts.lost:
        yield Departure("C3", "Nội dung khác với văn bản đã lập.", parts.lost[:60])
        return
    drawn = sorted(squeezed("".join(x.text for x in parts.cells)))
    cells = [
        plain(c)
        for b in sheet.blocks
        if isinstance(b, Table)
        for r in (b.header, *b.rows)
        for c in r
    ]
    heads = {plain(c) for b in sheet.blocks if isinstance(b, Table) for c in b.header}
    asked = sorted(squeezed("".join(cells)))
    if drawn != asked and not (heads and len(drawn) > len(asked) and set(drawn) == set(asked)):
        yield Departure("C3", "Nội dung bảng khác với văn bản đã lập.")


def _looks(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    told: set[str] = set()
    for key, line in parts.looks(sheet):
        component = sheet.profile.component[key]
        wrong = _wrong_look(line, component)
        if wrong and key not in told:
            told.add(key)
            yield Departure("C4", f"{component.title}: {wrong}.", line.text[:60])
    _, right = _edges(parts, sheet)
    for key, lines in _flowing(parts, sheet):
        if sheet.profile.component[key].align == "justify":
            for line in lines[:-1]:
                if right - line.x1 > load().edge_mm * MM:
                    yield Departure("C4", "Đoạn văn không dóng đều hai bên.", line.text[:60])
                    return


def _wrong_look(line: Line, component: Component) -> str:
    least, most = component.size
    slack = load().size_pt
    if any(not least - slack <= size <= most + slack for size in line.sizes):
        return f"cỡ chữ {max(line.sizes):g}"
    bold = {"Bold" in name for name in line.fonts}
    if component.weight == "bold" and bold != {True}:
        return "chữ không đậm"
    if component.weight == "regular" and bold == {True} and component.place != "body":
        return "chữ đậm không đúng"
    if {"Italic" in name for name in line.fonts} != {component.slant == "italic"}:
        return "kiểu chữ nghiêng không đúng"
    if component.case == "upper" and any(c.islower() for c in line.text):
        return "phải viết in hoa"
    return ""


def _header(file: PdfFile, parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    t = load()
    left, right = _edges(parts, sheet)
    middle = (left + right) / 2
    columns = (
        [x for _, lines in parts.left for x in lines] + parts.number,
        [x for _, lines in parts.right for x in lines] + parts.date,
        [x for _, lines in parts.title for x in lines],
    )
    for n, column in enumerate(columns):
        centres = [x.middle for x in column] + ([middle] if n == 2 else [])
        if centres and (max(centres) - min(centres)) / MM > t.centre_mm:
            yield Departure("C5", "Các dòng của một cột không cùng tâm.", column[0].text)
    if (
        parts.number
        and parts.date
        and abs(parts.number[0].base - parts.date[0].base) > t.baseline_pt
    ):
        yield Departure("C5", "Số và ngày không cùng một hàng.", parts.number[0].text)
    if sheet.number and not parts.number:
        yield Departure("C5", "Không thấy dòng số, ký hiệu.")
    lines = {key: found[-1] for key, found in (*parts.left, *parts.right, *parts.title) if found}
    for rule in wanted.rules(sheet):
        line = lines.get(rule.key)
        below = [r for r in file.rules if line and r.page == 1 and 0 < r.y - line.base < line.base - line.top + 8
                 and abs((r.x0 + r.x1) / 2 - line.middle) / MM < 3]  # fmt: skip
        if line is None:
            continue
        if not below:
            yield Departure("C5", "Thiếu đường kẻ.", rule.text)
            continue
        share = (below[0].x1 - below[0].x0) / (line.x1 - line.x0)
        if not t.share_within(share, rule.share) or not t.weight_within(below[0].weight):
            yield Departure("C5", f"Đường kẻ dài {share:.2f} lần dòng chữ.", rule.text)


def _spacing(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    text, t = sheet.profile.text, load()
    left, _ = _edges(parts, sheet)
    told: set[str] = set()

    def once(what: str, where: str) -> Iterator[Departure]:
        if what not in told:
            told.add(what)
            yield Departure("C6", what, where[:60])

    flowing = _flowing(parts, sheet)
    for key, lines in flowing:
        for above, below in pairwise(lines):
            if above.page == below.page and outside(
                text.line_spacing_pt, below.base - above.base, t.length_pt
            ):
                yield from once(f"Giãn dòng là {below.base - above.base:.1f} pt.", below.text)
        first = (lines[0].x0 - left) / MM
        if key != "salutation" and outside(text.first_line_mm, first, t.length_mm):
            yield from once(f"Dòng đầu thụt {first:.1f} mm.", lines[0].text)
    spacing = text.line_spacing_pt.use
    for (_, before), (_, after) in pairwise(parts.blocks):
        step = after[0].base - before[-1].base
        between = any(
            before[-1].base < c.base < after[0].base and c.page == after[0].page
            for c in parts.cells
        )
        near = before[-1].page == after[0].page and not between and step < 3 * spacing
        near = near and before[-1].sizes == after[0].sizes  # the baseline moves with the size
        if near and outside(text.paragraph_gap_pt, step - spacing, t.length_pt):
            yield from once(f"Khoảng cách đoạn là {step - spacing:.1f} pt.", after[0].text)


def _numbers(file: PdfFile, parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    left, right = _edges(parts, sheet)
    for page in range(1, len(file.sizes) + 1):
        shown = [x for x in parts.above if x.page == page]
        text = " ".join(x.text for x in shown)
        if text != ("" if page == 1 else str(page)):
            what = (
                "Trang đầu không ghi số trang." if page == 1 else f"Trang {page} ghi số “{text}”."
            )
            yield Departure("C7", what)
        elif shown and abs(shown[0].middle - (left + right) / 2) / MM > load().centre_mm:
            yield Departure("C7", "Số trang không ở giữa.", text)
        elif shown:
            size = max(shown[0].sizes)
            top = (shown[0].base - fonts.face("Regular").ascent * size) / MM
            if outside(sheet.profile.page.page_number_top_mm, top, load().centre_mm):
                yield Departure("C7", f"Số trang cách mép giấy {top:.1f} mm.", text)


def _signature(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    pages = {x.page for x in parts.closing_right}
    if not pages:
        return
    last = max(pages)
    body = [x for _, lines in parts.blocks for x in lines if x.page == last]
    body += [x for x in parts.cells if x.page == last]
    least = sheet.profile.distance.body_lines_with_signature
    if len(pages) > 1 or (len(body) < least and last > 1):
        yield Departure("C9", "Khối chữ ký rời khỏi những dòng cuối của văn bản.")
    for (key, lines), (_, after) in pairwise(parts.blocks):
        leads = key.startswith("outline_") and key != "outline_4"
        last_line = lines[-1]
        followed = any(c.page == last_line.page and c.base > last_line.base for c in parts.cells)
        if leads and last_line.page != after[0].page and not followed:
            yield Departure("C9", "Đề mục đứng một mình ở cuối trang.", lines[-1].text[:60])
            return


def _hygiene(file: PdfFile, sheet: Sheet) -> Iterator[Departure]:
    held = file.properties
    for key in sorted(held.keys() - set(load().properties["pdf"])):
        yield Departure("C10", f"Thông tin tệp có mục lạ “{key}”.", held[key][:60])
    if held.get("Title") != sheet.property_title or held.get("Author") != sheet.property_author:
        yield Departure(
            "C10", "Tên hoặc tác giả trong thông tin tệp không đúng.", held.get("Author", "")
        )
    if {held.get("Creator"), held.get("Producer")} - {sheet.profile.metadata.application, "", None}:
        yield Departure("C10", "Thông tin tệp nêu tên phần mềm khác.", held.get("Producer", ""))
