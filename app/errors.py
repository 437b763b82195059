"""What the user can act on: one root error and the problems it carries. Anything else is a bug."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

Severity = Literal["block", "warn"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place, in the user's words.

    `where` is a field key for a row, `file:key` for a data file, empty for the whole;
    `what` is one Vietnamese sentence; `code` is stable (`R57`, `L102`); `warn` does not refuse.
    """

    where: str
    what: str
    code: str = ""
    severity: Severity = "block"


class AppError(Exception):
    """A refusal in plain Vietnamese: a stable code, one sentence, a hint, and every problem at once."""

    code: ClassVar[str] = "E000"
    message: ClassVar[str] = "Không thực hiện được."
    hint: ClassVar[str] = ""

    def __init__(
        self,
        message: str = "",
        *,
        hint: str = "",
        code: str = "",
        problems: Sequence[Problem] = (),
    ) -> None:
        self.sentence = message or type(self).message
        self.advice = hint or type(self).hint
        self.number = code or type(self).code
        self.problems = tuple(problems)
        super().__init__(f"{self.sentence} [{self.number}]")


class NotFound(AppError):
    code = "E001"
    message = "Không tìm thấy mục cần tìm."
    hint = "Kiểm tra lại mã hoặc tên."


class Refused(AppError):
    """A row or document with problems of severity `block`; all of them are in `problems`."""

    code = "E002"
    message = "Dữ liệu chưa đúng, chưa lưu."
    hint = "Sửa các ô được nêu rồi lưu lại."
