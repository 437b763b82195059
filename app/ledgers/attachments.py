"""Files kept with the rows of the ledgers: added, listed, read, removed. What may be kept at all is `taking`'s."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import clock
from app.catalogue import Section
from app.errors import AppError, NotFound, Problem, Refused
from app.ledgers import entries, outside, taking
from app.ledgers.entries import ReadOnlyUnit, StruckOut
from app.ledgers.filenames import safe_name
from app.ledgers.locks import require_open
from app.ledgers.naming import called
from app.ledgers.outside import Content, Loose
from app.ledgers.rows import Attachment, Entry, section_of
from app.ledgers.taking import NotConfirmed
from app.ledgers.values import reason_of
from app.progress import Cancelled, Progress, silent
from app.store import Store

__all__ = [
    "Added",
    "AlreadyKept",
    "Loose",
    "add",
    "add_files",
    "content",
    "find",
    "kind",
    "listing",
    "of",
    "remove",
    "save",
    "suffixes",
]

_ENOUGH: Final = 6
"""Hex digits from which the beginning of a hash may stand for the whole."""


class AlreadyKept(AppError):
    """The same content stands at the same place of this row."""

    code = "L146"
    message = "Tệp này đã kèm ở dòng này rồi."
    hint = "Không cần kèm lại."


@dataclass(frozen=True, slots=True)
class Added:
    """What adding several files did: those now kept, and the names of those the row had already."""

    files: tuple[Attachment, ...]
    already: tuple[str, ...]


def add(
    store: Store, entry: str, name: str, content: Content, *, not_secret: bool, field: str = "",
    progress: Progress = silent,
) -> Attachment:  # fmt: skip
    """Keep a file with the row `entry`, or in its field `field` of type `file`, and return it.

    The limits are `taking`'s; `not_secret` is what the officer confirmed (domain P5). `AlreadyKept` for the same
    content twice. Refused like an amendment: other units' and struck rows, locked periods.
    """
    row, form = _writable(store, entry)
    if not not_secret:
        raise NotConfirmed()
    said, media = taking.checked(store.catalogue, name, content, progress)
    with store.change(f"Kèm tệp “{said}”: {_called(form, row)}"):
        digest = store.put_blob(content, _told(progress, said, len(content)))
        held = next((x for x in listing(store, entry) if _same(x, digest, field)), None)
        if held is not None:
            raise AlreadyKept(f"Tệp này đã kèm ở dòng này với tên “{held.name}”.")
        file = Attachment(said, media, digest, len(content), store.account.name, clock.now(), field)
        if field:
            _write_field(store, row, form, field, [*_of_field(row, field), file], None)
        else:
            _write(store, row, [*row.files, file], None)
    return file


def add_files(
    store: Store, entry: str, files: Sequence[Path | Loose], *, not_secret: bool, field: str = "",
    progress: Progress = silent,
) -> Added:  # fmt: skip
    """Keep several files in one change, or none: every refused file is told at once, by its name."""
    row, form = _writable(store, entry)
    if not not_secret:
        raise NotConfirmed()
    kept: list[Attachment] = []
    already: list[str] = []
    refused: list[tuple[str, AppError]] = []
    alone = len(files) == 1
    named = f"tệp “{files[0].name}”" if alone else f"{len(files)} tệp"
    with store.change(f"Kèm {named}: {_called(form, row)}"):
        for number, file in enumerate(files):
            progress(number, len(files), f"Đang kèm {file.name}")
            try:
                content = outside.read(store.catalogue, file, progress)
                if refused:  # nothing will be kept; the rest is only checked
                    taking.checked(store.catalogue, file.name, content, progress)
                    continue
                kept.append(
                    add(
                        store,
                        entry,
                        file.name,
                        content,
                        not_secret=True,
                        field=field,
                        progress=progress if alone else silent,
                    )
                )
            except AlreadyKept:
                already.append(file.name)
            except (Refused, Cancelled):
                raise
            except AppError as wrong:
                refused.append((file.name, wrong))
        if refused:
            raise _all(refused)
    return Added(tuple(kept), tuple(already))


def remove(store: Store, entry: str, sha256: str, *, reason: str) -> Attachment:
    """Take a file off a row and return it; the history keeps its name, hash and the reason.

    `sha256` may be shortened to its first digits. Undo brings the file back.
    """
    row, form = _writable(store, entry)
    file = find(store, entry, sha256)
    said = reason_of(reason, "bỏ tệp kèm")
    with store.change(f"Bỏ tệp kèm “{file.name}”: {_called(form, row)}"):
        if file.field:
            rest = [x for x in _of_field(row, file.field) if x.sha256 != file.sha256]
            _write_field(store, row, form, file.field, rest, said)
        else:
            _write(store, row, [x for x in row.files if x.sha256 != file.sha256], said)
    return file


def listing(store: Store, entry: str) -> tuple[Attachment, ...]:
    """Return the files of a row: those of its fields in the order of the form, then the row's own."""
    return of(store, entries.get(store, entry))


def of(store: Store, row: Entry) -> tuple[Attachment, ...]:
    """Return the files of a row that was read already."""
    section = store.catalogue.sections.get(row.section)
    fields = [f.key for f in section.fields if f.type == "file"] if section else []
    return (*(file for key in fields for file in _of_field(row, key)), *row.files)


def find(store: Store, entry: str, sha256: str) -> Attachment:
    """Return one file of a row by its hash or the hash's first digits (6 or more); `NotFound` without it."""
    start = sha256.strip().casefold()
    found = [x for x in listing(store, entry) if x.sha256.startswith(start)]
    if len(start) < _ENOUGH or len({x.sha256 for x in found}) != 1:
        raise NotFound("Không có tệp kèm này ở dòng đã chọn.", hint="Xem mã bằng attachment list.")
    return found[0]


def content(store: Store, entry: str, sha256: str) -> bytes:
    """Return the content of one file of a row."""
    return store.blob(find(store, entry, sha256).sha256)


def _all(refused: Sequence[tuple[str, AppError]]) -> AppError:
    """Return the one refusal, or one that names every file."""
    if len(refused) == 1:
        return refused[0][1]
    problems = [Problem(name, f"{name}: {x.sentence}", x.number) for name, x in refused]
    return Refused("Chưa kèm tệp nào.", hint="Bỏ các tệp được nêu rồi làm lại.", problems=problems)


def kind(store: Store, media: str) -> str:
    """Return what people call a media type: `Ảnh JPEG`."""
    known = store.catalogue.lists[taking.KINDS].choices
    return next((x.label for x in known if x.extra["media"] == media), "Tệp")


def suffixes(store: Store) -> tuple[str, ...]:
    """Return the endings of names that accepted files usually have: `jpg`, `pdf`."""
    return tuple(x for k in taking.kinds(store.catalogue) for x in str(k.extra["suffixes"]).split())


def save(store: Store, entry: str, sha256: str, to: Path, *, progress: Progress = silent) -> Path:
    """Write one file out, no longer encrypted, and return where; into a folder under its own name.

    `outside.FileUnwritable` when that cannot be; a torn file is never left.
    """
    file = find(store, entry, sha256)
    target = to / safe_name(file.name) if to.is_dir() else to
    outside.write(target, store.blob(file.sha256), progress)
    return target


def _writable(store: Store, entry: str) -> tuple[Entry, Section]:
    row = entries.get(store, entry)
    if row.unit != store.unit.code:
        raise ReadOnlyUnit()
    if row.struck is not None:
        raise StruckOut()
    form = section_of(store.catalogue, row.section)
    require_open(store, row.unit, row.day, where=form.date)
    return row, form


def _write(store: Store, row: Entry, files: Sequence[Attachment], reason: str | None) -> None:
    listed = [
        {
            "name": x.name, "media": x.media, "sha256": x.sha256, "size": x.size,
            "added_by": x.added_by, "added_at": x.added_at,
        }
        for x in files
    ]  # fmt: skip
    changes = {"files_json": listed, "changed_at": clock.now(), "change_reason": reason}
    store.update("entry", row.id, changes)


def _write_field(
    store: Store,
    row: Entry,
    form: Section,
    field: str,
    files: Sequence[Attachment],
    reason: str | None,
) -> None:
    if field not in {f.key for f in form.fields if f.type == "file"}:
        raise NotFound(f"Mục “{form.title}” không có cột tệp “{field}”.")
    value = [{"name": x.name, "media": x.media, "sha256": x.sha256, "size": x.size} for x in files]
    entries.amend(store, row.id, {field: value or None}, reason=reason)


def _of_field(row: Entry, field: str) -> list[Attachment]:
    held = row.values.get(field)
    files: Sequence[Mapping[str, str | int]] = held if isinstance(held, tuple) else ()
    return [
        Attachment(
            str(x["name"]), str(x.get("media", "")), str(x["sha256"]), int(x["size"]), field=field
        )
        for x in files
    ]


def _same(file: Attachment, digest: str, field: str) -> bool:
    return file.sha256 == digest and file.field == field


def _called(form: Section, row: Entry) -> str:
    return called(form, row.values, row.occurred_on)


def _told(progress: Progress, name: str, size: int) -> Callable[[int], None]:
    return lambda done: progress(done, size, f"Đang kèm {name}")
