"""Words and amounts for the codes and numbers that `--json` prints."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from app.text import number

DUTY_STATES: Final = {
    "not_due": "chưa đến hạn", "soon": "sắp đến hạn", "overdue": "quá hạn", "done": "xong",
    "done_late": "xong muộn", "nil": "không phát sinh", "waived": "không áp dụng",
}  # fmt: skip
SUBMISSION_STATES: Final = {
    "on_time": "đúng hạn", "late": "chậm", "missing": "chưa nộp", "nil": "không phát sinh",
    "not_due": "chưa đến hạn",
}  # fmt: skip
DOCUMENT_STATES: Final = {
    "draft": "dự thảo", "awaiting": "chờ ký", "issued": "đã ban hành", "replaced": "đã thay thế",
    "withdrawn": "đã bỏ",
}  # fmt: skip
FAMILIES: Final = {"party": "văn bản của Đảng", "army": "văn bản hành chính quân sự"}
CHANGES: Final = {"do": "ghi", "undo": "hoàn tác", "redo": "làm lại"}
HITS: Final = {"entry": "dòng ghi", "document": "văn kiện"}
SIDES: Final = {"numerator": "tử số", "denominator": "mẫu số"}
KINDS: Final = {"submission": "gói nộp", "receipt": "biên nhận"}
ACTIONS: Final = {"changed": "sửa", "removed": "bỏ"}
TABLES: Final = {"entry": "dòng ghi", "figure": "chỉ tiêu", "document": "văn kiện"}
PARTS: Final = {
    **SIDES, "type": "loại", "title": "trích yếu", "period": "kỳ", "number": "số, ký hiệu", "series": "loạt số",
    "profile": "thể thức", "dated": "ngày", "outside": "lập ngoài phần mềm", "files": "tệp",
}  # fmt: skip
FIELD_TYPES: Final = {
    "text": "chữ", "long_text": "đoạn văn", "integer": "số nguyên", "decimal": "số lẻ", "money": "tiền (đồng)",
    "date": "ngày", "time": "giờ", "month": "tháng", "choice": "chọn", "yes_no": "có/không",
    "person": "quân nhân", "file": "tệp",
}  # fmt: skip
COUNTS: Final = {
    "pages": "trang của tệp", "changes": "thao tác", "journal": "dòng nhật ký", "searched": "mục tra cứu",
    "blobs": "tệp kèm", "blobs_unused": "tệp kèm không còn dòng nào dùng", "bundle": "gói", "document": "văn kiện", "document_file": "tệp văn kiện",
    "entry": "dòng ghi", "figure": "số liệu cấp dưới", "key": "khóa", "period_lock": "kỳ đã khóa",
    "setting": "thiết lập", "submission": "lần nộp", "unit": "đơn vị", "waiver": "lần không áp dụng",
}  # fmt: skip
CATALOGUE: Final = {
    "ledgers": "sổ", "sections": "mục", "lists": "danh mục", "rules": "quy tắc kiểm tra",
    "indicators": "chỉ tiêu", "duties": "chế độ", "documents": "loại văn kiện", "rates": "định mức",
}  # fmt: skip


def word(words: Mapping[str, str]) -> Callable[[str], str]:
    """Return the look-up of a column: the word of a code, or the code itself."""
    return lambda code: words.get(code, code)


def amount(value: float) -> str:
    """Return a number of the JSON answer as `1.234,5`, at most three decimals."""
    exact = Decimal(str(value))
    return number(round(exact, 3) if exact.as_tuple().exponent < -3 else exact)  # type: ignore[operator]
