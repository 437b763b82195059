"""The ledgers: rows checked against the catalogue, people, computed columns and locked periods.

Services: `entries` (add, amend, strike, each also `_many`; preview_many, look, get, check, listing, count, history,
title, shown),
`people` (listing, find, copy, as_of, everyone, counts, mentions),
`postings` (record, arrive, history, since, kinds: the dated events of people),
`computed` (values, shown), `locks` (lock, reopen, require_open, listing).
`looks` (save, rename, remove, listing) for saved filters, `states` (States) for the marks of a table.
`registers` (make) a ledger for a period as a value (`register`), to be printed.
`sheets` (export; read, guess, given, plan, apply) for spreadsheets out and in.
`attachments` (add, add_files, remove, listing, of, find, content, save, kind, suffixes) for the files of a row.
`settings` (chosen, choose, offered) for the idle lock and the optional columns.
`merging` (plan, apply, join, report) takes every row over to another edition of the catalogue.
`Roster` keeps the look-ups of people for many rows; `entry_of` reads one record of table `entry`.
Every row is checked whole: all problems at once, beside their fields.
"""

from app.ledgers import (
    attachments,
    computed,
    entries,
    locks,
    looks,
    merging,
    people,
    postings,
    register,
    registers,
    settings,
    sheets,
    states,
)
from app.ledgers.check import OPTIONAL_FIELDS, Draft
from app.ledgers.entries import ReadOnlyUnit, StruckOut
from app.ledgers.history import FieldChange
from app.ledgers.locks import PeriodLocked
from app.ledgers.people import Roster
from app.ledgers.rows import Attachment, Entry, SectionUnknown, Value, Values, entry_of
from app.ledgers.values import reason_of

__all__ = [
    "attachments",
    "entries",
    "people",
    "postings",
    "computed",
    "locks",
    "looks",
    "merging",
    "states",
    "register",
    "registers",
    "settings",
    "sheets",
    "Attachment",
    "Draft",
    "Entry",
    "entry_of",
    "reason_of",
    "Roster",
    "Value",
    "Values",
    "FieldChange",
    "OPTIONAL_FIELDS",
    "PeriodLocked",
    "ReadOnlyUnit",
    "SectionUnknown",
    "StruckOut",
]
