"""The edition of the former ledgers, and renames that must have a place for every row of it."""

from pathlib import Path
from shutil import copytree

import pytest

from app import paths
from app.catalogue import Catalogue, CatalogueWrong, EditionUnknown, editions, load, load_content
from app.catalogue import renames as reading

FORMER = paths.resources() / "editions" / "former"


@pytest.fixture(scope="module")
def former() -> Catalogue:
    return editions.named("former").catalogue


class Copy:
    """One edition in a folder of its own, to be spoilt."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.folder = Path(copytree(source, folder))

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        (self.folder / name).write_text(text.replace(old, new, 1), "utf-8")


def faults(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(CatalogueWrong) as wrong:
        editions.check(editions.named(str(folder)))
    return [(x.where, x.what) for x in wrong.value.problems]


@pytest.mark.parametrize(("level", "count"), [("c", 14), ("d", 16)])
def test_the_former_edition_has_a_ledger_of_its_own_for_everything(
    former: Catalogue, level: str, count: int
) -> None:
    own = former.ledgers_of(level)  # type: ignore[arg-type]
    assert len(own) == count
    assert [x.order for x in own] == list(range(1, count + 1))
    listed = {x.key: x.title for x in load().former if level in x.levels}
    assert {x.key: x.title for x in own} == listed


def test_every_column_of_the_former_forms_says_that_it_is_a_proposal(former: Catalogue) -> None:
    keys = {k for x in former.ledgers for k in x.sections} - {"person", "personnel_change"}
    assert {former.sections[k].envelope.confidence for k in keys} == {"default"}
    assert {former.sections[k].travels for k in keys} == {"never"}
    assert keys.isdisjoint(load().sections)


def test_the_former_edition_has_ledgers_and_no_more(former: Catalogue) -> None:
    assert former.superseded_by == load().edition
    assert not (former.indicators or former.duties or former.documents)
    assert former.lists.keys() == load().lists.keys()


def test_each_former_ledger_becomes_what_the_reference_says(former: Catalogue) -> None:
    new = load()
    for ledger in former.ledgers:
        of = next(x for x in new.former if x.key == ledger.key)
        renames = [r for key in ledger.sections for r in reading.renamed(new, key)]
        assert {r.section for r in renames} == set(of.becomes), ledger.key
        homes = {f"{r.section}.{r.remainder}" for r in renames if r.remainder}
        assert (of.remainder in homes) if of.remainder else not homes, ledger.key


def test_rows_of_every_former_section_have_a_place(former: Catalogue) -> None:
    assert reading.rename_faults(former, load()) == []


def test_an_edition_kept_as_content_reads_as_the_same(former: Catalogue) -> None:
    one = editions.named("0.9.0")
    assert load_content(one.content).digest == former.digest
    assert one.content == one.content


@pytest.mark.parametrize("content", [b"", b"x" * 100, editions.named("former").content[:-9]])
def test_damaged_content_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(CatalogueWrong, match="không đọc được"):
        load_content(content)


def test_an_edition_is_found_by_name_number_folder_and_file() -> None:
    for said in ("former", "0.9.0", str(FORMER), str(FORMER / "catalogue.toml")):
        assert editions.named(said).name == "former"
        assert editions.named(said).shipped


def test_an_unknown_edition_is_named_with_those_there_are() -> None:
    with pytest.raises(EditionUnknown, match=r"1\.0\.0 \(catalogue\); 0\.9\.0 \(former\)"):
        editions.named("2.0.0")


SPOILT_FORMER = [
    ("catalogue.toml", 'extends = "1.0.0"', 'extends = "1.0.9"', "catalogue.toml:extends", '"1.0.0"?'),
    ("catalogue.toml", "superseded_by =", "superseded =", "catalogue.toml:superseded", "Khóa lạ"),
    ("ledgers.toml", '"nhat_ky"', '"nhatky"', "ledgers.toml:ledger.so_nhat_ky.sections", '"nhat_ky"?'),
    ("sections/nhat_ky.toml", 'label = "Thời tiết"', 'label = "Hoàn cảnh gia đình"',
     "sections/nhat_ky.toml:field.thoi_tiet.label", "danh sách cấm"),
    ("sections/nhat_ky.toml", 'type = "text"', 'type = "txt"',
     "sections/nhat_ky.toml:field.thoi_tiet.type", '"text"?'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "where", "words"), SPOILT_FORMER)
def test_one_fault_in_an_edition_that_extends_another_is_named(
    tmp_path: Path, name: str, old: str, new: str, where: str, words: str
) -> None:
    copy = Copy(FORMER, tmp_path / "bo_cu")
    copy.replace(name, old, new)
    found = faults(copy.folder)
    assert any(x == where and words in what for x, what in found), found


def test_a_stray_file_of_an_edition_without_duties_is_named(tmp_path: Path) -> None:
    copy = Copy(FORMER, tmp_path / "bo_cu")
    (copy.folder / "duties.toml").write_text("", "utf-8")
    assert faults(copy.folder) == [("duties.toml", "Tệp lạ, không thuộc bộ biểu mẫu.")]


RENAMES = [
    # faults that this edition shows alone
    ('to = "work_log"', 'to = "worklog"', "nhat_ky.to", '"work_log"?'),
    ('to = "work_log"', 'too = "work_log"', "nhat_ky.to", "Thiếu khóa"),
    ('remainder = "content"', 'remainder = "present"', "nhat_ky.remainder", "không phải cột chữ"),
    ('remainder = "content"', 'remainder = "contents"', "nhat_ky.remainder", "không có ở mục này"),
    ('noi_dung = "content"', 'noi_dung = "contnt"', "nhat_ky.fields.noi_dung", '"work_log.content"?'),
    ('noi_dung = "content"', 'noi_dung = "result"', "nhat_ky.fields.noi_dung", "cùng chuyển"),
    ('rule = "P3"', 'rule = "P9"', "ky_luat.refuse.P9.rule", '"P9"'),
    ('when = "so_quyet_dinh empty"', 'when = ""', "ky_luat.refuse.P3.when", "Thiếu khóa"),
    ('when = "so_quyet_dinh empty"', 'when = "so ~ 3"', "ky_luat.refuse.P3.when", "Không hiểu"),
    # faults that show beside the former edition
    ('from = "nhat_ky"', 'from = "nhatky"', "nhatky.from", '"nhat_ky"?'),
    ('noi_dung = "content"', 'noidung = "content"', "nhat_ky.fields.noidung", '"noi_dung"?'),
    ('so_quyet_dinh empty', "so_qd empty", "ky_luat.when", "so_qd"),
    ('quan_so = "present"', 'quan_so = "audience"', "nhat_ky.fields.thanh_phan", "cùng chuyển"),
    ('thanh_phan = "audience", quan_so = "present"', 'thanh_phan = "present", quan_so = "audience"',
     "nhat_ky.fields.thanh_phan", "khác kiểu"),
    ('ngay = "date", noi_dung', "noi_dung", "nhat_ky", "Cột ngày"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "words"), RENAMES)
def test_one_fault_in_the_renames_is_named(
    tmp_path: Path, old: str, new: str, where: str, words: str
) -> None:
    copy = Copy(paths.resources() / "catalogue", tmp_path / "bo_moi")
    copy.replace("renames.toml", old, new)
    found = faults(copy.folder)
    assert any(x == f"renames.toml:rename.{where}" and words in what for x, what in found), found


def test_a_former_section_without_a_rename_is_named(tmp_path: Path) -> None:
    copy = Copy(paths.resources() / "catalogue", tmp_path / "bo_moi")
    text = (copy.folder / "renames.toml").read_text("utf-8")
    start = text.index('[[rename]]\nfrom = "can_bo"')
    (copy.folder / "renames.toml").write_text(text[:start], "utf-8")
    assert faults(copy.folder) == [
        ("renames.toml:rename.can_bo", "Mục cũ “Quản lý cán bộ” chưa có chỗ chuyển.")
    ]


def test_rows_for_which_no_rename_holds_are_not_possible(tmp_path: Path) -> None:
    copy = Copy(paths.resources() / "catalogue", tmp_path / "bo_moi")
    text = (copy.folder / "renames.toml").read_text("utf-8")
    start = text.index('[[rename]]\nfrom = "hop_quan_chung"\nto = "union_meeting"')
    end = text.index("[[rename]]", start + 5)
    (copy.folder / "renames.toml").write_text(text[:start] + text[end:], "utf-8")
    assert [where for where, _ in faults(copy.folder)] == [
        "renames.toml:rename.hop_quan_chung.when"
    ]
