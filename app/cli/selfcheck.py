"""`soctd --selfcheck`: the whole program proved in a temporary store on this very machine."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app import catalogue, store
from app import period as periods
from app.cli.output import answer, plain
from app.documents import drafts
from app.errors import AppError
from app.exchange import inbox, keys, outbox
from app.store import FLOOR, Store, Unit

PERIOD = periods.parse("2026-02")
TRIAL = "tự kiểm tra 1"  # opens only the temporary stores of this check


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    ok: bool
    detail: str = ""


@dataclass(slots=True)
class Trial:
    """What the steps make one after the other."""

    folder: Path
    stores: dict[str, Store] = field(default_factory=dict)

    def load(self) -> str:
        return f"bộ biểu mẫu {catalogue.load().edition}"

    def lay(self) -> str:
        above = Unit("d1", "Tiểu đoàn 1", "battalion")
        for unit, parent in ((above, None), (Unit("c1", "Đại đội 1", "company"), above)):
            made = store.create(
                self.folder / unit.name, unit=unit, parent=parent, passphrase=TRIAL, argon=FLOOR
            )
            made.store.close()
            self.stores[unit.code] = store.open(self.folder / unit.name, passphrase=TRIAL)
        return f"{len(self.stores)} sổ"

    def compose(self) -> str:
        below = self.stores["c1"]
        sizes = []
        for type_id in ("report_month", "resolution_month"):
            draft = drafts.create(below, type_id, PERIOD)
            sizes += [len(drafts.render(below, draft.id, name)) for name in ("docx", "pdf")]
        return f"{len(sizes)} tệp, {sum(sizes) // 1024} KB"

    def carry(self) -> str:
        below, above = self.stores["c1"], self.stores["d1"]
        for one, other in ((below, above), (above, below)):
            card = keys.write_card(other, self.folder / "thẻ")
            keys.trust(one, card, keys.read_card(card).fingerprint)
        sent = outbox.export(below, PERIOD, self.folder / "usb")
        results = inbox.apply(above, inbox.plan(above, [sent.file]))
        if [r.result for r in results] != ["applied"]:
            raise AppError("; ".join(r.message for r in results))
        return sent.file.name

    def verify(self) -> str:
        reports = [one.verify() for one in self.stores.values()]
        wrong = [finding for report in reports for finding in report.findings]
        if wrong:
            raise AppError("; ".join(wrong))
        return f"{len(reports)} sổ"


def run() -> list[Step]:
    """Open stores, load the catalogue, compose and render both documents, carry a bundle, verify."""
    with tempfile.TemporaryDirectory(prefix="Tự kiểm tra ", ignore_cleanup_errors=True) as place:
        trial = Trial(Path(place))
        steps: list[Step] = []
        for name, work in (
            ("nạp bộ biểu mẫu", trial.load),
            ("lập và mở sổ mã hóa", trial.lay),
            ("soạn hai loại văn kiện, kết xuất Word và PDF", trial.compose),
            ("niêm phong, mở và nhập một gói", trial.carry),
            ("kiểm tra sổ", trial.verify),
        ):
            steps.append(_step(name, work))
            if not steps[-1].ok:
                break
        for opened in trial.stores.values():
            opened.close()
        return steps


def _step(name: str, work: Callable[[], str]) -> Step:
    try:
        return Step(name, True, work())
    except AppError as refusal:
        return Step(name, False, str(refusal))
    except Exception as bug:  # noqa: BLE001  # the check reports any failure as a failed step
        return Step(name, False, f"{type(bug).__name__}: {bug}")


def report() -> int:
    """Print every step and return the exit code."""
    steps = run()
    ok = all(s.ok for s in steps)
    lines = [f"{'đạt ' if s.ok else 'HỎNG'} {s.name}: {s.detail}" for s in steps]
    lines.append("Tự kiểm tra: " + ("đạt." if ok else "KHÔNG đạt."))
    answer({"ok": ok, "steps": plain(steps)}, *lines)
    return 0 if ok else 1
