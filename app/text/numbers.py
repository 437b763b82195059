"""Numbers the Vietnamese way: dot for thousands, comma for decimals; exact, half up only when shown."""

import re
from decimal import Decimal
from fractions import Fraction

from app.errors import AppError

Exact = int | Decimal | Fraction


class NumberUnreadable(AppError):
    code = "T002"
    message = "Không đọc được số."
    hint = "Dùng dấu chấm cho hàng nghìn, dấu phẩy cho phần lẻ, ví dụ 1.234,5."


_SPACES = str.maketrans("", "", " \u00a0\u202f\t")
_UNIT = re.compile(r"(?:đồng|đ|%)$")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(?:,\d+)?", re.ASCII)
_POINT = re.compile(r"[+-]?\d+\.\d+", re.ASCII)


def number(value: Exact, decimals: int | None = None) -> str:
    """Return `1.234,5`. With `decimals` the value is rounded half up; without, shown in full.

    A fraction without a finite decimal form needs `decimals` (ValueError otherwise).
    """
    if decimals is None and type(value) is int:
        return f"{value:,}".replace(",", ".")
    digits = _digits(value, _places(value) if decimals is None else decimals)
    sign, whole, part = digits
    grouped = f"{whole:,}".replace(",", ".")
    return f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"


def percent(ratio: Exact, decimals: int = 1) -> str:
    """Return a ratio as `92,5 %`, half up: 26/32 is `81,3 %` with one decimal."""
    return f"{number(Fraction(ratio) * 100, decimals)} %"


def parse_number(text: str) -> Decimal:
    """Read `1.234,5`, `1234,5`, `1.098.490`, `145.000 đ`, and the point form `3.5` where it is no group of three.

    Anything else raises `NumberUnreadable`.
    """
    typed = _UNIT.sub("", text.strip().translate(_SPACES))
    if _GROUPED.fullmatch(typed) or _PLAIN.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(typed):
        return Decimal(typed)
    raise NumberUnreadable(f"Không đọc được số “{text.strip()}”.")


def _digits(value: Exact, places: int) -> tuple[str, int, str]:
    """Return sign, whole part and decimals of `value` rounded half up (away from zero) to `places`."""
    exact = Fraction(value)
    scaled = int(abs(exact) * 10**places + Fraction(1, 2))
    whole, part = divmod(scaled, 10**places)
    sign = "-" if exact < 0 and scaled else ""
    return sign, whole, f"{part:0{places}d}" if places else ""


def _places(value: Exact) -> int:
    """Return how many decimals show the value in full."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    rest, places = Fraction(value).denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        raise ValueError(f"no finite decimal form: {value}")
    return places
