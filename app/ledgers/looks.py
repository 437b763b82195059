"""Saved looks: a period, words, column filters, an order and columns under a name, kept per section.

A look holds what was asked for, never rows. It is kept as a setting, so saving one is undone like any change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from app.catalogue import Section
from app.errors import AppError, NotFound
from app.ledgers.rows import section_of
from app.store import Store
from app.text import clean, fold

_LENGTH: Final = 60


class LookUnfit(AppError):
    """A saved look without a usable name."""

    code = "L130"
    message = "Chưa đặt được tên cho bộ lọc."
    hint = f"Đặt tên ngắn, không quá {_LENGTH} chữ, khác các tên đã có."


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a section. `period` as stored (`2026-01`, empty for all), `order` a column with
    `-` for descending; `columns` in their order, empty for the ledger's own; `months` groups by month."""

    section: str
    name: str
    period: str = ""
    search: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    order: str = ""
    columns: tuple[str, ...] = ()
    months: bool = False


def listing(store: Store, section: str) -> list[Look]:
    """Return the saved looks of a section by name; columns the catalogue no longer has are left out."""
    form = section_of(store.catalogue, section)
    found = [_look(form, x) for x in store.setting(_key(section), [])]
    return sorted(found, key=lambda look: fold(look.name))


def save(store: Store, look: Look) -> Look:
    """Keep a look; one of the same name, marks and case aside, is replaced. `LookUnfit` without a name."""
    kept = replace(look, name=_named(look.name))
    others = [x for x in listing(store, look.section) if fold(x.name) != fold(kept.name)]
    _write(store, look.section, [*others, kept], f"Lưu bộ lọc: {kept.name}")
    return kept


def rename(store: Store, section: str, name: str, new: str) -> Look:
    """Give a saved look another name; `LookUnfit` when another one has it already."""
    looks, wanted = listing(store, section), _named(new)
    old = _find(looks, name)
    if any(fold(x.name) == fold(wanted) for x in looks if x != old):
        raise LookUnfit(f"Đã có bộ lọc tên “{wanted}”.")
    renamed = replace(old, name=wanted)
    kept = [renamed if x == old else x for x in looks]
    _write(store, section, kept, f"Đổi tên bộ lọc: {wanted}")
    return renamed


def remove(store: Store, section: str, name: str) -> None:
    """Take a saved look away; `NotFound` for an unknown name."""
    looks = listing(store, section)
    gone = _find(looks, name)
    _write(store, section, [x for x in looks if x != gone], f"Xóa bộ lọc: {gone.name}")


def _write(store: Store, section: str, looks: Sequence[Look], label: str) -> None:
    kept = [{key: value for key, value in asdict(x).items() if key != "section"} for x in looks]
    with store.change(label):
        store.set_setting(_key(section), kept or None)


def _look(form: Section, kept: Mapping[str, Any]) -> Look:
    known = {f.key for f in form.fields} | {c.key for c in form.computed}
    order = str(kept["order"])
    return Look(
        form.key,
        str(kept["name"]),
        str(kept["period"]),
        str(kept["search"]),
        tuple((key, text) for key, text in kept["filters"] if key in known),
        order if order.lstrip("-") in {*known, "occurred_on", "entered_at"} else "",
        tuple(key for key in kept["columns"] if key in known),
        bool(kept["months"]),
    )


def _find(looks: Sequence[Look], name: str) -> Look:
    for look in looks:
        if fold(look.name) == fold(name):
            return look
    raise NotFound(f"Không có bộ lọc tên “{name}”.")


def _named(name: str) -> str:
    said = " ".join(clean(name).split())
    if not said or len(said) > _LENGTH:
        raise LookUnfit()
    return said


def _key(section: str) -> str:
    return f"looks.{section}"
