"""Build the sample battalion in a folder: stores, sticks, receipts and papers, worked end to end.

January 2026 is complete. In February company 1 hands over on the last day and mends January with
the same stick, company 2 comes a day late, company 3 does not come; its rows stand in its own store.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app import clock, period
from app.documents import drafts
from app.errors import AppError
from app.exchange import consolidation, inbox, keys, outbox, receipts
from app.progress import Progress, silent
from app.sample.reading import read
from app.sample.telling import Teller, send
from app.store import FLOOR, Store, Unit, create

PASSPHRASE: Final = "mau-so-ctd-2026"  # noqa: S105  # the sample's, printed for everyone to see
MARKER: Final = "SO-CTD-MAU.txt"
_MARKED: Final = (
    "Thư mục mẫu của Sổ CTĐ: mọi người, đơn vị, số liệu đều hư cấu. Lập lại sẽ xóa hết.\n"
)
_BATTALION: Final = "d1"
_COMPANIES: Final = ("c1", "c2", "c3")
_STICK, _PAPERS = "usb", "van-ban"
_ABOVE: Final = Unit("e00", "Trung đoàn 00", "regiment")

START: Final = date(2026, 1, 2)
JANUARY: Final = period.parse("2026-01")
FEBRUARY: Final = period.parse("2026-02")
HANDED: Final = {JANUARY: date(2026, 2, 2), FEBRUARY: date(2026, 3, 2)}
LATE: Final = date(2026, 3, 3)
REPORTED: Final = {JANUARY: date(2026, 2, 4), FEBRUARY: date(2026, 3, 4)}


class NotTheSample(AppError):
    """The folder holds something that the sample did not make; it is left alone."""

    code = "X101"
    message = "Thư mục này không trống và không phải thư mục mẫu, không ghi đè."
    hint = "Chọn một thư mục mới hoặc thư mục đã dựng mẫu trước đó."


class FolderUnusable(AppError):
    """The folder cannot be made or written, or is a file."""

    code = "X102"
    message = "Không ghi được vào thư mục này."
    hint = "Chọn một thư mục khác trên ổ đĩa còn chỗ và được phép ghi."


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the passphrase of every store, homes by unit code, and files in order of writing."""

    passphrase: str
    stores: Mapping[str, Path]
    bundles: tuple[Path, ...]
    documents: tuple[Path, ...]
    receipts: tuple[Path, ...]


@dataclass(slots=True)
class _Stage:
    """The open stores of one telling and what has been written so far."""

    folder: Path
    battalion: Teller
    companies: Sequence[Teller]
    bundles: list[Path]
    documents: list[Path]
    receipts: list[Path]

    @property
    def stick(self) -> Path:
        return self.folder / _STICK

    @property
    def everyone(self) -> Sequence[Teller]:
        return (self.battalion, *self.companies)


def build(folder: Path, companies: int = 3, months: int = 2, progress: Progress = silent) -> Demo:
    """Make the sample anew in `folder` with 1 to 3 companies and 1 or 2 months; return what was made.

    Overwrites only a folder that an earlier telling has marked (`NotTheSample`).
    """
    _clear(folder)
    codes = _COMPANIES[:companies]
    steps = _Steps(progress, 2 + 3 * months)
    with ExitStack() as opened:
        steps.next("Lập sổ, trao thẻ khóa")
        tellers = [_opened(opened, folder, code, codes) for code in (_BATTALION, *codes)]
        stage = _Stage(folder, tellers[0], tellers[1:], [], [], [])
        _exchange_cards(stage)
        for month in (JANUARY, FEBRUARY)[:months]:
            steps.next(f"Ghi sổ {month.title}")
            _keep(stage, month)
            steps.next(f"Nộp, nhận {month.title}")
            _hand_over(stage, month)
            steps.next(f"Tổng hợp {month.title}")
            _report(stage, month)
        steps.next("Xuất văn kiện")
        stage.documents[:0] = _rendered(stage)
    homes = {teller.story.unit.code: folder / teller.story.unit.code for teller in tellers}
    return Demo(
        PASSPHRASE, homes, tuple(stage.bundles), tuple(stage.documents), tuple(stage.receipts)
    )


def _clear(folder: Path) -> None:
    try:
        _make_room(folder)
    except OSError as wrong:
        raise FolderUnusable(f"Không dựng được mẫu trong thư mục {folder}.") from wrong


def _make_room(folder: Path) -> None:
    marker = folder / MARKER
    if folder.exists() and any(folder.iterdir()) and not marker.is_file():
        raise NotTheSample(f"Thư mục {folder} không trống và không phải thư mục mẫu, không ghi đè.")
    for name in (_BATTALION, *_COMPANIES, _STICK, _PAPERS):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    for name in (_STICK, _PAPERS):
        (folder / name).mkdir(parents=True)
    marker.write_text(_MARKED, encoding="utf-8")


def _opened(opened: ExitStack, folder: Path, code: str, codes: Iterable[str]) -> Teller:
    """Create the store of one unit, to be closed with the stage."""
    story = read(code)
    others = tuple(read(other) for other in (_BATTALION, *_COMPANIES) if other != code)
    above = _ABOVE if code == _BATTALION else read(_BATTALION).unit
    with clock.fixed(START):
        made = create(
            folder / code, unit=story.unit, parent=above, passphrase=PASSPHRASE, argon=FLOOR
        )
    opened.enter_context(made.store)
    return Teller(made.store, story, others)


def _exchange_cards(stage: _Stage) -> None:
    """Let the battalion and its companies trust each other's keys, as on paper on the first day."""
    superior = stage.battalion.store
    with clock.fixed(START):
        own = keys.write_card(superior, stage.stick)
        for company in stage.companies:
            card = keys.write_card(company.store, stage.stick)
            keys.trust(superior, card, keys.read_card(card).fingerprint)
            keys.trust(company.store, own, keys.read_card(own).fingerprint)


def _keep(stage: _Stage, month: period.Period) -> None:
    """Tell everything up to the end of the month; the battalion notes the papers it was handed."""
    for teller in stage.everyone:
        teller.until(month.end)
    with clock.fixed(month.end), stage.battalion.store.change(f"Sổ nhận giấy tờ {month.title}"):
        for company in stage.companies:
            for sent in company.story.sent:
                if month.contains(sent.received):
                    send(stage.battalion.store, sent, unit=company.story.unit.code)


def _hand_over(stage: _Stage, month: period.Period) -> None:
    """Bring the sticks: January by all on the last day; February by company 1, then by 2 a day late."""
    late = stage.companies[1:2] if month == FEBRUARY else ()
    on_time = stage.companies[:1] if month == FEBRUARY else stage.companies
    with clock.fixed(HANDED[month]):
        mended = on_time if month == FEBRUARY else ()
        files = [_export(stage, company.store, JANUARY, replaces=True) for company in mended]
        files += [_export(stage, company.store, month) for company in on_time]
        _take_in(stage, files, on_time)
    if late:
        with clock.fixed(LATE):
            _take_in(stage, [_export(stage, company.store, month) for company in late], late)


def _export(stage: _Stage, store: Store, month: period.Period, *, replaces: bool = False) -> Path:
    made = outbox.export(store, month, stage.stick, replaces=replaces)
    stage.bundles.append(made.file)
    return made.file


def _take_in(stage: _Stage, files: Sequence[Path], senders: Sequence[Teller]) -> None:
    """Import the sticks at the battalion, answer each, and let the companies read the answers."""
    superior = stage.battalion.store
    inbox.apply(superior, inbox.plan(superior, files))
    answers = receipts.write(superior, stage.stick)
    stage.receipts.extend(answers)
    for sender in senders:
        mine = [x for x in answers if _receiver(sender.store, x) == sender.story.unit.code]
        inbox.apply(sender.store, inbox.plan(sender.store, mine))


def _receiver(store: Store, answer: Path) -> str:
    header = inbox.inspect(store, answer).header
    assert header
    return header.receiver


def _report(stage: _Stage, month: period.Period) -> None:
    """Write the battalion's consolidated report: January issued, the two months together as a draft."""
    superior = stage.battalion.store
    about = month if month == JANUARY else period.parse(f"{JANUARY.text}..{month.text}")
    folder = stage.folder / _PAPERS
    with clock.fixed(REPORTED[month]):
        paper = consolidation.draft(superior, about, "report_month").id
        if month == JANUARY:
            drafts.issue(superior, paper, dated=REPORTED[month])
        stage.documents.extend(drafts.render_to(superior, paper, folder))


def _rendered(stage: _Stage) -> list[Path]:
    """Write out the papers the companies composed, each company in a folder of its own."""
    return [
        file
        for company in stage.companies
        for document in company.documents.values()
        for file in drafts.render_to(
            company.store, document, stage.folder / _PAPERS / company.story.unit.code
        )
    ]


@dataclass(slots=True)
class _Steps:
    """Counts the steps of the work for the progress bar."""

    progress: Progress
    total: int
    done: int = 0

    def next(self, what: str) -> None:
        self.progress(self.done, self.total, what)
        self.done += 1
