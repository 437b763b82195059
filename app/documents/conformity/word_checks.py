"""The ten checks on a Word file (layout §8): what is written is compared with the profile and the sheet."""

from collections.abc import Iterator, Sequence

from app.documents import fonts
from app.documents.blocks import Table, plain
from app.documents.conformity import wanted, words
from app.documents.conformity.departure import Departure, outside
from app.documents.conformity.tolerances import load
from app.documents.conformity.wanted import Wanted, squeezed
from app.documents.conformity.word_parts import Parts, parts_of
from app.documents.conformity.word_reading import Para, WordFile, read
from app.documents.fonts import MM
from app.documents.layouts import Component
from app.documents.sheet import Sheet

_JC = {"both": "justify", "left": "left", "center": "center", "right": "right", "start": "left"}


def departures(content: bytes, sheet: Sheet) -> list[Departure]:
    """Return every departure of a Word file, in the order of the checks."""
    file = read(content)
    parts = parts_of(file, sheet)
    found = [
        *_page(file, sheet), *_fonts(file, sheet), *_text(file, parts, sheet), *_looks(parts, sheet),
        *_header(parts, sheet), *_spacing(parts, sheet), *_numbers(file), *words.forms(sheet, parts.said()),
        *_signature(parts, sheet), *_hygiene(file, sheet),
    ]  # fmt: skip
    return sorted(found, key=lambda one: int(one.check[1:]))


def _page(file: WordFile, sheet: Sheet) -> Iterator[Departure]:
    p, page = sheet.profile.page, file.page
    if (
        abs(page.width - p.paper.width_mm) > load().margin_mm
        or abs(page.height - p.paper.height_mm) > load().margin_mm
    ):
        yield Departure("C1", f"Khổ giấy là {page.width:.0f} × {page.height:.0f} mm.")
    for name, found, measure in (
        ("trên", page.top, p.margin_top_mm), ("dưới", page.bottom, p.margin_bottom_mm),
        ("trái", page.left, p.margin_left_mm), ("phải", page.right, p.margin_right_mm),
    ):  # fmt: skip
        if outside(measure, found, load().margin_mm):
            yield Departure("C1", f"Lề {name} là {found:.1f} mm, quy định {measure.allowed}.")


def _fonts(file: WordFile, sheet: Sheet) -> Iterator[Departure]:
    name = sheet.profile.text.font.docx
    for para in file.paras():
        for piece in para.pieces:
            if piece.text and (piece.theme or piece.slots != {name}):
                yield Departure("C2", f"Chữ không dùng phông {name}.", piece.text[:60])
                return


def _text(file: WordFile, parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    yield from words.characters(p.text for p in file.paras())
    same = (
        (parts.left, wanted.left(sheet)), (parts.right, wanted.right(sheet)),
        (parts.title, wanted.title(sheet)),
    )  # fmt: skip
    for found, asked in same:
        yield from _differing(found, [one.text for one in asked])
    yield from _differing(
        parts.paragraphs, [b.text for b in wanted.texts(sheet) if isinstance(b, Wanted)]
    )
    cells = [p for grid in parts.grids for p in grid.paras()]
    asked_cells = [
        plain(c)
        for b in sheet.blocks
        if isinstance(b, Table)
        for r in (b.header, *b.rows)
        for c in r
    ]
    yield from _differing(cells, asked_cells)


def _differing(found: Sequence[Para], asked: Sequence[str]) -> Iterator[Departure]:
    for at, text in enumerate(asked):
        if at >= len(found) or squeezed(found[at].text) != squeezed(text):
            yield Departure("C3", "Nội dung khác với văn bản đã lập.", text[:60])
            return
    if len(found) > len(asked):
        yield Departure("C3", "Có thêm nội dung ngoài văn bản đã lập.", found[len(asked)].text[:60])


def _looks(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    told: set[str] = set()
    for key, para in parts.looks(sheet):
        component = sheet.profile.component[key]
        wrong = _wrong_look(para, component)
        if wrong and key not in told:
            told.add(key)
            yield Departure("C4", f"{component.title}: {wrong}.", para.text[:60])


def _wrong_look(para: Para, component: Component) -> str:
    """Return what is wrong with the look of a paragraph; bold words inside regular text are the writer's own."""
    shown = [p for p in para.pieces if p.text.strip()]
    least, most = component.size
    for piece in shown:
        if not least - load().size_pt <= piece.size <= most + load().size_pt:
            return f"cỡ chữ {piece.size:g}"
        if component.weight == "bold" and not piece.bold:
            return "chữ không đậm"
        if piece.italic != (component.slant == "italic"):
            return "kiểu chữ nghiêng không đúng"
    if (
        component.weight == "regular"
        and len(shown) == 1
        and shown[0].bold
        and component.place != "body"
    ):
        return "chữ đậm không đúng"
    if component.case == "upper" and any(c.islower() for c in para.text):
        return "phải viết in hoa"
    if _JC.get(para.align, "") != component.align:
        return "cách dóng không đúng"
    return ""


def _header(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    p, width = sheet.profile, sheet.profile.text_width_mm * MM
    grid = parts.header
    if grid is None or len(grid.widths) != 2:
        yield Departure("C5", "Phần đầu không phải một bảng hai cột.")
        return
    if abs(sum(grid.widths) - width) / MM > load().width_mm:
        yield Departure(
            "C5", f"Bảng đầu rộng {sum(grid.widths) / MM:.1f} mm, khác chiều rộng phần chữ."
        )
    for line in (*parts.right, *parts.date):
        style = "Bold" if any(x.bold for x in line.pieces) else "Italic"
        size = max((x.size for x in line.pieces), default=0.0)
        if fonts.face(style).width(line.text, size) > grid.widths[1] + 1:
            yield Departure("C5", "Dòng bên phải dài hơn cột của nó.", line.text)
    if len(grid.rows) < 2 or (sheet.number and not parts.number):
        yield Departure("C5", "Số và ngày không cùng một hàng riêng.")
    for rule, room, para in parts.rules(sheet):
        component = p.component[rule.key]
        style = fonts.style_of(component.weight, component.slant)
        size = max((x.size for x in para.pieces), default=component.use)
        last = fonts.wrap(rule.text, style, size, room)[-1]
        under = parts.rule_under(para)
        if under is None:
            yield Departure("C5", "Thiếu đường kẻ.", rule.text)
            continue
        share = (room - under.left - under.right) / fonts.face(style).width(last, size)
        tolerances = load()
        if not tolerances.share_within(share, rule.share) or not tolerances.weight_within(
            under.rule
        ):
            yield Departure("C5", f"Đường kẻ dài {share:.2f} lần dòng chữ.", rule.text)


def _spacing(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    text = sheet.profile.text
    told: set[str] = set()

    def once(what: str, where: str) -> Iterator[Departure]:
        if what not in told:
            told.add(what)
            yield Departure("C6", what, where[:60])

    flowing = [
        (key, para, first)
        for key, para, first in parts.flow(sheet)
        if sheet.profile.component[key].align != "center"
    ]
    for key, para, at_top in flowing:
        if not para.exact or outside(text.line_spacing_pt, para.line, load().length_pt):
            yield from once(f"Giãn dòng là {para.line:g} pt.", para.text)
        if key != "salutation" and outside(text.first_line_mm, para.first / MM, load().length_mm):
            yield from once(f"Dòng đầu thụt {para.first / MM:.1f} mm.", para.text)
        if not at_top and outside(text.paragraph_gap_pt, para.before, load().length_pt):
            yield from once(f"Khoảng cách đoạn là {para.before:g} pt.", para.text)


def _numbers(file: WordFile) -> Iterator[Departure]:
    if file.numbered != ["headerReference/default"] or not file.page.title_page:
        where = ", ".join(file.numbered) or "không có"
        yield Departure(
            "C7", "Số trang phải ở giữa lề trên từ trang 2, trang đầu không ghi.", where
        )
    elif any(p.align != "center" for p in file.running if p.text.strip()):
        yield Departure("C7", "Số trang không ở giữa.")


def _signature(parts: Parts, sheet: Sheet) -> Iterator[Departure]:
    kept = [p.keep for cell in parts.signed_cells() for p in cell]
    least = sheet.profile.distance.body_lines_with_signature
    body = [p.keep for p in parts.paragraphs[-least:]] if not parts.ends_with_grid else []
    if not all(kept) or not all(body):
        yield Departure("C9", "Khối chữ ký có thể rời khỏi những dòng cuối của văn bản.")
    for key, para in parts.looks(sheet):
        if key.startswith("outline_") and key != "outline_4" and not para.keep:
            yield Departure("C9", "Đề mục có thể đứng một mình ở cuối trang.", para.text[:60])
            return


def _hygiene(file: WordFile, sheet: Sheet) -> Iterator[Departure]:
    held = file.properties
    for key in sorted(held.keys() - set(load().properties["docx"])):
        if held[key]:
            yield Departure("C10", f"Thông tin tệp có mục lạ “{key}”.", held[key][:60])
    if held.get("title") != sheet.property_title or held.get("creator") != sheet.property_author:
        yield Departure(
            "C10", "Tên hoặc tác giả trong thông tin tệp không đúng.", held.get("creator", "")
        )
    strange = [n for n in file.parts if "comments" in n or "customXml" in n or "custom.xml" in n]
    hidden = any(x.hidden for p in file.paras() for x in p.pieces)
    if strange or file.changed or hidden:
        yield Departure(
            "C10", "Tệp còn nhận xét, thay đổi theo dõi hoặc chữ ẩn.", ", ".join(strange)
        )
