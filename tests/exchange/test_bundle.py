"""A sealed file: `open(seal(x)) == x`, and no other file of one byte's difference opens."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AppError
from app.exchange import archive, bundle, canonical, header, seal
from app.exchange.header import Header
from app.exchange.refusals import (
    BagWrong,
    ContainerDamaged,
    FormatNewer,
    KindUnknown,
    SignatureWrong,
)

COMPANY, BATTALION = seal.generate(), seal.generate()
HEAD = Header(
    kind="submission", sender="c1", receiver="d1", sender_key=COMPANY.public().key_id,
    receiver_key=BATTALION.public().key_id, period="2026-01", sequence=1, incarnation="a1", previous="",
    replaces="", catalogue_edition="1.0.0", catalogue_hash="0" * 64, journal_head="0" * 64,
    created_at="2026-02-01T08:00:00Z", training=False, nil=False, payload_sha256="0" * 64, payload_size=1,
)  # fmt: skip
DONE, FILE = bundle.seal_up(HEAD, b"goi", COMPANY, BATTALION.public())


def opened(data: bytes) -> bytes:
    found = bundle.read(data)
    bundle.verify(found, COMPANY.public())
    return bundle.open_payload(found, BATTALION)


@settings(max_examples=30)
@given(st.binary(max_size=5000), st.integers(2, 10**9), st.booleans())
def test_what_is_sealed_opens(payload: bytes, sequence: int, nil: bool) -> None:
    head = replace(HEAD, sequence=sequence, previous="1" * 64, nil=nil)
    done, data = bundle.seal_up(head, payload, COMPANY, BATTALION.public())
    assert opened(data) == payload
    assert bundle.read(data).header == done
    assert header.parse(done.encoded()) == done


def test_every_flipped_byte_is_refused() -> None:
    for at in range(len(FILE)):
        for mask in (1 << at % 8, 0xFF):
            wrong = bytearray(FILE)
            wrong[at] ^= mask
            with pytest.raises(AppError):
                opened(bytes(wrong))


def test_every_shortened_file_is_refused() -> None:
    for length in range(len(FILE)):
        with pytest.raises(ContainerDamaged):
            bundle.read(FILE[:length])


def test_a_signature_moved_from_another_bundle_is_refused() -> None:
    _, other = bundle.seal_up(replace(HEAD, period="2026-02"), b"goi", COMPANY, BATTALION.public())
    members, others = archive.unpack(FILE), archive.unpack(other)
    for name in bundle.MEMBERS:
        with pytest.raises((SignatureWrong, BagWrong)):
            opened(archive.pack({**members, name: others[name]}))


@pytest.mark.parametrize(
    "names",
    [("header.json", "payload.age"), (*bundle.MEMBERS, "extra"), tuple(reversed(bundle.MEMBERS))],
)
def test_missing_extra_or_reordered_members_are_refused(names: tuple[str, ...]) -> None:
    members = {**archive.unpack(FILE), "extra": b""}
    with pytest.raises(ContainerDamaged):
        bundle.read(archive.pack({name: members[name] for name in names}))


WRONG: list[tuple[str, canonical.Value]] = [
    ("sequence", 0), ("sequence", -1), ("sequence", "1"), ("sequence", True), ("training", 0), ("period", "2026-1"),
    ("period", "tháng 1"), ("previous", "x"), ("previous", "1" * 64), ("payload_sha256", "A" * 64), ("payload_size", 0),
    ("created_at", "2026-02-01"), ("catalogue_edition", "1.0"), ("catalogue_edition", "١.0.0"), ("from", ""), ("to", "a\nb"),
    ("sender_key", "xyz"), ("format", "soctd-goi/x"), ("format", "goi/1"), ("format", 1), ("kind", None), ("new", 1),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_a_header_with_a_senseless_value_is_refused(key: str, value: canonical.Value) -> None:
    with pytest.raises(ContainerDamaged):
        header.parse(canonical.dumps({**DONE.mapping(), key: value}))


def test_a_header_without_a_field_is_refused() -> None:
    for key in DONE.mapping():
        less = {k: v for k, v in DONE.mapping().items() if k != key}
        with pytest.raises(ContainerDamaged):
            header.parse(canonical.dumps(less))


def test_a_newer_format_and_an_unknown_kind_have_their_own_names() -> None:
    with pytest.raises(FormatNewer):
        header.parse(canonical.dumps({**DONE.mapping(), "format": "soctd-goi/2", "more": 1}))
    with pytest.raises(KindUnknown):
        header.parse(canonical.dumps({**DONE.mapping(), "kind": "reopen"}))


def test_a_payload_locked_anew_by_somebody_else_is_refused() -> None:
    """Anybody may lock something for the battalion; only the signed hash says what the company sent."""
    other = seal.lock(b"khac", [BATTALION.public()])
    found = replace(bundle.read(FILE), locked=other)
    with pytest.raises(BagWrong):
        bundle.open_payload(found, BATTALION)
    same_size = replace(found, header=replace(found.header, payload_size=len(other)))
    with pytest.raises(BagWrong):
        bundle.open_payload(same_size, BATTALION)
