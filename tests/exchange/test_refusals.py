"""Files that must not come in: each refused by its own code, the store exactly as it was."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import store as stores
from app.catalogue import editions
from app.exchange import archive, bag, bundle, channel, inbox, keys, outbox, receipts, seal
from app.exchange.header import Header
from app.exchange.outbox import Exported
from app.exchange.refusals import FormerEdition, TrainingMixed
from app.ledgers import entries
from app.period import parse
from app.store import FLOOR, Store, Unit
from tests.conftest import PASSPHRASE, MakeStore
from tests.exchange.conftest import FEBRUARY, JANUARY, RESOLUTION, acquaint, again, take


@contextmanager
def unchanged(store: Store) -> Iterator[None]:
    before, head = store.dump(), store.journal_head()
    yield
    assert (store.dump(), store.journal_head()) == (before, head)
    assert store.verify().ok


def code(store: Store, file: Path) -> str:
    """Return how the import of one file ended; plan and import agree."""
    (planned,) = inbox.plan(store, [file])
    (done,) = inbox.apply(store, [planned])
    assert (planned.result, planned.code, planned.message) == (done.result, done.code, done.message)
    assert done.result in ("refused", "held")
    return done.code


@pytest.fixture
def forged(company: Store, battalion: Store, sent: Exported, stick: Path) -> Callable[..., Path]:
    """Make a file signed by the company's real key with another header or payload."""
    content = bundle.open_payload(bundle.read(sent.file.read_bytes()), keys.secret(battalion))
    receiver = keys.of_unit(company, "d1").card.keys

    def make(
        payload: bytes = content, secret: seal.SecretKeys | None = None, **changed: Any
    ) -> Path:
        head: Header = replace(sent.header, **changed)
        _, data = bundle.seal_up(head, payload, secret or keys.secret(company), receiver)
        file = stick / "giả.goi"
        file.write_bytes(data)
        return file

    return make


def test_a_damaged_file_never_changes_the_store(
    battalion: Store, sent: Exported, stick: Path
) -> None:
    data = sent.file.read_bytes()
    file = stick / "hỏng.goi"
    chance = random.Random(20260201)
    flips = [*range(40), *chance.sample(range(len(data)), 250), *range(len(data) - 40, len(data))]
    with unchanged(battalion):
        for at in flips:
            wrong = bytearray(data)
            wrong[at] ^= 1 << chance.randrange(8)
            file.write_bytes(wrong)
            (planned,) = inbox.plan(battalion, [file])
            assert planned.result == "refused", at
            assert not all(c.ok for c in inbox.inspect(battalion, file).checks)
        for length in (0, 1, 100, *range(1024, len(data), 1024), len(data) - 1):
            file.write_bytes(data[:length])
            assert code(battalion, file) == "G201"
        for whole in (data + b"\n", b"\0" * len(data), b"PK\x03\x04" + data):
            file.write_bytes(whole)
            assert code(battalion, file) == "G201"
    assert take(battalion, sent.file)[0].result == "applied"


def test_whose_it_is_and_who_signed_it_are_checked(
    company: Store, another: Store, battalion: Store, forged: Callable[..., Path], sent: Exported
) -> None:
    stranger = seal.generate()
    other = keys.own_id(another)
    with unchanged(battalion):
        assert code(battalion, forged(secret=stranger)) == "G202"
        assert (
            code(battalion, forged(secret=stranger, sender_key=stranger.public().key_id)) == "G203"
        )
        assert code(battalion, forged(secret=keys.secret(another), sender_key=other)) == "G216"
        assert code(battalion, forged(receiver="d2")) == "G204"
        assert code(battalion, forged(receiver_key=stranger.public().key_id)) == "G204"
        assert code(battalion, forged(training=True)) == "G206"
        assert code(battalion, forged(kind="receipt")) == "G215"
        assert code(battalion, forged(catalogue_edition="99.0.0")) == "G207"
        assert code(battalion, forged(catalogue_hash="f" * 64)) == "G218"
        assert code(battalion, forged(sequence=3, previous="1" * 64)) == "G208"
        assert code(battalion, forged(incarnation="khác")) == "G211"
    with unchanged(company):
        assert code(company, sent.file) == "G205"
    with unchanged(another):
        assert code(another, sent.file) == "G203"


def test_a_key_that_was_replaced_signs_no_more(
    battalion: Store, sent: Exported, stick: Path, tmp_path: Path
) -> None:
    unit = stores.Unit("c1", "Đại đội 1", "company", own=True)
    above = stores.Unit("d1", "Tiểu đoàn 1", "battalion")
    made = stores.create(
        tmp_path / "sổ mới", unit=unit, parent=above, passphrase=PASSPHRASE, argon=FLOOR
    )
    with made.store as newer:
        acquaint(battalion, newer, stick / "thẻ mới")
    with unchanged(battalion):
        assert code(battalion, sent.file) == "G203"


def test_the_order_of_the_chain_is_kept(
    company: Store, battalion: Store, sent: Exported, stick: Path, forged: Callable[..., Path]
) -> None:
    second = outbox.export(company, FEBRUARY, stick)
    third = again(company, JANUARY, stick)
    with unchanged(battalion):
        (held,) = take(battalion, third.file)
        assert (held.result, held.code) == ("held", "G208")
    take(battalion, sent.file, second.file)
    with unchanged(battalion):
        assert take(battalion, sent.file)[0].result == "already"
        assert code(battalion, forged(period="2026-03")) == "G210"
        assert code(battalion, forged(sequence=3, previous="1" * 64)) == "G210"
    inbox.undo(battalion, second.header.id)
    assert [r.result for r in take(battalion, third.file, second.file)] == ["applied", "applied"]


def test_a_sender_restored_from_a_backup_is_noticed_until_its_card_is_compared_again(
    company: Store, battalion: Store, sent: Exported, stick: Path, tmp_path: Path
) -> None:
    take(battalion, sent.file)
    backup = company.backup()
    second = outbox.export(company, FEBRUARY, stick)
    take(battalion, second.file)
    stores.restore(backup, tmp_path / "khôi phục", passphrase=PASSPHRASE)
    with stores.open(tmp_path / "khôi phục", passphrase=PASSPHRASE) as restored:
        twin = outbox.export(restored, FEBRUARY, stick)
        assert twin.sequence == second.sequence
        with unchanged(battalion):
            assert code(battalion, twin.file) == "G211"
        card = keys.write_card(restored, stick)
        keys.trust(battalion, card, keys.read_card(card).fingerprint)
        assert take(battalion, twin.file)[0].result == "applied"
    third = again(company, FEBRUARY, stick)
    with unchanged(battalion):
        assert code(battalion, third.file) == "G211"


def test_an_inner_bag_or_table_that_is_wrong_is_refused(
    battalion: Store, sent: Exported, forged: Callable[..., Path]
) -> None:
    payload = bundle.open_payload(bundle.read(sent.file.read_bytes()), keys.secret(battalion))
    files = bag.read(payload)

    def changed(**contents: str) -> Path:
        new = {name.replace("__", "."): text.encode() for name, text in contents.items()}
        return forged(bag.write({**files, **new}, {}))

    figures = files["figures.csv"].decode()
    rows = files["resolution.csv"].decode()
    row = rows.splitlines()[1]
    wrong = [
        changed(person__csv="id,edition\r\n"),
        changed(figures__csv=figures.replace("findings,", "khac,")),
        changed(figures__csv=figures.replace("2,", "hai,")),
        changed(figures__csv="indicator,numerator\r\nstrength_total,NaN\r\n"),
        changed(resolution__csv=rows.replace("2026-01-05", "2026-02-05")),
        changed(resolution__csv=rows.replace("thang", "thang_10")),
        changed(resolution__csv=rows + row + "\r\n"),
        changed(resolution__csv=rows.replace("13-NQ/CB", "")),
        changed(resolution__csv=rows.replace("summary", "tom_tat")),
        changed(resolution__csv=rows + "1,2\r\n"),
        changed(resolution__csv=rows + '"'),
        changed(duties__csv="duty,period,document,nil\r\nday_strength,2026-01,,false\r\n"),
        changed(datapackage__json="[" * 5000),
    ]
    with unchanged(battalion):
        for number, file in enumerate(wrong):
            assert code(battalion, file) == "G213", number
    with unchanged(battalion):
        assert code(battalion, forged(payload[:-1])) == "G212"
        assert code(battalion, forged(archive.pack({"a": b""}))) == "G212"


def test_a_row_of_another_unit_cannot_be_overwritten(
    another: Store, battalion: Store, sent: Exported, stick: Path, forged: Callable[..., Path]
) -> None:
    own = entries.add(battalion, "resolution", RESOLUTION)
    theirs = entries.add(another, "resolution", RESOLUTION)
    take(battalion, outbox.export(another, JANUARY, stick).file)
    payload = bundle.open_payload(bundle.read(sent.file.read_bytes()), keys.secret(battalion))
    files = bag.read(payload)
    text = files["resolution.csv"].decode()
    mine = text.splitlines()[1].split(",")[0]
    with unchanged(battalion):
        for stolen in (own.id, theirs.id):
            wrong = {**files, "resolution.csv": text.replace(mine, stolen).encode()}
            assert code(battalion, forged(bag.write(wrong, {}))) == "G213"


def test_a_receipt_for_nothing_we_sent_is_refused(
    company: Store, battalion: Store, sent: Exported, stick: Path
) -> None:
    take(battalion, sent.file)
    (file,) = receipts.write(battalion, stick)
    read = bundle.read(file.read_bytes())
    files = bag.read(bundle.open_payload(read, keys.secret(company)))
    receiver = keys.of_unit(battalion, "c1").card.keys

    def forge(head: Header, contents: dict[str, bytes]) -> Path:
        _, data = bundle.seal_up(head, bag.write(contents, {}), keys.secret(battalion), receiver)
        wrong = stick / "giả.goi"
        wrong.write_bytes(data)
        return wrong

    table = files["receipt.csv"]
    with unchanged(company):
        assert code(company, forge(replace(read.header, replaces="1" * 64), files)) == "G220"
        other = {**files, "receipt.csv": table.replace(sent.header.id.encode(), b"1" * 64)}
        assert code(company, forge(read.header, other)) == "G220"
        two = {**files, "receipt.csv": table + table.splitlines()[1] + b"\r\n"}
        assert code(company, forge(read.header, two)) == "G213"


def test_failure_at_any_row_leaves_the_store_as_it_was(
    battalion: Store, sent: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = Store.insert
    plans = inbox.plan(battalion, [sent.file])
    for stop in (0, 1, 2, 10, 40):
        count = iter(range(1000))

        def failing(
            self: Store, *given: Any, stop: int = stop, count: Iterator[int] = count
        ) -> str:
            if next(count) == stop:
                raise MemoryError
            return insert(self, *given)

        with unchanged(battalion):
            monkeypatch.setattr(Store, "insert", failing)
            with pytest.raises(MemoryError):
                inbox.apply(battalion, plans)
            monkeypatch.undo()
    assert inbox.apply(battalion, plans)[0].result == "applied"


def test_a_training_unit_and_a_real_one_do_not_meet(
    battalion: Store, make_store: MakeStore, stick: Path
) -> None:
    training = make_store("c7", parent=("d1", "Tiểu đoàn 1"), training=True)
    card = keys.write_card(training, stick)
    with unchanged(battalion), pytest.raises(TrainingMixed):
        keys.trust(battalion, card, keys.read_card(card).fingerprint)


def test_a_card_is_no_bundle(battalion: Store, company: Store, stick: Path) -> None:
    card = keys.write_card(company, stick)
    with unchanged(battalion):
        assert code(battalion, card) == "G219"
    assert channel.peek(card) is None


def test_ledgers_on_a_replaced_edition_send_nothing(tmp_path: Path) -> None:
    made = stores.create(
        tmp_path / "c9",
        unit=Unit("c9", "Đại đội 9", "company", own=True),
        parent=Unit("d1", "Tiểu đoàn 1", "battalion"),
        passphrase=PASSPHRASE,
        argon=FLOOR,
        edition=editions.named("former"),
    )
    with made.store as store, pytest.raises(FormerEdition, match="bộ biểu mẫu cũ"):
        outbox.export(store, parse("2026-10"), tmp_path / "usb")
    assert not (tmp_path / "usb").exists()


def test_a_bundle_of_the_new_edition_is_held_by_former_ledgers(
    battalion: Store, sent: Exported
) -> None:
    with battalion.change("Theo bộ cũ"):
        battalion.stand_on(editions.named("former"))
    with unchanged(battalion):
        assert code(battalion, sent.file) == "G207"
