"""A bound register of 5,000 rows as Word and PDF: time and greatest memory, each in a process of its own.

`python -m benchmarks.registers HOME PASSPHRASE FORMAT` makes one file and prints what it took as JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app import period, store
from app.documents import registers
from app.ledgers import entries
from app.store import FLOOR, Unit
from benchmarks.measure import Row

COUNT = 5000
PASSPHRASE = "đo sổ in 1"
SECTION = "session"
TOPICS = (
    "Truyền thống Quân đội nhân dân Việt Nam",
    "Chấp hành kỷ luật, xây dựng nếp sống chính quy",
    "Phòng, chống tai nạn giao thông",
)


def rows(place: Path) -> Iterator[Row]:
    """Yield time and memory of each format."""
    home = place / "registers"
    unit = Unit("c1", "Đại đội 1", "company", own=True)
    made = store.create(home, unit=unit, passphrase=PASSPHRASE, argon=FLOOR).store
    with made:
        entries.add_many(made, SECTION, [values(n) for n in range(COUNT)])
    for name in registers.FORMATS:
        words = [sys.executable, "-m", "benchmarks.registers", str(home), PASSPHRASE, name]
        told = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
        job = f"print a register of {COUNT:,} rows as {name}"
        yield Row(job, "s", told["seconds"], most=15)
        yield Row(f"{job}: memory", "MB", told["memory"], most=400)


def values(number: int) -> dict[str, object]:
    """Return a valid session; rows of different numbers differ."""
    return {
        "date": (date(2026, 1, 1) + timedelta(days=number % 300)).isoformat(),
        "audience": "all",
        "topic": f"{TOPICS[number % len(TOPICS)]} (bài {number})",
        "form": "len_lop",
        "lecturer": {"name": "Nguyễn Văn Mẫu", "rank": "dai_uy", "position": "chinh_tri_vien_c"},
        "hours": "3,5",
        "required": 90 + number % 9,
        "present": 88,
        "made_up": number % 3,
        "absent_reason": "Trực gác, ốm" if number % 4 else "",
    }


def _measured(home: Path, passphrase: str, name: str) -> dict[str, float]:
    import resource

    with store.open(home, passphrase=passphrase) as opened:
        started = time.perf_counter()
        made = registers.make(opened, SECTION, period.parse("2026"))
        registers.render(opened, made, name)
        spent = time.perf_counter() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": spent, "memory": most}


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
