"""What can go wrong with a store, each by its own name and code."""

from app.errors import AppError


class WrongPassphrase(AppError):
    code = "S101"
    message = "Mật khẩu không đúng."
    hint = "Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại."


class StoreMissing(AppError):
    code = "S102"
    message = "Thư mục này chưa có sổ."
    hint = "Lập sổ mới hoặc chọn đúng thư mục."


class StoreDamaged(AppError):
    code = "S103"
    message = "Tệp sổ bị hỏng."
    hint = "Khôi phục từ bản sao lưu gần nhất."


class NewerFile(AppError):
    code = "S104"
    message = "Sổ này do phiên bản mới hơn của phần mềm ghi."
    hint = "Cài phiên bản mới rồi mở lại."


class StoreBusy(AppError):
    code = "S105"
    message = "Sổ đang được mở ở một cửa sổ khác."
    hint = "Đóng cửa sổ kia rồi thử lại."


class StoreExists(AppError):
    code = "S106"
    message = "Thư mục này đã có sổ."
    hint = "Chọn thư mục khác."


class ReadOnly(AppError):
    code = "S107"
    message = "Tài khoản này chỉ được xem."
    hint = "Mở sổ bằng tài khoản được ghi."


class ChangedSince(AppError):
    code = "S108"
    message = "Không hoàn tác được vì dòng đã thay đổi sau đó."
    hint = "Hoàn tác các thay đổi sau trước."


class WeakPassphrase(AppError):
    code = "S109"
    message = "Mật khẩu quá ngắn."
    hint = "Dùng ít nhất 8 ký tự."


class LastHead(AppError):
    code = "S110"
    message = "Phải còn ít nhất một tài khoản chính trị viên."
    hint = "Thêm tài khoản chính trị viên khác trước."


class BackupWrong(AppError):
    code = "S111"
    message = "Bản sao lưu không đạt kiểm tra."
    hint = "Sao lưu lại sang chỗ khác; kiểm tra ổ đĩa."
