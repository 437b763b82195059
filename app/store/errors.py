"""What can be wrong with a store, each by its own name and code (S1xx)."""

from typing import Final

from app.errors import AppError, Refused


class WrongPassphrase(AppError):
    """No account's key opens with this passphrase; the file itself was not touched."""

    code = "S101"
    message = "Mật khẩu không đúng."
    hint = "Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."


class StoreDamaged(AppError):
    """The key is right, but the file does not read as it was written."""

    code = "S102"
    message = "Tệp sổ bị hỏng, không đọc được."
    hint = "Giữ nguyên tệp này và khôi phục từ bản sao lưu gần nhất."


class NewerFile(AppError):
    """The file was written by a newer version of the program."""

    code = "S103"
    message = "Sổ này do phiên bản mới hơn của phần mềm ghi."
    hint = "Cài phiên bản mới của phần mềm rồi mở lại; sổ được giữ nguyên."


class StoreBusy(AppError):
    """Another copy of the program holds the store open."""

    code = "S104"
    message = "Sổ đang được mở ở một cửa sổ khác."
    hint = "Đóng cửa sổ hoặc lệnh đang dùng sổ này rồi mở lại."


class ReadOnly(AppError):
    """The account may look but not write, or the connection is a reader."""

    code = "S105"
    message = "Tài khoản này chỉ được xem, không ghi được."
    hint = "Mở sổ bằng tài khoản có quyền ghi."


class NoStore(AppError):
    code = "S106"
    message = "Chưa có sổ trong thư mục này."
    hint = "Kiểm tra lại thư mục, hoặc lập sổ mới."


class StoreExists(AppError):
    code = "S107"
    message = "Trong thư mục này đã có sổ."
    hint = "Chọn thư mục khác; sổ đang có không bị ghi đè."


class KeysDamaged(AppError):
    """`store.keys` is missing or not readable as a keyring."""

    code = "S108"
    message = "Tệp khóa store.keys bị thiếu hoặc hỏng."
    hint = "Chép lại tệp .keys nằm cạnh bản sao lưu gần nhất thành store.keys."


class WrongRecoveryCode(AppError):
    code = "S109"
    message = "Mã khôi phục không đúng."
    hint = "Nhập lại đủ 8 nhóm, mỗi nhóm 4 ký tự, theo bản in mới nhất."


class PassphraseUnfit(Refused):
    code = "S110"
    message = "Mật khẩu chưa đạt yêu cầu."
    hint = "Dùng một câu dễ nhớ, dài hơn."


class UndoRefused(AppError):
    """Rows of the change were changed again later, or the change cannot be taken back."""

    code = "S111"
    message = "Không hoàn tác được thao tác này."
    hint = "Hoàn tác các thao tác sau nó trước, hoặc sửa trực tiếp từng dòng."


class DiskFull(AppError):
    code = "S112"
    message = "Ổ đĩa đã đầy, thao tác chưa được lưu."
    hint = "Giải phóng dung lượng ổ đĩa rồi làm lại."


class DiskFailed(AppError):
    code = "S113"
    message = "Không đọc hoặc ghi được ổ đĩa."
    hint = "Kiểm tra quyền ghi vào thư mục và tình trạng ổ đĩa."


class AccountUnfit(AppError):
    """An account that is unknown, taken, or the last one that may do everything."""

    code = "S114"
    message = "Không thực hiện được với tài khoản này."
    hint = "Xem danh sách tài khoản rồi chọn lại."


class NotAllowed(AppError):
    """The account's role does not reach this far."""

    code = "S115"
    message = "Tài khoản này không có quyền làm việc đó."
    hint = "Việc này do chính trị viên thực hiện."


class BackupUnfit(AppError):
    """A copy that could not be written or does not open again."""

    code = "S116"
    message = "Bản sao lưu không mở lại được, đã bỏ."
    hint = "Kiểm tra ổ đĩa rồi sao lưu lại."


_FAULTS: Final[tuple[tuple[str, type[AppError]], ...]] = (
    ("disk is full", DiskFull),
    ("disk i/o error", DiskFailed),
    ("unable to open", DiskFailed),
    ("readonly database", DiskFailed),
    ("malformed", StoreDamaged),
    ("not a database", StoreDamaged),
    ("out of memory", StoreDamaged),
    ("database is locked", StoreBusy),
)


def known_fault(fault: Exception) -> AppError | None:
    """Return the refusal behind a fault of the driver, or None when it is a bug of ours.

    SQLCipher says "out of memory" when the first page does not decrypt.
    """
    said = str(fault).lower()
    return next((kind() for words, kind in _FAULTS if words in said), None)
