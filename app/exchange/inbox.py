"""Taking bundles in: inspect, plan, apply, undo. Nothing is changed before `apply`.

One unit's bundle is one change; a refused file stops no other. The received file is kept untouched.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from app import period as periods
from app.errors import AppError, NotFound
from app.exchange import archive, channel, checks, comparing, medium, snapshot, taking
from app.exchange.channel import Parcel
from app.exchange.checks import ALREADY, Ahead, Inspection
from app.exchange.comparing import Item
from app.exchange.header import Header
from app.exchange.refusals import CatalogueNewer, NewerImported, SentUpAlready, SequenceGap
from app.exchange.snapshot import Snapshot
from app.progress import Progress, silent
from app.store import Store, Where

_HELD: Final = (CatalogueNewer, SequenceGap)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one file would do (`ready`), or did (`applied`), or why not; counts are of `items`.

    `held`: right but not yet its turn; nothing is stored, import it again later.
    """

    unit: str
    period: str
    result: Literal["ready", "applied", "already", "refused", "held"]
    code: str
    message: str
    bundle: str
    file: Path
    kind: str = ""
    sequence: int = 0
    items: tuple[Item, ...] = ()

    @property
    def new(self) -> int:
        return self._count("new")

    @property
    def changed(self) -> int:
        return self._count("changed")

    @property
    def removed(self) -> int:
        return self._count("removed")

    def _count(self, action: str) -> int:
        return sum(item.action == action for item in self.items)


Result = Plan


def inspect(store: Store, path: Path) -> Inspection:
    """Run every check on one file and say how each ended; changes nothing."""
    found = checks.examine(store, medium.read(path, archive.LIMIT))
    if found.refusal is None and found.header is not None and not found.already:
        found = _with_tables(store, found)
    return found


def plan(store: Store, paths: Sequence[Path], progress: Progress = silent) -> list[Plan]:
    """Say for every file what importing it would do, as if the files before it were in.

    The answer stands in the order of `paths`; the files are taken by unit and number in the chain.
    """
    ahead = Ahead()

    def one(path: Path) -> Plan:
        made, ready = _plan(store, path, ahead)
        if ready and ready[0].header:
            ahead.add(ready[0].header)
        return made

    return _each(store, paths, one, progress)


def apply(store: Store, plans: Sequence[Plan], progress: Progress = silent) -> list[Result]:
    """Import the plans that are ready, each checked anew; the others come back as they were."""
    ready = {p.file: p for p in plans if p.result in ("ready", "held")}

    def one(path: Path) -> Result:
        try:
            return _apply(store, path)
        except AppError as refusal:
            return _refused(path, ready[path].unit, ready[path].period, refusal)

    done = dict(zip(ready, _each(store, list(ready), one, progress), strict=True))
    return [done.get(p.file, p) for p in plans]


def undo(store: Store, bundle: str) -> None:
    """Take one import back, the newest of its unit first; refused once it was sent up."""
    found = {p.id: p for p in channel.parcels(store, "in")}
    parcel = found.get(bundle)
    if parcel is None or parcel.change is None:
        raise NotFound(f"Không có gói đã nhập mang mã {bundle[:12]}.")
    if any(
        p.unit == parcel.unit
        and p.incarnation == parcel.incarnation
        and p.sequence > parcel.sequence
        for p in found.values()
    ):
        raise NewerImported
    sent = channel.parcels(
        store, "out", Where("kind", "=", "submission"), Where("period", "=", parcel.period)
    )
    if parcel.kind == "submission" and any(p.at >= parcel.at for p in sent):
        raise SentUpAlready
    store.undo_change(parcel.change)


def listing(store: Store) -> list[Parcel]:
    """Return every bundle sent or taken in, newest first."""
    every = [*channel.parcels(store, "in"), *channel.parcels(store, "out")]
    return sorted(every, key=lambda p: (p.at, p.sequence), reverse=True)


def _each(
    store: Store, paths: Sequence[Path], one: Callable[[Path], Plan], progress: Progress
) -> list[Plan]:
    """Do `one` for every file in the order of the chains; answer in the order given."""
    order = sorted(range(len(paths)), key=lambda n: _place(paths[n]))
    done: dict[int, Plan] = {}
    for count, n in enumerate(order):
        progress(count, len(paths), paths[n].name)
        done[n] = one(paths[n])
    return [done[n] for n in range(len(paths))]


def _place(path: Path) -> tuple[str, int]:
    """Return where a file stands in its chain; unreadable ones come first and are refused later."""
    header = channel.peek(path)
    return (header.sender, header.sequence) if header else ("", 0)


def _plan(
    store: Store, path: Path, ahead: Ahead
) -> tuple[Plan, tuple[Inspection, Snapshot | None] | None]:
    """Return the plan of one file and, when it is ready, what applying needs."""
    header: Header | None = None
    try:
        seen = checks.examine(store, medium.read(path, archive.LIMIT), ahead)
        header = seen.header
        if seen.refusal:
            raise seen.refusal
        assert header is not None
        found, items = _content(store, seen) if not seen.already else (None, ())
    except AppError as refusal:
        unit, period = (header.sender, header.period) if header else ("", "")
        made = _refused(path, unit, period, refusal)
        return (replace(made, bundle=header.id, kind=header.kind) if header else made), None
    made = Plan(
        header.sender, header.period, "ready", "", "", header.id, path,
        header.kind, header.sequence, items,
    )  # fmt: skip
    if seen.already:
        return replace(made, result="already", code=ALREADY, message="Gói này đã nhập rồi."), None
    return made, (seen, found)


def _content(store: Store, seen: Inspection) -> tuple[Snapshot | None, tuple[Item, ...]]:
    header = seen.header
    assert header is not None
    if header.kind == "receipt":
        return None, taking.receipt_items(store, header, seen.files)
    found = snapshot.unpack(store.catalogue, seen.files)
    unit = store.unit_named(header.sender)
    return found, comparing.compare(store, unit, periods.parse(header.period), found)


def _with_tables(store: Store, seen: Inspection) -> Inspection:
    name = "Bảng số liệu đúng bộ biểu mẫu"
    try:
        _content(store, seen)
    except AppError as wrong:
        return replace(seen, checks=(*seen.checks, checks.Check(name, False, wrong.number)))
    return replace(seen, checks=(*seen.checks, checks.Check(name, True)))


def _apply(store: Store, path: Path) -> Result:
    made, ready = _plan(store, path, Ahead())
    if ready is None:
        return made
    seen, found = ready
    taking.take(store, seen, found, made.items)
    return replace(made, result="applied")


def _refused(path: Path, unit: str, period: str, refusal: AppError) -> Plan:
    result: Literal["held", "refused"] = "held" if isinstance(refusal, _HELD) else "refused"
    return Plan(unit, period, result, refusal.number, refusal.sentence, "", path)
