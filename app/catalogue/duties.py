"""The duties calendar: one row of the file becomes one rule per level."""

import re
from collections.abc import Collection
from typing import Literal

from app.catalogue.due import is_rule, locks_early
from app.catalogue.grammar import GrammarFault, parse_conditions
from app.catalogue.lists import read_key
from app.catalogue.model import Condition, DutyRule, Level
from app.catalogue.names import Known, condition_faults, unknown
from app.catalogue.read import Table
from app.catalogue.sections import LEVELS

NUMBERS = "numbers"
"""The target of the duty to submit the figures of a period; no document belongs to it."""

_SATISFIED = re.compile(r"(document|entry|submission) ([a-z0-9_]+)(?:\[(.*)\])?")
Way = Literal["document", "entry", "submission"]


def period_kinds(known: Known) -> tuple[str, ...]:
    """Return the kinds of period; where their list could not be read, a list that no word is of."""
    if "period_kind" not in known.lists:
        return ("",)
    return tuple(x.key for x in known.lists["period_kind"].choices)


def read_levels(row: Table) -> tuple[Level, ...]:
    return row.some_of("levels", LEVELS)


def read_due(row: Table, key: str, levels: Collection[Level]) -> dict[Level, str]:
    """Read a due rule for all levels, or a table with one for each."""
    if row.kind(key) is dict:
        inner = row.table(key)
        found = {level: inner.text(level) for level in levels}
        inner.close()
    else:
        found = dict.fromkeys(levels, row.text(key))
    for rule in dict.fromkeys(found.values()):
        if rule and not is_rule(rule):
            row.fault(key, f'Không hiểu quy tắc hạn "{rule}".')
    return found


def read_duties(file: Table, known: Known) -> tuple[DutyRule, ...]:
    """Read the duties; each is split into one rule per level, in the order of the file."""
    common = file.envelope(known.sources)
    found: list[DutyRule] = []
    seen: set[str] = set()
    for row in file.tables("duty", "id", needed=True):
        key, label, levels = read_key(row, seen, "id"), row.text("label"), read_levels(row)
        who, kind = row.text("who"), row.one_of("period", period_kinds(known))
        way, target, where = _satisfied(row, known)
        due, lock = read_due(row, "due", levels), read_due(row, "lock", levels)
        warn, group = row.integer("warn"), row.text("group")
        envelope = row.envelope(known.sources, common)
        for level in levels:
            if locks_early(due[level], lock[level], kind):
                row.fault("lock", f"Ngày khóa sớm hơn hạn ở cấp {level}.")
            if (
                way == "entry"
                and target in known.sections
                and level not in known.sections[target].levels
            ):
                row.fault("satisfied_by", f'Mục "{target}" không dùng ở cấp {level}.')
            found.append(
                DutyRule(
                    key,
                    label,
                    level,
                    who,
                    way,
                    target,
                    where,
                    kind,
                    due[level],
                    lock[level],
                    warn,
                    group,
                    envelope,
                )
            )
        row.close()
    file.close()
    return tuple(found)


def _satisfied(row: Table, known: Known) -> tuple[Way, str, tuple[Condition, ...]]:
    """Read `document x`, `entry section[filter]`, `submission x` or `submission numbers`."""
    text = row.text("satisfied_by")
    found = _SATISFIED.fullmatch(text)
    if not found:
        row.fault("satisfied_by", f'Không hiểu "{text}".')
        return "document", "", ()
    way: Way = (
        "entry" if found[1] == "entry" else "document" if found[1] == "document" else "submission"
    )
    if way != "entry":
        names = (*known.documents, NUMBERS) if way == "submission" else tuple(known.documents)
        if found[2] not in names:
            row.fault("satisfied_by", unknown("văn kiện", found[2], names))
        return way, found[2], ()
    if found[2] not in known.sections:
        row.fault("satisfied_by", unknown("mục", found[2], known.sections))
        return way, found[2], ()
    try:
        where = parse_conditions(found[3] or "")
    except GrammarFault as wrong:
        row.fault("satisfied_by", str(wrong))
        return way, found[2], ()
    shape = known.shape(found[2])
    for fault in condition_faults(where, shape or {}, known):
        row.fault("satisfied_by", fault)
    return way, found[2], where
