"""Sealing and opening, beside bare age; and a whole month carried from a company to its battalion."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pyrage

from app.exchange import seal
from benchmarks.measure import Row, pair

SIZE = 4 * 2**20
NOTE = "benchmark"


def rows(_place: Path) -> Iterator[Row]:
    """Yield sealing and opening 4 MB."""
    sender, receiver = seal.generate(), seal.generate()
    readers = [receiver.public(), sender.public()]
    recipients = [pyrage.x25519.Recipient.from_str(reader.lock) for reader in readers]
    identity = pyrage.x25519.Identity.from_str(receiver.lock)
    content = secrets.token_bytes(SIZE)
    locked = seal.lock(content, readers)
    signature = seal.sign(locked, sender, NOTE)

    def close() -> None:
        seal.sign(seal.lock(content, readers), sender, NOTE)

    def open_() -> None:
        seal.verify(locked, signature, sender.public(), NOTE)
        seal.unlock(locked, receiver)

    spent, reference = pair(close, lambda: pyrage.encrypt(content, recipients), 5)
    yield Row("lock and sign 4 MB / bare age", "ms", spent * 1000, reference * 1000, most_ratio=3)
    spent, reference = pair(open_, lambda: pyrage.decrypt(locked, [identity]), 5)
    yield Row(
        "verify and unlock 4 MB / bare age", "ms", spent * 1000, reference * 1000, most_ratio=3
    )
