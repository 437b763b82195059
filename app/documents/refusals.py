"""What the documents room refuses, each by its own code."""

from app.errors import AppError, NotFound


class TypeUnknown(NotFound):
    code = "D150"
    message = "Không soạn được loại văn kiện này."
    hint = "Xem các loại soạn được bằng lệnh document types."


class NotDraft(AppError):
    code = "D151"
    message = "Văn kiện đã ban hành, không sửa được."
    hint = "Soạn bản thay thế."


class SecretContent(AppError):
    code = "D152"
    message = (
        "Tài liệu có dấu chỉ độ mật. Phần mềm không nhận tài liệu này; "
        "đề nghị xử lý theo quy định bảo vệ bí mật nhà nước của đơn vị."
    )


class WrongValue(AppError):
    code = "D153"
    message = "Không đặt được giá trị này cho văn kiện."


class FileUnwritten(AppError):
    code = "D154"
    message = "Không ghi được tệp văn kiện."
    hint = "Đóng tệp nếu đang mở ở Word; kiểm tra thư mục có ghi được và ổ đĩa còn chỗ."


class FormatUnknown(AppError):
    code = "D155"
    message = "Không in được sổ ra dạng này."
    hint = "Chọn .docx hoặc .pdf."


class WrongState(AppError):
    """The paper is not where this step begins."""

    code = "D156"
    message = "Văn kiện không ở trạng thái này."
    hint = "Xem trạng thái của văn kiện trong danh sách."


class LayoutLocked(AppError):
    code = "D157"
    message = "Thể thức này đã khóa."
    hint = "Mở khóa có ghi lý do rồi chỉnh."
