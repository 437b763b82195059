"""A table of figures as a picture: one small bar chart per row, drawn with the bundled fonts (Pillow)."""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from app.documents import fonts
from app.documents.blocks import Runs, Table, plain
from app.documents.columns import Chart as Rules
from app.documents.columns import load
from app.documents.fonts import MM
from app.text import NumberUnreadable, parse_number

_BLACK, _WHITE = 0, 255


@dataclass(frozen=True, slots=True)
class Chart:
    """A grey PNG and the size it is printed at, points."""

    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    heads: tuple[str, ...]
    texts: tuple[str, ...]
    values: tuple[Decimal | None, ...]


def draw(table: Table, width: float) -> Chart | None:
    """Return the picture of the rows that hold at least one number, `width` points wide; None without any."""
    rules = load().chart
    rows = [row for row in (_row(table, one) for one in table.rows) if any(row.values)]
    if not rows:
        return None
    across = min(rules.per_row, len(rows))
    down = -(-len(rows) // across)
    scale = rules.dpi / 72
    cell_w, cell_h = width / across, rules.cell_height_mm * MM
    image = Image.new("L", (round(width * scale), round(cell_h * down * scale)), _WHITE)
    pen = ImageDraw.Draw(image)
    for at, row in enumerate(rows):
        left, top = (at % across) * cell_w * scale, (at // across) * cell_h * scale
        _cell(pen, row, (left, top, cell_w * scale, cell_h * scale), rules, scale)
    out = BytesIO()
    image.save(out, "PNG", dpi=(rules.dpi, rules.dpi))
    return Chart(out.getvalue(), width, cell_h * down)


def _row(table: Table, row: tuple[Runs, ...]) -> _Row:
    texts = tuple(plain(cell) for cell in row)
    heads = tuple(plain(head) for head in table.header)
    return _Row(texts[0], heads[1:], texts[1:], tuple(map(_number, texts[1:])))


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text.replace("%", "").strip())
    except NumberUnreadable:
        return None


def _cell(
    pen: ImageDraw.ImageDraw, row: _Row, box: tuple[float, float, float, float], rules: Rules, scale: float
) -> None:  # fmt: skip
    """Draw one row of the table: its name, a bar per column with the figure above and the column's name below."""
    left, top, width, height = box
    title = _font("Bold", rules.title_pt * scale)
    small = _font("Regular", rules.label_pt * scale)
    line = rules.label_pt * scale * 1.25
    _centred(pen, _short(row.label, title, width), left + width / 2, top + line * 0.2, title)
    base, roof = top + height - line * 1.4, top + line * 2.8
    most = max(value for value in row.values if value is not None)
    step = width / len(row.values)
    pen.line((left + step * 0.1, base, left + width - step * 0.1, base), fill=_BLACK, width=2)
    for at, (head, text, value) in enumerate(zip(row.heads, row.texts, row.values, strict=True)):
        middle = left + step * (at + 0.5)
        high = float((base - roof) * float(value / most)) if value and most > 0 else 0.0
        half = step * rules.bar_share / 2
        if high > 0:
            pen.rectangle((middle - half, base - high, middle + half, base), fill=rules.bar_grey)
        _centred(pen, text, middle, base - high - line, small)
        _centred(pen, head.rpartition(" ")[2], middle, base + line * 0.15, small)


def _short(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than its room."""
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _centred(
    pen: ImageDraw.ImageDraw, text: str, x: float, y: float, font: ImageFont.FreeTypeFont
) -> None:
    pen.text((x - font.getlength(text) / 2, y), text, fill=_BLACK, font=font)


def _font(style: fonts.Style, size: float) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.BASIC  # the shaping library is not on every machine
    return ImageFont.truetype(str(fonts.face(style).file), round(size), layout_engine=engine)
