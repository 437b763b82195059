"""One departure of a finished file from its layout profile (layout §8)."""

from dataclasses import dataclass
from typing import Final, Literal

from app.documents.layouts import Measure

Check = Literal["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10"]

TITLES: Final[dict[Check, str]] = {
    "C1": "Khổ giấy, lề",
    "C2": "Phông chữ",
    "C3": "Bảng mã, nội dung",
    "C4": "Cỡ chữ, kiểu chữ",
    "C5": "Phần đầu văn bản",
    "C6": "Giãn dòng, thụt dòng",
    "C7": "Số trang",
    "C8": "Số, ký hiệu, từ ngữ",
    "C9": "Trang ký",
    "C10": "Thông tin trong tệp",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """What departs: the check that found it, one sentence, and the words it stands at."""

    check: Check
    what: str
    where: str = ""

    @property
    def warns(self) -> bool:
        """Tell whether it is a matter of looks only (C9 warns, everything else is a fault)."""
        return self.check == "C9"


def outside(measure: Measure, found: float, slack: float, more: float = 0.0) -> bool:
    """Tell whether a length lies outside what the regulation allows, or off the printed value where it gives words only.

    `more` is what the measured value may show beyond the greatest allowed one.
    """
    allowed = measure.allowed
    least, most = (measure.use, measure.use) if isinstance(allowed, str) else allowed
    return not least - slack <= found <= most + slack + more
