"""What every bundle we make has in common: its place in the channel, its bag, its way to the stick."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from app import clock
from app.exchange import bag, bundle, channel, cover, keys, medium, package, snapshot
from app.exchange.cover import Cover
from app.exchange.header import Header, Kind
from app.exchange.keys import Known
from app.exchange.package import Package
from app.store import Store

_UNSEALED: Final = "0" * 64


def head(
    store: Store, kind: Kind, receiver: Known, period: str, replaces: str = "", *, nil: bool = False
) -> Header:
    """Return the header of the next bundle to `receiver`; the payload's hash and size come with sealing."""
    sequence, previous = channel.last_out(store, receiver.id)
    return Header(
        kind=kind,
        sender=store.unit.code,
        receiver=receiver.unit,
        sender_key=keys.ensure(store).keys.key_id,
        receiver_key=receiver.id,
        period=period,
        sequence=sequence + 1,
        incarnation=store.incarnation,
        previous=previous,
        replaces=replaces,
        catalogue_edition=store.catalogue.edition,
        catalogue_hash=store.catalogue.digest,
        journal_head=store.journal_head(),
        created_at=clock.now(),
        training=store.unit.training,
        nil=nil,
        payload_sha256=_UNSEALED,
        payload_size=1,
    )


def about(store: Store, head: Header, title: str) -> dict[str, object]:
    """Return what a package says about itself."""
    name = f"{head.kind}-{head.sender}-{head.period}".lower()
    return {
        "name": "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "-" for c in name),
        "title": f"{title}, {store.unit.name}",
        "created": head.created_at,
        "unit": head.sender,
        "period": head.period,
        "catalogue": head.catalogue_edition,
    }


def sheet(store: Store, head: Header, receiver: Known, contents: list[tuple[str, int]]) -> Cover:
    """Return the cover sheet of a bundle, without the hash that only the sealed header has."""
    return Cover(
        kind=head.kind,
        sender=store.unit.name,
        receiver=receiver.name,
        place=str(store.unit.data.get("place", "")),
        period=head.period,
        sequence=head.sequence,
        replaces=bool(head.replaces),
        nil=head.nil,
        training=head.training,
        made_on=clock.today(),
        contents=contents,
    )


def seal(
    store: Store, head: Header, receiver: Known, of: Package, page: Cover
) -> tuple[Header, bytes]:
    """Put package and cover into a bag, lock and sign it; return the finished header and the file."""
    inside = replace(of, files={**of.files, snapshot.COVER: cover.render(page)})
    info = {
        "Source-Organization": f"{store.unit.name} ({head.sender})",
        "External-Identifier": f"{head.kind} {head.period} {head.sequence}",
        "Bagging-Date": head.created_at[:10],
    }
    payload = bag.write(package.write(inside), info)
    return bundle.seal_up(head, payload, keys.secret(store), receiver.card.keys)


@contextmanager
def placed(
    store: Store, to: Path, header: Header, data: bytes, page: Cover
) -> Iterator[tuple[Path, Path]]:
    """Write file and cover sheet into the folder `to`, and the file into our own `sent`.

    The names are given when the block has ended; when it fails, nothing stays anywhere.
    """
    stem = f"{medium.plain_name(header.sender)}-{header.period}-{header.sequence:03}"
    if header.kind == "receipt":
        stem = (
            f"bien-nhan-{medium.plain_name(header.receiver)}-{header.period}-{header.sequence:03}"
        )
    files: Mapping[str, bytes] = {
        f"{stem}.goi": data,
        f"{stem}-bia.pdf": cover.render(replace(page, header_hash=header.id)),
    }
    with medium.placed(to, files) as (file, paper):
        kept = channel.keep(store, channel.SENT, data)
        try:
            yield file, paper
        except BaseException:
            kept.unlink(missing_ok=True)
            raise
