"""One golden paper per profile: number, grounds, three levels of outline, a table, two pages, signature, recipients (layout §8)."""

from datetime import date

from app.documents import layouts, outline
from app.documents.sheet import Caption, Sheet, Signature

LONG = (
    "Cấp ủy, chỉ huy đã quán triệt đầy đủ, kịp thời các chỉ thị, nghị quyết của trên đến từng quân nhân; tổ chức thực hiện "
    "nghiêm túc, đúng kế hoạch, đúng thời gian và đạt chất lượng tốt. "
)
SIDES = {
    "army": ("Tiểu đoàn 1", "Đại đội 1", "Số: 03/BC-c1", "BC", "Báo cáo", "Đại úy Nguyễn Văn Mẫu"),
    "state": ("Tiểu đoàn 1", "Đại đội 1", "Số: 03/BC-c1", "BC", "Báo cáo", "Nguyễn Văn Mẫu"),
    "party": ("Đảng bộ Tiểu đoàn 1", "Chi bộ Đại đội 1", "Số 15-NQ/CB", "NQ", "Nghị quyết", "Nguyễn Văn Mẫu"),
    "youth": ("Liên chi đoàn Tiểu đoàn 1", "Chi đoàn Đại đội 1", "Số: 05-BC/CĐ", "BC", "Báo cáo", "Nguyễn Văn Mẫu"),
}  # fmt: skip
CAPTIONS = {
    "army": ("Chính trị viên",),
    "state": ("Chính trị viên",),
    "party": ("T/M Chi bộ", "Bí thư"),
    "youth": ("TM. Ban chấp hành", "Bí thư"),
}
KEYS = ("dang-hd05-2026", "dang-hd36-2018", "doan-hd29-2013", "nd30-2020", "quan-doi")


def sheet(key: str) -> Sheet:
    """Return the golden paper of a profile."""
    profile = layouts.load()[key]
    family = profile.profile.family
    superior, issuer, number, code, kind, signer = SIDES[family]
    first, *more = CAPTIONS[family]
    after = "position" if "position" in profile.component else "authority"
    return Sheet(
        profile=profile, superior=superior, issuer=issuer, number=number,
        place_date="Đồng Nai, ngày 04 tháng 02 năm 2026", kind=kind, code=code,
        subject="lãnh đạo thực hiện nhiệm vụ tháng 02/2026",
        blocks=outline.parse(_text(profile.forms.ending, profile.forms.grounds_word)),
        recipients=("- Đảng ủy Tiểu đoàn 1 (để báo cáo);", "- Lưu: VT, CT."),
        signature=Signature((Caption("authority", first), *(Caption(after, m) for m in more)), signer),
        dated=date(2026, 2, 4),
    )  # fmt: skip


def _text(ending: str, grounds: str) -> str:
    rows = "\n".join(f"| Nhiệm vụ thứ {n} | 1{n}/02/2026 | Hoàn thành |" for n in range(5))
    parts = [
        f"{grounds} nghị quyết của cấp trên và tình hình nhiệm vụ của đơn vị trong tháng; {LONG.lower()}"
    ]
    for roman, name in (("I", "TÌNH HÌNH"), ("II", "KẾT QUẢ"), ("III", "PHƯƠNG HƯỚNG")):
        parts += [f"{roman}. {name}", "1. Tuyên huấn, giáo dục chính trị", LONG * 2]
        parts += ["a) Học tập chính trị", LONG, f"- {LONG.strip()}", f"+ {LONG.strip()}", LONG * 3]
    parts += [f"| Nhiệm vụ | Thời hạn | Kết quả |\n| ------ | :---: | ------ |\n{rows}", LONG * 2]
    return "\n".join([*parts, LONG.strip(" .") + ending])
