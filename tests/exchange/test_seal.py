"""Signature and lock: what we write the public tools read, what is written otherwise we refuse."""

import base64

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minisign import SecretKey, Signature

from app.exchange import seal
from app.exchange.refusals import BagWrong, CardWrong, SignatureWrong
from app.exchange.seal import PublicKeys

OWN, OTHER = seal.generate(), seal.generate()
CONTENT = b'{"kind":"submission"}'
SIGNATURE = seal.sign(CONTENT, OWN, "soctd 1")


@given(st.binary(max_size=3000))
def test_what_is_locked_opens_for_both_and_nobody_else(content: bytes) -> None:
    locked = seal.lock(content, [OWN.public(), OTHER.public()])
    assert seal.unlock(locked, OWN) == seal.unlock(locked, OTHER) == content
    with pytest.raises(BagWrong):
        seal.unlock(locked, seal.generate())


def test_what_is_signed_is_verified() -> None:
    seal.verify(CONTENT, SIGNATURE, OWN.public(), "soctd 1")


@pytest.mark.parametrize("at", range(len(SIGNATURE)))
def test_a_signature_with_one_flipped_bit_is_refused(at: int) -> None:
    wrong = bytearray(SIGNATURE)
    wrong[at] ^= 1 << at % 8
    with pytest.raises(SignatureWrong):
        seal.verify(CONTENT, bytes(wrong), OWN.public(), "soctd 1")


def test_a_signature_over_other_content_or_by_another_key_is_refused() -> None:
    for content, public, comment in (
        (CONTENT + b" ", OWN.public(), "soctd 1"),
        (CONTENT, OTHER.public(), "soctd 1"),
        (CONTENT, OWN.public(), "soctd 2"),
    ):
        with pytest.raises(SignatureWrong):
            seal.verify(content, SIGNATURE, public, comment)


def test_a_good_signature_spelt_otherwise_is_refused() -> None:
    """Each of these is accepted by minisign itself."""
    unhashed = SecretKey.from_base64(OWN.sign).sign(
        CONTENT, prehash=False, untrusted_comment="Signed by So CTD", trusted_comment="soctd 1"
    )
    renamed = Signature.from_bytes(SIGNATURE)
    renamed.untrusted_comment = "someone else"
    for wrong in (
        bytes(unhashed) + b"\n",
        bytes(renamed) + b"\n",
        SIGNATURE[:-1],
        SIGNATURE + b"\n",
        SIGNATURE.replace(b"\n", b"\r\n"),
    ):
        with pytest.raises(SignatureWrong):
            seal.verify(CONTENT, wrong, OWN.public(), "soctd 1")


def test_a_signature_with_a_scalar_beyond_the_group_order_is_refused() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    lines = SIGNATURE.split(b"\n")
    raw = base64.b64decode(lines[1])
    scalar = int.from_bytes(raw[-32:], "little") + order
    lines[1] = base64.b64encode(raw[:-32] + scalar.to_bytes(32, "little"))
    with pytest.raises(SignatureWrong):
        seal.verify(CONTENT, b"\n".join(lines), OWN.public(), "soctd 1")


def test_a_payload_locked_with_a_passphrase_is_refused_without_trying_it() -> None:
    with pytest.raises(BagWrong):
        seal.unlock(pyrage.passphrase.encrypt(b"x", "mật khẩu"), OWN)


def test_a_locked_payload_cut_or_lengthened_is_refused() -> None:
    locked = seal.lock(b"x" * 70_000, [OWN.public()])
    for wrong in (locked + b"\0", locked[:-1], locked[: 65536 + 300], b"", locked[:50]):
        with pytest.raises(BagWrong):
            seal.unlock(wrong, OWN)


def test_public_keys_that_cannot_be_read_are_refused() -> None:
    good = OWN.public()
    good.check()
    for wrong in (
        PublicKeys("", good.lock),
        PublicKeys(good.sign[:-1], good.lock),
        PublicKeys(good.sign, good.lock.upper()),
        PublicKeys(good.sign, "age1"),
    ):
        with pytest.raises(CardWrong):
            wrong.check()
