"""Search finds words with or without marks, in rows as people read them, and follows every change."""

import pytest

from app.store import Store
from app.store.search import match_of
from tests.store.conftest import add


def ids(store: Store, text: str) -> list[str]:
    return [hit.id for hit in store.search(text)]


@pytest.mark.parametrize(
    "typed", ["dai doi", "Đại đội", "ĐẠI ĐỘI", "đại đội", "doi dai", "huan da do", "Đại"]
)
def test_marks_case_and_order_do_not_matter(opened: Store, typed: str) -> None:
    key = add(opened, title="Huấn luyện Đại đội 3")
    assert ids(opened, typed) == [key]


def test_rows_spelled_as_typed_come_first(opened: Store) -> None:
    keys = {word: add(opened, title=f"{word} bình") for word in ("hoa", "hóa", "hòa", "hoà", "họa")}
    assert len(ids(opened, "hoa")) == 5
    for word, key in keys.items():
        assert ids(opened, word)[0] == key


def test_choices_are_found_by_their_label_and_people_by_name(opened: Store) -> None:
    section = next(
        (s, f) for s in opened.catalogue.sections.values() for f in s.fields if f.type == "choice"
    )
    of, field = section
    choice = opened.catalogue.lists[field.list].choices[0]
    values = {field.key: choice.key, "person": {"id": "abc", "name": "Đặng Ất", "rank": "dai_uy"}}
    key = add(opened, section=of.key, **values)
    assert key in ids(opened, choice.label)
    assert key in ids(opened, "dang at")
    assert key in ids(opened, of.title)
    assert ids(opened, "abc") == []


def test_a_change_its_undo_and_redo_move_the_index(opened: Store) -> None:
    key = add(opened, title="thể thao")
    with opened.change("Sửa"):
        opened.update("entry", key, {"data": {"title": "văn nghệ"}})
    assert (ids(opened, "the thao"), ids(opened, "van nghe")) == ([], [key])
    opened.undo()
    assert (ids(opened, "the thao"), ids(opened, "van nghe")) == ([key], [])
    opened.undo()
    assert ids(opened, "the thao") == []
    opened.redo()
    assert ids(opened, "the thao") == [key]
    assert opened.verify().ok


def test_documents_are_found_by_number_title_and_text(opened: Store) -> None:
    with opened.change("Văn bản"):
        key = opened.insert(
            "document",
            {
                "unit": "c1", "type": "report_month", "period": "2026-01", "title": "Báo cáo tháng 01",
                "state": "issued", "number": "03/BC-c1", "profile": "quan-doi", "dated": "2026-01-20",
                "text": "I. ĐẶC ĐIỂM TÌNH HÌNH\n- Quân số ổn định",
            },
        )  # fmt: skip
    for typed in ("03/BC", "bao cao thang", "quan so on dinh"):
        hit = opened.search(typed)[0]
        assert (hit.kind, hit.id, hit.title) == ("document", key, "03/BC-c1 Báo cáo tháng 01")
    assert "Quân số ổn định" in opened.search("quan so on")[0].snippet


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "'; --", "*", "()", "a AND", "NEAR(", "-", "^", ":"]
)
def test_no_text_breaks_the_query(opened: Store, typed: str) -> None:
    assert isinstance(opened.search(typed), list)


def test_the_query_quotes_every_word() -> None:
    assert match_of('Đại "OR" đội*') == '"dai"* "or"* "doi"*'


def test_the_snippet_is_the_text_as_written(opened: Store) -> None:
    add(opened, title="Mở đầu " * 30 + "Nguyễn Huệ" + " kết thúc" * 30)
    snippet = opened.search("nguyen hue")[0].snippet
    assert "Nguyễn Huệ" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) < 200


def test_a_section_can_be_read_with_plain_sql(opened: Store) -> None:
    add(opened, day="2026-02-03", title="Bài 1", present=28)
    key = add(opened, title="gạch")
    with opened.change("Gạch"):
        opened.update("entry", key, {"struck": "nhầm"})
    rows = opened._db.conn.execute(
        "SELECT occurred_on, present FROM section_session WHERE present = 28"
    ).fetchall()
    assert [tuple(r) for r in rows] == [("2026-02-03", 28)]
    count = opened._db.conn.execute("SELECT count(*) FROM section_session").fetchone()[0]
    assert count == 2
    views = opened._db.conn.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'")
    assert views.fetchone()[0] == len(opened.catalogue.sections)


def test_attachments_are_found_by_name_and_say_so(opened: Store) -> None:
    file = {"name": "Ảnh Hội thao.png", "media": "image/png", "sha256": "0" * 64, "size": 3}
    key, other = add(opened, title="Buổi đầu"), add(opened, title="Hội thao")
    with opened.change("Kèm"):
        opened.update("entry", key, {"files_json": [file]})
    (hit,) = opened.search("hoi thao", only="file")
    assert (hit.id, hit.files, hit.snippet) == (
        key,
        ("Ảnh Hội thao.png",),
        "Tệp kèm: Ảnh Hội thao.png",
    )
    assert set(ids(opened, "hoi thao")) == {key, other}
    assert opened.search("buoi dau", only="file") == []
    with opened.change("Sửa"):
        opened.update("entry", key, {"data": {"title": "Hội thao"}})
    assert opened.search("hoi thao", only="file")[0].group == "file"
    assert {h.group for h in opened.search("hoi thao")} == {"entry"}


def test_search_narrows_to_people_papers_rows(opened: Store) -> None:
    person = add(opened, section="person", full_name="Lê Hòa Bình")
    row = add(opened, title="Hòa nhạc")
    with opened.change("Văn bản"):
        paper = opened.insert("document", {
            "unit": "c1", "type": "report_month", "period": "2026-01", "title": "Hòa giải", "state": "issued",
            "number": "", "profile": "quan-doi", "dated": "2026-01-20", "text": "",
        })  # fmt: skip
    for only, found in (("person", person), ("document", paper), ("entry", row)):
        assert [h.id for h in opened.search("hoa", only=only)] == [found]  # type: ignore[arg-type]
        assert opened.search_count("hoa", only) == 1  # type: ignore[arg-type]
    assert opened.search_count("hoa") == 3
    assert opened.search_count("hoa", most=1) == 2
    assert opened.search("hoa", only="person")[0].title == "Lê Hòa Bình"


def test_among_equals_the_newest_comes_first_and_names_before_texts(opened: Store) -> None:
    days = ["2026-01-05", "2026-03-01", "2026-02-09"]
    keys = {day: add(opened, day=day, title="thể thao") for day in days}
    assert ids(opened, "the thao") == [keys[day] for day in sorted(days, reverse=True)]
    person = add(opened, day="2020-01-01", section="person", full_name="Thể Thao")
    assert ids(opened, "the thao")[0] == person


def test_somebody_named_so_long_ago_comes_before_the_many_rows_that_only_mention_it(
    opened: Store,
) -> None:
    with opened.change("Ghi nhiều"):
        person = add(opened, day="2020-01-01", section="person", full_name="Thể Thao")
        newest = [add(opened, day="2026-03-01", title="thể thao") for _ in range(150)][-1]
    assert ids(opened, "the thao")[0] == person
    assert newest in ids(opened, "the thao")
    assert opened.search_count("the thao") == 151
