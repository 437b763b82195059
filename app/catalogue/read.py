"""Strict reading of TOML: every table says what it expects, every fault is collected with its place.

No knowledge of sections, lists or documents is here.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from app.catalogue.model import PROPOSED, Confidence, Envelope, Source
from app.errors import AppError, Problem
from app.text import similar

T = TypeVar("T", bound=str)
CONFIDENCES: tuple[Confidence, ...] = ("confirmed", "reported", "default")


class CatalogueWrong(AppError):
    """A set of forms with faults; every one of them is in `problems`, each with its file and key."""

    code = "C101"
    message = "Bộ biểu mẫu có lỗi, chưa dùng được."
    hint = "Sửa các chỗ được nêu trong tệp rồi kiểm tra lại."


class Faults:
    """What was found wrong so far, in the order of reading."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, where: str, what: str) -> None:
        self._found.append(Problem(where, what, CatalogueWrong.code))

    def refuse(self) -> None:
        """Raise `CatalogueWrong` with all faults, if there are any."""
        if self._found:
            raise CatalogueWrong(
                f"Bộ biểu mẫu có {len(self._found)} lỗi, chưa dùng được.", problems=self._found
            )


def near(word: str, words: Iterable[str]) -> str:
    """Return ` Có phải "x"?` for the known word nearest to `word`, or nothing."""
    found = similar(word, words, 1)
    return f' Có phải "{found[0]}"?' if found else ""


class Table:
    """One TOML table: each expected key is asked for once, `close` refuses what nobody asked for.

    A wrong or missing key is noted and answered with a harmless value, so that reading goes on.
    """

    __slots__ = ("_asked", "_faults", "_raw", "_where")

    def __init__(self, raw: Mapping[str, object], where: str, faults: Faults) -> None:
        self._raw = raw
        self._where = where
        self._faults = faults
        self._asked: set[str] = set()

    def place(self, key: str) -> str:
        joint = "" if self._where.endswith(":") else "."
        return f"{self._where}{joint}{key}"

    def fault(self, key: str, what: str) -> None:
        self._faults.add(self.place(key), what)

    def has(self, key: str) -> bool:
        return key in self._raw

    def names(self) -> tuple[str, ...]:
        return tuple(self._raw)

    def kind(self, key: str) -> type[object]:
        return type(self._raw.get(key))

    def peek(self, key: str) -> str:
        """Return the text under `key` without asking for it; empty for anything else."""
        value = self._raw.get(key)
        return value if isinstance(value, str) else ""

    def _ask(self, key: str, kind: type[object] | tuple[type[object], ...], name: str) -> object:
        self._asked.add(key)
        value = self._raw.get(key)
        if value is None:
            self.fault(key, "Thiếu khóa này.")
            return None
        # A TOML boolean is an int to Python, never to us.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(key, f"Phải là {name}.")
            return None
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text in NFC; empty is refused unless `default` is given."""
        if default is not None and key not in self._raw:
            self._asked.add(key)
            return default
        value = self._ask(key, str, "chữ")
        if not isinstance(value, str):
            return default or ""
        if not value.strip() and default is None:
            self.fault(key, "Không được để trống.")
        if not unicodedata.is_normalized("NFC", value):
            self.fault(key, "Chữ chưa ở dạng Unicode dựng sẵn (NFC).")
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        if default is not None and key not in self._raw:
            self._asked.add(key)
            return default
        value = self._ask(key, int, "số nguyên")
        return value if isinstance(value, int) else default or 0

    def decimal(self, key: str) -> Decimal | None:
        """Return an exact number, or None when the key is absent."""
        if key not in self._raw:
            self._asked.add(key)
            return None
        value = self._ask(key, (int, Decimal), "số")
        return Decimal(value) if isinstance(value, int | Decimal) else None

    def flag(self, key: str, default: bool | None = False) -> bool:
        if default is not None and key not in self._raw:
            self._asked.add(key)
            return default
        return self._ask(key, bool, "true hoặc false") is True

    def day(self, key: str, default: date | None = None) -> date | None:
        if key not in self._raw:
            self._asked.add(key)
            return default
        value = self._ask(key, date, "ngày (2018-01-01)")
        return value if isinstance(value, date) else default

    def one_of(self, key: str, allowed: Sequence[T], default: T | None = None) -> T:
        """Return a word of a closed list; another one is a fault that names the nearest."""
        value = self.text(key, default)
        for word in allowed:
            if word == value:
                return word
        if value:
            self.fault(key, f'Giá trị "{value}" không có trong danh sách.{near(value, allowed)}')
        return default or allowed[0]

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        if default is not None and key not in self._raw:
            self._asked.add(key)
            return default
        value = self._ask(key, list, "danh sách chữ")
        if not isinstance(value, list):
            return default or ()
        if not all(isinstance(x, str) for x in value):
            self.fault(key, "Phải là danh sách chữ.")
            return default or ()
        for word in sorted({x for x in value if value.count(x) > 1}):
            self.fault(key, f'"{word}" ghi hai lần.')
        return tuple(value)

    def some_of(
        self, key: str, allowed: Sequence[T], default: tuple[T, ...] | None = None
    ) -> tuple[T, ...]:
        known = {x: x for x in allowed}
        words = self.texts(key, default)
        for word in words:
            if word not in known:
                self.fault(key, f'Giá trị "{word}" không có trong danh sách.{near(word, known)}')
        return tuple(known[x] for x in words if x in known)

    def table(self, key: str) -> "Table":
        """Return the sub-table `key`; an absent one is empty."""
        self._asked.add(key)
        value = self._raw.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, "Phải là một bảng.")
            value = {}
        return Table(value, self.place(key), self._faults)

    def tables(self, key: str, name: str = "key", *, needed: bool = False) -> list["Table"]:
        """Return the array of tables `key`, each placed by its own `name` (or its number)."""
        self._asked.add(key)
        value = self._raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
            self.fault(key, "Phải là danh sách bảng.")
            return []
        if needed and not value:
            self.fault(key, "Thiếu, phải có ít nhất một dòng.")
        place = self.place(key)
        return [
            Table(x, f"{place}.{x.get(name, number)}", self._faults)
            for number, x in enumerate(value, 1)
        ]

    def envelope(self, sources: Mapping[str, Source], inherited: Envelope = PROPOSED) -> Envelope:
        """Return the envelope: what is not given comes from the file's own, or from the source named.

        A row that names only another source takes the dates of that source (domain 0.3).
        """
        self._asked.update(("effective_from", "effective_to", "source", "confidence"))
        if not self._raw.keys() & {"effective_from", "effective_to", "source", "confidence"}:
            return inherited
        source = self.text("source", inherited.source)
        confidence = self.one_of("confidence", CONFIDENCES, inherited.confidence)
        start, end = inherited.effective_from, inherited.effective_to
        if source not in sources:
            self.fault("source", f'Không có nguồn "{source}".{near(source, sources)}')
        elif source != inherited.source:
            own = sources[source].envelope
            start, end = own.effective_from, own.effective_to
        if "effective_from" in self._raw:
            end = None
            start = self.day("effective_from") or start
        end = self.day("effective_to", end)
        if end and end < start:
            self.fault("effective_to", "Ngày hết hiệu lực sớm hơn ngày có hiệu lực.")
        return Envelope(start, end, source, confidence)

    def close(self) -> None:
        """Note every key nobody asked for."""
        for key in self._raw.keys() - self._asked:
            self.fault(key, f"Khóa lạ, không dùng được.{near(key, self._asked)}")


def read_text(folder: Path, name: str, faults: Faults) -> str | None:
    """Return the text of `folder/name`; None, with a fault, for one that is not UTF-8."""
    try:
        return (folder / name).read_text("utf-8")
    except UnicodeDecodeError:
        faults.add(name, "Tệp không phải UTF-8.")
    return None


def parse(name: str, text: str | None, faults: Faults) -> dict[str, object]:
    """Parse the TOML of the file `name`; a missing one (None) or bad TOML is a fault and reads as empty."""
    if text is None:
        faults.add(name, "Thiếu tệp này.")
        return {}
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        faults.add(name, f"Không đọc được TOML: {wrong}")
    return {}
