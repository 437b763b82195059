"""The plan of a merge: every row is moved in thought, counted, and checked by the new rules."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.catalogue import Catalogue, Edition, editions
from app.errors import AppError
from app.ledgers import naming
from app.ledgers.check import Checking
from app.ledgers.locks import PeriodLocked
from app.ledgers.merging.model import (
    Adoption,
    Double,
    Doubtful,
    Dropped,
    Kept,
    Line,
    NotTaken,
    Part,
)
from app.ledgers.merging.moving import Moved, Mover, NotMoved
from app.ledgers.merging.walking import pages, walk
from app.ledgers.rows import Entry
from app.progress import Progress, silent
from app.store import Store, Where

_CHECKING = "Xem từng dòng ghi"


class EditionNotNext(AppError):
    """The edition takes rows of another edition than the one the store stands on."""

    code = "L171"
    message = "Bộ biểu mẫu này không nhận dòng ghi từ bộ đang dùng."
    hint = "Xem các bộ biểu mẫu và bộ mà mỗi bộ nhận bằng lệnh catalogue editions."


def plan(
    store: Store, edition: Edition, *, from_day: date | None = None, progress: Progress = silent
) -> Adoption:
    """Return what going over to `edition` would do; nothing changes.

    With `from_day` rows dated before it stay in the closed former ledgers (domain 2.3, rule 1); a stock of
    people or members is taken whole. `EditionNotNext`; `CatalogueWrong` when a row would have no place.
    """
    old, new = store.catalogue, edition.catalogue
    _require_next(old, new)
    counting = _Counting(store, old, new)
    mover = Mover(store, new, from_day)
    with store.reader(new) as by_new:
        checking = {x: Checking(by_new, section) for x, section in new.sections.items()}
        for entry, place in walk(store, old, new, pages(store), progress, _CHECKING):
            line = Line(entry.id, naming.title(store, entry), place)
            part = counting.part(entry)
            moved = mover.move(entry)
            if isinstance(moved, NotMoved):
                counting.stays(part, moved, line)
            else:
                counting.goes(part, entry, moved, line)
                if entry.struck is None:
                    counting.judge(checking[moved.section], moved, line)
    return counting.adoption(edition, from_day)


def _require_next(old: Catalogue, new: Catalogue) -> None:
    if old.digest == new.digest:
        raise EditionNotNext(f"Sổ đang theo bộ biểu mẫu {new.edition} này rồi.")
    if new.renames.edition != old.edition:
        takes = new.renames.edition or "không bộ nào"
        raise EditionNotNext(
            f"Bộ biểu mẫu {new.edition} nhận dòng ghi từ {takes}, sổ này theo bộ {old.edition}."
        )
    editions.require_takes_over(old, new)


@dataclass(slots=True)
class _Part:
    """A `Part` while it is counted."""

    ledger: str
    ledger_title: str
    section: str
    rows: int = 0
    struck: int = 0
    left: int = 0
    refused: int = 0
    into: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Counting:
    """Everything found so far."""

    store: Store
    old: Catalogue
    new: Catalogue
    parts: dict[str, _Part] = field(default_factory=dict)
    refused: list[NotTaken] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    dropped: dict[tuple[str, str], list[Kept]] = field(default_factory=dict)
    remainders: Counter[str] = field(default_factory=Counter)
    first: dict[tuple[str, str, str], Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for ledger in self.old.ledgers_of(self.store.unit.level):
            for key in ledger.sections:
                self.parts.setdefault(key, _Part(ledger.key, ledger.title, key))

    def part(self, entry: Entry) -> _Part:
        part = self.parts[entry.section]
        part.rows += 1
        part.struck += entry.struck is not None
        return part

    def stays(self, part: _Part, moved: NotMoved, line: Line) -> None:
        if moved.rule:
            part.refused += 1
            self.refused.append(NotTaken(line, moved.rule, moved.reason))
        else:
            part.left += 1

    def goes(self, part: _Part, entry: Entry, moved: Moved, line: Line) -> None:
        part.into[moved.section] += 1
        self.remainders[moved.section] += moved.remainder
        for f, text in moved.dropped:
            self.dropped.setdefault((entry.section, f.key), []).append(Kept(line, text))

    def judge(self, checking: Checking, moved: Moved, line: Line) -> None:
        """Look for its double, and for what the new rules would refuse; closed periods do not matter here."""
        section = checking.section
        start = moved.content.casefold()[: self.new.renames.double_length]
        if start:
            seen = self.first.setdefault((section.key, moved.occurred_on, start), line)
            if seen is not line:
                self.doubles.append(Double(seen, line, section.key, moved.content))
        wrong = tuple(
            p
            for p in checking.draft(moved.values).problems
            if p.severity == "block" and p.code != PeriodLocked.code
        )
        if wrong:
            self.doubtful.append(Doubtful(line, section.key, wrong))

    def adoption(self, edition: Edition, from_day: date | None) -> Adoption:
        titles = {k: s.title for c in (self.new, self.old) for k, s in c.sections.items()}
        before = counted(self.store)
        after = Counter(before)
        for part in self.parts.values():
            after[part.section] -= part.into.total()
            after.update(part.into)
        parts = tuple(
            Part(
                p.ledger, p.ledger_title, p.section, self.old.sections[p.section].title, p.rows, p.struck,
                p.left, p.refused, dict(p.into),
            )
            for p in self.parts.values()
        )  # fmt: skip
        dropped = tuple(
            Dropped(
                section,
                titles[section],
                key,
                self.old.sections[section].field(key).label,
                tuple(values),
            )
            for (section, key), values in self.dropped.items()
        )
        return Adoption(
            self.old.edition, edition, from_day, self.store.journal_head(), parts, before,
            {k: n for k, n in sorted(after.items()) if n}, titles, tuple(self.doubles), tuple(self.refused),
            dropped, tuple(self.doubtful), {k: n for k, n in self.remainders.items() if n},
        )  # fmt: skip


def counted(store: Store) -> Mapping[str, int]:
    """Return the rows of the own unit by section, struck ones included."""
    found = store.group_count("entry", "section", Where("unit", "=", store.unit.code))
    return {str(key): found[key] for key in sorted(found)}
