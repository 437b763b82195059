"""The unit's own templates: the shipped text mended by an officer, tried on real values before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import text as vietnamese
from app.documents import templates
from app.documents.composing import OWN, compose
from app.documents.kinds import type_of
from app.documents.refusals import SecretContent
from app.documents.values import Given
from app.period import Period
from app.store import NotAllowed, Store


@dataclass(frozen=True, slots=True)
class Field:
    """One field a template may use: `f.edu_hours.now`, and what it shows for the period tried."""

    name: str
    shown: str


def text(store: Store, type_id: str) -> str:
    """Return the template in use: the unit's own, else the shipped one."""
    kind = type_of(store, type_id)
    return str(store.setting(OWN, {}).get(kind.id) or templates.source(kind.id))


def is_own(store: Store, type_id: str) -> bool:
    """Tell whether the unit uses a template of its own for this type."""
    return type_id in store.setting(OWN, {})


def fields(store: Store, type_id: str, period: Period) -> list[Field]:
    """Return the fields of a template with what each shows in `period`."""
    made = compose(store, type_of(store, type_id), period, Given(), {})
    return [Field(name, shown) for name, shown in templates.fields(made.values)]


def tried(store: Store, type_id: str, text: str, period: Period) -> str:
    """Return the paper a template gives on the real values of `period`; `TemplateWrong` names line and field."""
    return compose(store, type_of(store, type_id), period, Given(), {}, vietnamese.clean(text)).text


def save(store: Store, type_id: str, text: str, periods: Sequence[Period]) -> None:
    """Keep a template after it has been tried on each of `periods`; a faulty one is refused and nothing changes.

    An empty period is tried too by the caller, so that branches for "không phát sinh" are proved.
    """
    if not store.account.signs:
        raise NotAllowed("Tài khoản này không sửa được mẫu văn kiện.")
    kind = type_of(store, type_id)
    clean = vietnamese.clean(text)
    if vietnamese.secrecy_mark(clean):
        raise SecretContent()
    for period in periods:
        tried(store, type_id, clean, period)
    with store.change(f"Sửa mẫu văn kiện: {kind.title}"):
        store.set_setting(OWN, {**store.setting(OWN, {}), kind.id: clean})


def reset(store: Store, type_id: str) -> None:
    """Go back to the shipped template."""
    kind = type_of(store, type_id)
    kept = {k: v for k, v in store.setting(OWN, {}).items() if k != kind.id}
    with store.change(f"Dùng lại mẫu có sẵn: {kind.title}"):
        store.set_setting(OWN, kept)
