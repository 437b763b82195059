"""`soctd --selfcheck`: the whole program proved in a temporary store on this very machine, no network needed."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


from app import catalogue, store
from app import period as periods
from app.cli.output import answer, plain
from app.documents import drafts
from app.errors import AppError
from app.exchange import inbox, keys, outbox
from app.store import FLOOR, Store, Unit

PERIOD = periods.parse("2026-02")


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    ok: bool
    detail: str = ""


def run() -> list[Step]:
    """Open stores, load the catalogue, compose and render both documents, seal and open a bundle, verify."""
    with tempfile.TemporaryDirectory(prefix="Tự kiểm tra ", ignore_cleanup_errors=True) as place:
        return _steps(Path(place))


def _steps(folder: Path) -> list[Step]:
    steps: list[Step] = []
    made: dict[str, Any] = {}

    def step(name: str, work: Callable[[], str]) -> bool:
        try:
            steps.append(Step(name, True, work()))
        except AppError as refusal:
            steps.append(Step(name, False, str(refusal)))
        except Exception as bug:
            steps.append(Step(name, False, type(bug).__name__))
        return steps[-1].ok

    def load() -> str:
        return f"bộ biểu mẫu {catalogue.load().edition}"

    def lay() -> str:
        above = Unit("d1", "Tiểu đoàn 1", "battalion", own=True)
        below = Unit("c1", "Đại đội 1", "company", parent="d1", own=True)
        for unit, parent in ((above, None), (below, Unit("d1", "Tiểu đoàn 1", "battalion"))):
            made[unit.code] = store.create(
                folder / unit.code, unit=unit, parent=parent, passphrase="tự kiểm tra 1", argon=FLOOR
            ).store
        return "hai sổ mã hóa"

    def compose() -> str:
        sizes = []
        for type_id in ("report_month", "resolution_month"):
            draft = drafts.create(made["c1"], type_id, PERIOD)
            sizes += [len(drafts.render(made["c1"], draft.id, f)) for f in ("docx", "pdf")]
        return f"{len(sizes)} tệp, {sum(sizes) // 1024} KB"

    def carry() -> str:
        below, above = made["c1"], made["d1"]
        _trust(below, above, folder)
        _trust(above, below, folder)
        sent = outbox.export(below, PERIOD, folder / "usb")
        plans = inbox.plan(above, [sent.file])
        results = inbox.apply(above, plans)
        if [r.result for r in results] != ["applied"]:
            raise AppError("; ".join(r.message for r in results))
        return sent.file.name

    def verify() -> str:
        for opened in made.values():
            report = opened.verify()
            if not report.ok:
                raise AppError("; ".join(report.findings))
        return "hai sổ nguyên vẹn"

    try:
        for name, work in (
            ("nạp bộ biểu mẫu", load),
            ("lập và mở sổ mã hóa", lay),
            ("soạn, kết xuất hai loại văn kiện ra Word và PDF", compose),
            ("niêm phong, mở và nhập một gói", carry),
            ("kiểm tra sổ", verify),
        ):
            if not step(name, work):
                break
    finally:
        for opened in made.values():
            opened.close()
    return steps


def _trust(store_: Store, other: Store, folder: Path) -> None:
    card = keys.write_card(other, folder / "cards")
    keys.trust(store_, card, keys.read_card(card).fingerprint)


def report() -> int:
    """Print every step and return the exit code."""
    steps = run()
    ok = all(s.ok for s in steps)
    lines = [f"{'đạt ' if s.ok else 'HỎNG'} {s.name}: {s.detail}" for s in steps]
    answer({"ok": ok, "steps": plain(steps)}, *lines, "Tự kiểm tra: " + ("đạt." if ok else "KHÔNG đạt."))
    return 0 if ok else 1


