"""Who a type of paper goes to: the lines of `Nơi nhận` as patterns, and a unit's own list in their place."""

from collections.abc import Sequence

from app import text as vietnamese
from app.documents import fonts, kinds, organisation
from app.documents.refusals import WrongValue
from app.store import NotAllowed, Store

_OWN = "recipients_of"


def lines(store: Store, type_id: str) -> tuple[str, ...]:
    """Return the lines a type goes to, without the archive; `{parent}` is the superior. `TypeUnknown`."""
    kind = kinds.type_of(store, type_id)
    return organisation.addressed(store, kind.family, type_id)


def keep(store: Store, type_id: str, given: Sequence[str]) -> None:
    """Keep the unit's own lines of a type; none gives back the shipped ones. One step.

    Only who signs (`NotAllowed`). `WrongValue` for minutes, which go to nobody, and for an unknown word in braces;
    `GlyphMissing` for what no font can draw.
    """
    if not store.account.signs:
        raise NotAllowed()
    kind = kinds.type_of(store, type_id)
    if not organisation.load()[0].document[type_id].distributed:
        raise WrongValue("Loại văn kiện này không có nơi nhận.")
    own = [clean for one in given if (clean := vietnamese.clean(one).strip(" -;."))]
    for one in own:
        fonts.require(one, "nơi nhận")
        if unknown := organisation.unknown_words(one):
            raise WrongValue(
                f"Nơi nhận không có chữ thay “{unknown[0]}”.",
                hint="Dùng {parent} là cấp trên, {name} là đơn vị; hoặc ghi thẳng tên.",
            )
    data = store.unit.data
    known = data.get(_OWN)
    table = dict(known) if isinstance(known, dict) else {}
    table.pop(type_id, None)
    if own:
        table[type_id] = own
    with store.change(f"Sửa nơi nhận: {kind.title}"):
        store.update("unit", store.unit.code, {"data": {**data, _OWN: table}})
