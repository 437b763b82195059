"""Every refusal of the exchange, by name and with its stable code. Nothing is decided here."""

from app.errors import AppError


class BundleRefused(AppError):
    """A file that will not be imported; the store is unchanged."""


class FileUnreadable(BundleRefused):
    code = "G200"
    message = "Không đọc được tệp gói."
    hint = "Cắm lại USB rồi thử lại, hoặc xin đơn vị gửi chép lại tệp."


class ContainerDamaged(BundleRefused):
    code = "G201"
    message = "Gói bị hỏng hoặc không phải gói của Sổ CTĐ."
    hint = "Xin đơn vị gửi chép lại tệp gói từ thư mục đã gửi."


class SignatureWrong(BundleRefused):
    code = "G202"
    message = "Chữ ký của gói không đúng, nội dung có thể đã bị sửa."
    hint = "Không nhập gói này; xin đơn vị gửi chép lại."


class KeyUnknown(BundleRefused):
    code = "G203"
    message = "Chưa tin khóa của đơn vị gửi."
    hint = "Xin thẻ khóa của đơn vị gửi, đối chiếu dấu vân rồi nhập thẻ."


class NotForUs(BundleRefused):
    code = "G204"
    message = "Gói gửi cho đơn vị khác."
    hint = "Chuyển gói cho đúng đơn vị nhận."


class OwnBundle(BundleRefused):
    code = "G205"
    message = "Đây là gói do chính đơn vị mình làm."
    hint = "Giao gói cho cấp trên, không nhập vào sổ của mình."


class TrainingMixed(BundleRefused):
    code = "G206"
    message = "Không trộn số liệu huấn luyện với số liệu thật."
    hint = "Gói huấn luyện chỉ nhập vào đơn vị huấn luyện."


class CatalogueNewer(BundleRefused):
    code = "G207"
    message = "Gói dùng bộ biểu mẫu mới hơn bộ đang có, tạm giữ."
    hint = "Cập nhật bộ biểu mẫu rồi nhập lại gói."


class SequenceGap(BundleRefused):
    code = "G208"
    message = "Thiếu gói trước đó của đơn vị này, tạm giữ."
    hint = "Nhập gói còn thiếu trước; đơn vị gửi còn bản lưu trong thư mục đã gửi."


class Replayed(BundleRefused):
    code = "G209"
    message = "Gói cũ hơn gói đã nhập của đơn vị này."
    hint = "Không cần nhập; nếu cần sửa số liệu, đơn vị gửi làm gói thay thế."


class Forked(BundleRefused):
    code = "G210"
    message = "Hai gói khác nội dung cùng nối vào một chỗ trong chuỗi gói của đơn vị này."
    hint = "Đơn vị gửi có thể đang dùng hai bản sổ; hỏi lại, chỉ giữ một bản."


class SenderRestored(BundleRefused):
    code = "G211"
    message = "Sổ của đơn vị gửi đã được khôi phục từ bản sao."
    hint = "Xin thẻ khóa mới của đơn vị gửi, đối chiếu dấu vân rồi nhập lại thẻ và gói."


class BagWrong(BundleRefused):
    code = "G212"
    message = "Nội dung bên trong gói không đủ hoặc không khớp bảng kê."
    hint = "Xin đơn vị gửi làm lại gói."


class TableWrong(BundleRefused):
    code = "G213"
    message = "Bảng số liệu trong gói không đúng bộ biểu mẫu."
    hint = "Xin đơn vị gửi kiểm tra sổ và làm lại gói."


class UnitUnknown(BundleRefused):
    code = "G215"
    message = "Đơn vị gửi không phải cấp trên hoặc cấp dưới trực tiếp."
    hint = "Kiểm tra danh sách đơn vị và thẻ khóa đã nhập."


class SignedByOther(BundleRefused):
    code = "G216"
    message = "Gói ghi một đơn vị gửi nhưng do khóa của đơn vị khác ký."
    hint = "Không nhập gói này; báo cho đơn vị có tên trong gói."


class FormatNewer(BundleRefused):
    code = "G217"
    message = "Gói do phiên bản chương trình mới hơn làm ra."
    hint = "Cập nhật chương trình rồi nhập lại gói."


class CatalogueDiffers(BundleRefused):
    code = "G218"
    message = "Bộ biểu mẫu của đơn vị gửi cùng số hiệu nhưng khác nội dung."
    hint = "Đối chiếu bộ biểu mẫu hai đơn vị với cấp ban hành."


class KindUnknown(BundleRefused):
    code = "G219"
    message = "Loại gói này không nhập ở đây."
    hint = "Thẻ khóa nhập ở mục khóa của đơn vị."


class ReceiptUnmatched(BundleRefused):
    code = "G220"
    message = "Biên nhận không ứng với gói nào đã gửi."
    hint = "Kiểm tra lại biên nhận với cấp trên."


class CardWrong(AppError):
    code = "G301"
    message = "Thẻ khóa bị hỏng hoặc chữ ký trên thẻ không đúng."
    hint = "Xin lại thẻ khóa."


class FingerprintDiffers(AppError):
    code = "G302"
    message = "Dấu vân khóa không khớp với thẻ."
    hint = "Đọc lại dấu vân với đơn vị có thẻ; nếu vẫn khác, không tin thẻ này."


class CardRefused(AppError):
    code = "G303"
    message = "Không nhận thẻ khóa này."


class NoSuperior(AppError):
    code = "G304"
    message = "Đơn vị chưa khai cấp trên nên không có nơi nộp."
    hint = "Khai cấp trên trong phần thiết lập đơn vị."


class ReceiverKeyMissing(AppError):
    code = "G305"
    message = "Chưa có thẻ khóa của đơn vị nhận."
    hint = "Nhập thẻ khóa của đơn vị nhận và đối chiếu dấu vân."


class AlreadySubmitted(AppError):
    code = "G306"
    message = "Kỳ này đã nộp."
    hint = "Làm gói thay thế nếu số liệu đã sửa, hoặc chép lại tệp trong thư mục đã gửi."


class MonthsOnly(AppError):
    code = "G307"
    message = "Gói nộp làm theo từng tháng."
    hint = "Ghi kỳ như 2026-01."


class MediumRefused(AppError):
    code = "G308"
    message = "Không ghi được lên USB hoặc thư mục đã chọn."
    hint = "Kiểm tra USB còn chỗ, không bị khóa ghi, rồi thử lại."


class ReadBackDiffers(MediumRefused):
    code = "G309"
    message = "Đọc lại từ USB không khớp với gói vừa ghi."
    hint = "USB có thể hỏng; dùng USB khác."


class SentUpAlready(AppError):
    code = "G310"
    message = "Số liệu của lần nhập này đã gửi lên cấp trên, không hoàn tác được."
    hint = "Nhập gói thay thế của đơn vị rồi nộp lại lên trên."


class NewerImported(AppError):
    code = "G311"
    message = "Đã nhập gói mới hơn của đơn vị này."
    hint = "Hoàn tác các gói mới hơn trước."


class NilWithRows(AppError):
    code = "G312"
    message = "Kỳ này có dòng ghi hoặc văn kiện phải nộp nên không thể báo “không phát sinh”."
    hint = "Nộp gói thường."


class FormerEdition(AppError):
    """The ledgers stand on an edition that was replaced; nobody reads bundles of it."""

    code = "G313"
    message = "Sổ còn theo bộ biểu mẫu cũ nên chưa nộp lên trên được."
    hint = "Nhận bộ biểu mẫu mới ở phần Thiết lập (lệnh catalogue adopt) rồi nộp."
