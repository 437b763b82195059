"""Files kept with rows: taken by content, kept once, refused by name, taken back and brought back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AppError, NotFound, Refused
from app.ledgers import PeriodLocked, ReadOnlyUnit, StruckOut, attachments, entries, locks, taking
from app.ledgers.attachments import AlreadyKept
from app.ledgers.outside import FileUnreadable
from app.ledgers.taking import (
    Empty,
    KindRefused,
    MarkedSecret,
    NameUnsafe,
    NotConfirmed,
    TooLarge,
)
from app.period import parse
from app.progress import Cancelled
from app.store import Store, Where
from tests.ledgers.conftest import People
from tests.ledgers.examples import COMPANY
from tests.ledgers.made_files import docx, pdf, pdf_paper, png, xlsx

PHOTO = png()
MINUTES = pdf()


@pytest.fixture
def row(store: Store, people: People) -> str:
    return entries.add(store, "session", COMPANY["session"]).id


def keep(store: Store, row: str, name: str = "anh.png", content: bytes = PHOTO) -> str:
    return attachments.add(store, row, name, content, not_secret=True).sha256


def test_a_file_is_kept_listed_read_and_told_in_the_history(store: Store, row: str) -> None:
    file = attachments.add(store, row, "Ảnh lớp học.png", PHOTO, not_secret=True)
    assert attachments.listing(store, row) == (file,) == entries.get(store, row).files
    assert (file.media, file.size, file.added_by) == ("image/png", len(PHOTO), store.account.name)
    assert attachments.content(store, row, file.sha256[:8]) == PHOTO
    last = entries.history(store, row)[-1]
    assert (last.label, last.old, last.new) == ("Tệp kèm", "", "Ảnh lớp học.png")
    assert last.action == "Kèm tệp “Ảnh lớp học.png”: Buổi học chính trị 12/03/2026"
    assert store.verify().ok


def test_adding_is_one_step_back_and_one_forward(store: Store, row: str) -> None:
    before = store.dump()
    keep(store, row)
    after = store.dump()
    store.undo()
    assert store.dump() | {"blob": []} == before | {"blob": []}
    assert attachments.listing(store, row) == ()
    report = store.verify()
    assert report.ok
    assert (report.counts["blobs"], report.counts["blobs_unused"]) == (1, 1)
    store.redo()
    assert store.dump() == after
    assert store.verify().counts["blobs_unused"] == 0


def test_removing_needs_a_reason_and_can_be_undone(store: Store, row: str) -> None:
    digest = keep(store, row)
    with pytest.raises(Refused):
        attachments.remove(store, row, digest, reason=" ")
    attachments.remove(store, row, digest, reason="Kèm nhầm dòng")
    assert attachments.listing(store, row) == ()
    last = entries.history(store, row)[-1]
    assert (last.old, last.new, last.reason) == ("anh.png", "", "Kèm nhầm dòng")
    with pytest.raises(NotFound):
        attachments.content(store, row, digest)
    store.undo()
    assert attachments.content(store, row, digest) == PHOTO


def test_one_content_is_kept_once_whatever_it_is_called(store: Store, row: str) -> None:
    other = entries.add(store, "session", {**COMPANY["session"], "date": "2026-03-13"}).id
    keep(store, row, "một.png")
    keep(store, other, "hai.png")
    assert store.verify().counts["blobs"] == 1
    with pytest.raises(AlreadyKept) as told:
        keep(store, row, "ba.png")
    assert "một.png" in told.value.sentence
    assert [x.name for x in attachments.listing(store, row)] == ["một.png"]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("anh.png", b"", Empty),
        ("anh.png", b"GIF89a....", KindRefused),
        ("virus.png", b"MZ\x90\x00", KindRefused),
        ("anh.jpg", b"<html>", KindRefused),
        ("goi.zip", xlsx().replace(b"workbook", b"workbxxk"), KindRefused),
        ("macro.docx", docx("x", extra="word/vbaProject.bin"), KindRefused),
        ("hong.docx", docx("x")[:60], KindRefused),
        ("../anh.png", PHOTO, NameUnsafe),
        ("C:\\anh.png", PHOTO, NameUnsafe),
        ("con.png", PHOTO, NameUnsafe),
        ("anh\x00.png", PHOTO, NameUnsafe),
        ("anh\u202egnp.exe", PHOTO, NameUnsafe),
        ("anh.png.", PHOTO, NameUnsafe),
        ("   ", PHOTO, NameUnsafe),
        ("a" * 256 + ".png", PHOTO, NameUnsafe),
        ("TỐI MẬT.png", PHOTO, MarkedSecret),
        ("cong van.docx", docx("Kính gửi", "M Ậ T"), MarkedSecret),
        ("bang.xlsx", xlsx("Độ mật: Tối mật"), MarkedSecret),
        ("to trinh.pdf", pdf_paper("TIỂU ĐOÀN 1", "TỐI MẬT"), MarkedSecret),
        ("to trinh.pdf", pdf_paper("Số: 1", "M Ậ T", beside="Độc lập – Tự do"), MarkedSecret),
        ("khoa.pdf", pdf_paper("Biên bản", password="1"), KindRefused),
    ],
)
def test_what_may_not_be_kept_is_refused_by_name_and_leaves_nothing(
    store: Store, row: str, name: str, content: bytes, refusal: type[AppError]
) -> None:
    before = store.dump()
    with pytest.raises(refusal):
        keep(store, row, name, content)
    assert store.dump() == before


def test_the_largest_file_is_the_catalogues_and_one_byte_more_is_refused(
    store: Store, row: str
) -> None:
    limit = 25 * 1024 * 1024
    attachments.add(store, row, "a.pdf", MINUTES.ljust(limit, b"\n"), not_secret=True)
    with pytest.raises(TooLarge) as told:
        keep(store, row, "b.pdf", MINUTES.ljust(limit + 1, b"\n"))
    assert "25 MB" in told.value.sentence
    assert store.verify().ok


def test_words_inside_a_sentence_are_no_mark_and_the_text_is_kept(store: Store, row: str) -> None:
    keep(store, row, "quy-che.docx", docx("Giữ bí mật quân sự"))
    keep(store, row, "quy-che.pdf", pdf_paper("Giữ bí mật quân sự", "ngày mật hạn"))
    keep(store, row, "hong.pdf", b"%PDF-1.7\n1 0 obj << /Broken")


def test_a_wrong_or_missing_ending_gets_the_one_of_the_content(store: Store, row: str) -> None:
    names = [("anh.exe", png(1)), ("quet", png(2)), ("ẢNH.PNG", png(3)), ("bien.ban.jpg", MINUTES)]
    for name, content in names:
        keep(store, row, name, content)
    assert [x.name for x in attachments.listing(store, row)] == [
        "anh.exe.png", "quet.png", "ẢNH.PNG", "bien.ban.jpg.pdf",
    ]  # fmt: skip


def test_nothing_is_kept_before_somebody_says_that_it_is_not_secret(store: Store, row: str) -> None:
    for act in (
        lambda: attachments.add(store, row, "a.png", PHOTO, not_secret=False),
        lambda: attachments.add_files(store, row, [Path("a.png")], not_secret=False),
    ):
        with pytest.raises(NotConfirmed):
            act()
    assert store.verify().counts["blobs"] == 0


def test_struck_foreign_and_locked_rows_take_and_lose_no_file(
    store: Store, row: str, people: People
) -> None:
    digest = keep(store, row)
    foreign = entries.add(store, "session", {**COMPANY["session"], "date": "2026-04-13"}).id
    with store.change("Như từ gói"):
        store.update("entry", foreign, {"unit": "d1"})

    def acts(x: str) -> list[Callable[[], object]]:
        return [
            lambda: keep(store, x, "b.png", png(9)),
            lambda: attachments.remove(store, x, digest, reason="thử"),
        ]

    for act in acts(foreign):
        with pytest.raises(ReadOnlyUnit):
            act()
    locks.lock(store, parse("2026-03"), "Đã nộp")
    for act in acts(row):
        with pytest.raises(PeriodLocked):
            act()
    locks.reopen(store, parse("2026-03"), "Bổ sung")
    entries.strike(store, row, reason="Trùng")
    for act in acts(row):
        with pytest.raises(StruckOut):
            act()
    assert attachments.content(store, row, digest) == PHOTO


def test_several_files_are_one_change_and_what_is_there_is_only_told(
    store: Store, row: str, tmp_path: Path
) -> None:
    keep(store, row)
    paths = written(tmp_path, {"a.png": PHOTO, "b.png": png(1), "c.pdf": MINUTES})
    done = attachments.add_files(store, row, paths, not_secret=True)
    assert [x.name for x in done.files] == ["b.png", "c.pdf"]
    assert done.already == ("a.png",)
    store.undo()
    assert [x.name for x in attachments.listing(store, row)] == ["anh.png"]


def test_one_bad_file_of_many_refuses_all_and_every_bad_one_is_named(
    store: Store, row: str, tmp_path: Path
) -> None:
    before = store.dump()
    good = {"a.png": PHOTO}
    bad = {"b.exe": b"MZ", "c.png": b"", "d.png": png(1), "e.docx": docx("TUYỆT MẬT")}
    paths = [*written(tmp_path, good | bad), tmp_path / "không có.png"]
    with pytest.raises(Refused) as told:
        attachments.add_files(store, row, paths, not_secret=True)
    assert [(p.where, p.code) for p in told.value.problems] == [
        ("b.exe", "L144"), ("c.png", "L143"), ("e.docx", "L141"), ("không có.png", "L147"),
    ]  # fmt: skip
    assert store.dump() == before
    with pytest.raises(FileUnreadable):
        attachments.add_files(store, row, paths[-1:], not_secret=True)


def test_cancelling_half_way_keeps_nothing(store: Store, row: str, tmp_path: Path) -> None:
    before = store.dump()
    seen: list[int] = []

    def stop(done: int, total: int, what: str) -> None:
        seen.append(done)
        if done > 2 << 20:
            raise Cancelled

    big = written(tmp_path, {"a.pdf": MINUTES.ljust(8 << 20, b"\n")})
    with pytest.raises(Cancelled):
        attachments.add_files(store, row, big, not_secret=True, progress=stop)
    assert max(seen) < 8 << 20
    assert store.dump() == before
    assert store.verify().ok


def test_amending_and_striking_a_row_leaves_its_files(store: Store, row: str) -> None:
    keep(store, row)
    entries.amend(store, row, {"hours": 3})
    entries.strike(store, row, reason="Trùng")
    assert [x.name for x in entries.get(store, row).files] == ["anh.png"]


def test_names_of_files_are_found_without_marks_while_they_are_kept(store: Store, row: str) -> None:
    digest = keep(store, row, "Ảnh Hội thao quý I.png")
    assert [h.id for h in store.search("hoi thao")] == [row]
    attachments.remove(store, row, digest, reason="nhầm")
    assert store.search("hoi thao") == []


def test_a_backup_holds_the_files(store: Store, row: str, tmp_path: Path) -> None:
    from app import store as stores
    from tests.conftest import PASSPHRASE

    digest = keep(store, row)
    copy = store.backup()
    stores.restore(copy, tmp_path / "khôi phục", passphrase=PASSPHRASE)
    with stores.open(tmp_path / "khôi phục", passphrase=PASSPHRASE) as again:
        assert attachments.content(again, row, digest) == PHOTO
        assert again.verify().ok


def test_a_file_gone_from_the_store_is_found(store: Store, row: str) -> None:
    digest = keep(store, row)
    store._db.conn.execute("DELETE FROM blob WHERE sha256 = ?", [digest])
    report = store.verify()
    assert not report.ok
    assert any(digest[:12] in line for line in report.findings)


def test_the_accepted_kinds_are_data(store: Store) -> None:
    assert [k.key for k in taking.kinds(store.catalogue)] == [
        "jpeg", "png", "tiff", "pdf", "docx", "xlsx",
    ]  # fmt: skip
    assert store.find("entry", Where("files_json", "=", None)) == []


def written(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
