"""A unit's own adjustments over a layout profile: which key, to what, by whom, why; and the lock that ends them."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from app import clock
from app.documents import layouts
from app.documents.layouts import Measure, Profile
from app.documents.refusals import LayoutLocked, WrongValue
from app.ledgers import reason_of
from app.store import NotAllowed, Store
from app.text import similar

_SETTING = "layout_adjustments"
_FIXED = ("profile", "heading", "metadata")
"""What a unit never changes: whose profile it is, the State's and the Party's titles, what a file may say of itself."""


@dataclasses.dataclass(frozen=True, slots=True)
class Adjustment:
    """One changed key, `page.margin_left_mm` or `component.body.use`, with who changed it, when and why."""

    key: str
    value: float | int | str
    by: str
    at: str
    reason: str


def effective(store: Store, key: str) -> Profile:
    """Return a profile as the unit uses it: the regulation's with the unit's adjustments over it (layout §1.1, rule 4)."""
    found = layouts.load()[key]
    for one in listing(store, key):
        found = _set(found, one.key.split("."), one.value)
    return found


def listing(store: Store, key: str) -> list[Adjustment]:
    """Return the adjustments of a profile, by key."""
    kept = _of(store, key).get("changes", {})
    return [Adjustment(path, c["value"], c["by"], c["at"], c["reason"]) for path, c in kept.items()]


def locked(store: Store, key: str) -> str:
    """Return why the profile is locked, empty while it is open."""
    return str(_of(store, key).get("locked", ""))


def adjust(store: Store, key: str, path: str, value: float | int | str, *, reason: str) -> None:
    """Change one key of a profile for this unit; assistants may too, until the profile is locked.

    `LayoutLocked`; `WrongValue` for an unknown key (with the nearest one), a value of another type, or one
    outside the range that the regulation allows.
    """
    _require_open(store, key)
    why = reason_of(reason, "chỉnh thể thức")
    profile = _named(key)
    _check(profile, path, value)
    change = {"value": value, "by": store.account.name, "at": clock.now(), "reason": why}
    kept = _of(store, key)
    _keep(
        store,
        key,
        {**kept, "changes": {**kept.get("changes", {}), path: change}},
        f"Chỉnh thể thức: {path}",
    )


def restore(store: Store, key: str, path: str, *, reason: str) -> None:
    """Give one key back to the regulation's value."""
    _require_open(store, key)
    reason_of(reason, "trả lại quy định")
    kept = _of(store, key)
    changes = {k: v for k, v in kept.get("changes", {}).items() if k != path}
    if len(changes) == len(kept.get("changes", {})):
        raise WrongValue(f"Khóa “{path}” không bị chỉnh.")
    _keep(store, key, {**kept, "changes": changes}, f"Trả lại thể thức quy định: {path}")


def lock(store: Store, key: str, *, reason: str) -> None:
    """Close a profile to further adjustments; only who answers for the unit may."""
    _require_signer(store)
    _named(key)
    why = reason_of(reason, "khóa thể thức")
    _keep(store, key, {**_of(store, key), "locked": why}, f"Khóa thể thức {key}")


def unlock(store: Store, key: str, *, reason: str) -> None:
    """Open a locked profile again, with a reason that history keeps."""
    _require_signer(store)
    why = reason_of(reason, "mở khóa thể thức")
    _keep(store, key, {**_of(store, key), "locked": ""}, f"Mở khóa thể thức {key}: {why}")


def keys(profile: Profile) -> dict[str, Any]:
    """Return every key a unit may change with its present value."""
    return {
        path: value
        for path, value in _leaves(profile, "")
        if path.split(".")[0] not in _FIXED
        and not path.endswith(("confidence", "allowed", "title", "place"))
        and ".confidence." not in path
    }


def _leaves(value: Any, before: str) -> list[tuple[str, Any]]:
    if isinstance(value, Measure):
        return [(before, value.use)]
    if dataclasses.is_dataclass(value):
        names = [f.name for f in dataclasses.fields(value)]
        pairs = [(n, getattr(value, n)) for n in names]
    elif isinstance(value, Mapping):
        pairs = list(value.items())
    else:
        return [(before, value)] if isinstance(value, str | int | float) else []
    return [leaf for n, v in pairs for leaf in _leaves(v, f"{before}.{n}" if before else n)]


def _check(profile: Profile, path: str, value: object) -> None:
    known = keys(profile)
    if path not in known:
        near = similar(path, known)
        raise WrongValue(f"Không có khóa “{path}”.", hint=f"Có phải “{near[0]}”?" if near else "")
    now = known[path]
    fits = isinstance(value, str) if isinstance(now, str) else isinstance(value, int | float)
    if not fits or isinstance(value, bool):
        raise WrongValue(f"Giá trị của “{path}” sai kiểu, đang là “{now}”.")
    limits = allowed(profile, path)
    if limits and isinstance(value, int | float) and not limits[0] <= value <= limits[1]:
        raise WrongValue(f"“{path}” phải từ {limits[0]:g} đến {limits[1]:g} theo quy định.")


def allowed(profile: Profile, path: str) -> tuple[float, float] | None:
    """Return the range the regulation allows for a key, None where it gives none."""
    parts = path.split(".")
    holder = _at(profile, parts)
    if isinstance(holder, Measure):
        return None if isinstance(holder.allowed, str) else holder.allowed
    if parts[0] == "component" and parts[-1] == "use" and len(parts) == 3:
        return profile.component[parts[1]].size
    return None


def _at(value: Any, parts: list[str]) -> Any:
    for part in parts:
        value = value[part] if isinstance(value, Mapping) else getattr(value, part)
    return value


def _set(value: Any, parts: list[str], new: Any) -> Any:
    """Return a copy with one leaf changed."""
    if not parts:
        return dataclasses.replace(value, use=float(new)) if isinstance(value, Measure) else new
    head, *rest = parts
    if isinstance(value, Mapping):
        return {**value, head: _set(value[head], rest, new)}
    return dataclasses.replace(value, **{head: _set(getattr(value, head), rest, new)})


def _of(store: Store, key: str) -> dict[str, Any]:
    return dict(store.setting(_SETTING, {}).get(key, {}))


def _keep(store: Store, key: str, value: Mapping[str, Any], label: str) -> None:
    with store.change(label):
        store.set_setting(_SETTING, {**store.setting(_SETTING, {}), key: dict(value)})


def _named(key: str) -> Profile:
    known = layouts.load()
    if key not in known:
        near = similar(key, known)
        raise WrongValue(
            f"Không có thể thức “{key}”.", hint=f"Có phải “{near[0]}”?" if near else ""
        )
    return known[key]


def _require_open(store: Store, key: str) -> None:
    if locked(store, key):
        raise LayoutLocked(f"Thể thức {key} đã khóa: {locked(store, key)}.")


def _require_signer(store: Store) -> None:
    if not store.account.signs:
        raise NotAllowed("Tài khoản này không chỉnh được thể thức văn bản.")
