"""Values of every field type: read, checked, shown and read back."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue import Catalogue, Choice, ChoiceList, Envelope, Field, FieldType
from app.errors import Refused
from app.ledgers import entries
from app.ledgers.choosing import choose
from app.ledgers.people import Roster
from app.ledgers.reading import MARKED, Spot
from app.ledgers.unfit import Unfit
from app.ledgers.values import KINDS, read, show
from app.store import Store
from tests.ledgers.examples import COMPANY
from tests.strategies import values_of

DAY = date(2026, 3, 12)


def spot(store: Store, field: Field) -> Spot:
    return Spot(field, store.catalogue, Roster(store), DAY, date(2026, 12, 31))


def taken(store: Store, kind: FieldType, given: object, **limits: object) -> object:
    return read(given, spot(store, Field("x", kind, "Cột", **limits)))  # type: ignore[arg-type]


def refused(store: Store, kind: FieldType, given: object, **limits: object) -> str:
    with pytest.raises(Unfit) as unfit:
        taken(store, kind, given, **limits)
    assert unfit.value.what.startswith("Cột") or unfit.value.what == MARKED
    return unfit.value.code


def test_every_field_type_of_the_catalogue_is_read_and_shown(catalogue: Catalogue) -> None:
    assert set(get_args(FieldType)) == set(KINDS)
    assert {f.type for s in catalogue.sections.values() for f in s.fields} == set(KINDS)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_reading_a_shown_value_gives_the_value_again(scratch: Store, data: st.DataObject) -> None:
    somebody = entries.listing(scratch, "person")[0].id
    fields = [f for s in scratch.catalogue.sections.values() for f in s.fields if f.type != "file"]
    field = data.draw(st.sampled_from(fields))
    drawn = data.draw(values_of(scratch.catalogue, field, st.just(somebody)))
    value = read(drawn, spot(scratch, field))
    assert value is not None
    assert read(show(scratch.catalogue, field, value), spot(scratch, field)) == value
    assert read(value, spot(scratch, field)) == value


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("integer", "1.234", 1234),
        ("integer", "8", 8),
        ("integer", 8.0, 8),
        ("money", "1.098.490 đ", 1098490),
        ("decimal", "3,5", Decimal("3.5")),
        ("decimal", 3.5, Decimal("3.5")),
        ("decimal", "92,50", Decimal("92.5")),
        ("decimal", 100, Decimal("100")),
        ("date", "12/3/2026", "2026-03-12"),
        ("date", "120326", "2026-03-12"),
        ("date", "12/3", "2026-03-12"),
        ("date", date(2026, 3, 12), "2026-03-12"),
        ("time", "7h30", "07:30"),
        ("time", "14 giờ 05", "14:05"),
        ("time", "1430", "14:30"),
        ("time", "14h", "14:00"),
        ("month", "3/2026", "2026-03"),
        ("month", "tháng 03/2026", "2026-03"),
        ("month", "2026-03-12", "2026-03"),
        ("yes_no", "Có", True),
        ("yes_no", "không", False),
        ("yes_no", True, True),
        ("yes_no", "no", False),
        ("text", "  hai   từ\n", "hai từ"),
        ("text", 13, "13"),
        ("long_text", "\nmột \r\nhai\n\n", "một\nhai"),
        ("text", "   ", None),
        ("text", "a\x00b\x0bc", "abc"),
        ("text", "\u200b", None),
        ("integer", None, None),
        ("person", "", None),
        ("file", [], None),
    ],
)
def test_people_and_scripts_may_write_a_value_in_their_own_way(
    scratch: Store, kind: FieldType, given: object, value: object
) -> None:
    assert taken(scratch, kind, given) == value


@pytest.mark.parametrize(
    ("kind", "given", "limits", "code"),
    [
        ("integer", "3,5", {}, "L102"),
        ("integer", "ba", {}, "L102"),
        ("integer", True, {}, "L102"),
        ("integer", -1, {}, "L104"),
        ("integer", 10**16, {}, "L104"),
        ("integer", float("nan"), {}, "L102"),
        ("decimal", "12,5", {"maximum": Decimal(12)}, "L104"),
        ("decimal", "0,4", {"minimum": Decimal("0.5")}, "L104"),
        ("date", "31/2/2026", {}, "L102"),
        ("date", 20260312, {}, "L102"),
        ("time", "25:00", {}, "L102"),
        ("time", "12:60", {}, "L102"),
        ("month", "13/2026", {}, "L102"),
        ("yes_no", "có lẽ", {}, "L102"),
        ("text", "năm từ này hơi dài", {"length": 5}, "L103"),
        ("text", ["danh sách"], {}, "L102"),
        ("text", "MẬT", {}, "L108"),
        ("long_text", "Dòng đầu\nĐộ mật: Tối mật\nDòng cuối", {}, "L108"),
        ("person", {"name": "MẬT"}, {}, "L108"),
        ("person", {"ten": "A"}, {}, "L102"),
        ("person", {"rank": "dai_uy"}, {}, "L106"),
        ("person", {"id": "không có"}, {}, "L106"),
        ("person", "Không Ai Cả", {}, "L106"),
        ("person", {"name": "A" * 121}, {}, "L103"),
        ("file", [{"name": "a.pdf"}], {}, "L102"),
        ("choice", "Thứ khác", {"list": "gender"}, "L105"),
    ],
)
def test_what_cannot_be_taken_has_its_own_code(
    scratch: Store, kind: FieldType, given: object, limits: dict[str, object], code: str
) -> None:
    assert refused(scratch, kind, given, **limits) == code


def test_a_word_inside_a_sentence_is_no_secrecy_mark(scratch: Store) -> None:
    assert taken(scratch, "text", "Giáo dục giữ bí mật quân sự") == "Giáo dục giữ bí mật quân sự"


def test_decomposed_letters_are_stored_composed(scratch: Store) -> None:
    row = {**COMPANY["session"], "topic": unicodedata.normalize("NFD", "Truyền thống đơn vị")}
    row["lecturer"] = unicodedata.normalize("NFD", "Nguyễn Văn Mẫu")
    saved = entries.add(scratch, "session", row)
    stored = scratch.get("entry", saved.id)["data"]
    assert stored["topic"] == "Truyền thống đơn vị"
    assert stored["lecturer"]["name"] == "Nguyễn Văn Mẫu"
    assert saved.person


def test_a_choice_is_named_by_key_label_or_label_without_marks(scratch: Store) -> None:
    for said in ("gioi", "Giỏi", "GIOI", " giỏi "):
        assert taken(scratch, "choice", said, list="quality_grade") == "gioi"


def test_an_unknown_choice_is_answered_with_the_nearest_labels(scratch: Store) -> None:
    with pytest.raises(Unfit) as unfit:
        taken(scratch, "choice", "Trung đội trưởngg", list="position")
    assert "Có phải: Trung đội trưởng" in unfit.value.what


def test_a_choice_counts_on_the_day_of_the_row() -> None:
    def row(key: str, start: date, end: date | None) -> Choice:
        return Choice(key, f"Nhãn {key}", Envelope(start, end, "de_xuat", "default"))

    forms = ChoiceList(
        "forms",
        (row("cu", date(2018, 1, 1), date(2023, 12, 31)), row("moi", date(2024, 1, 1), None)),
    )
    assert choose(forms, "Hình thức", "cu", date(2023, 5, 1)) == "cu"
    with pytest.raises(Unfit, match="L105") as unfit:
        choose(forms, "Hình thức", "cu", date(2024, 5, 1))
    assert "không có hiệu lực" in unfit.value.what
    assert choose(forms, "Hình thức", "moi", date(2010, 1, 1)) == "moi"


def test_a_choice_may_be_narrowed_at_a_level(scratch: Store) -> None:
    found = entries.check(scratch, "meeting", {**COMPANY["meeting"], "body": "dang_uy"})
    assert [(p.where, p.code) for p in found] == [("body", "L105")]
    assert "Chi bộ; Chi ủy" in found[0].what


def test_an_optional_column_is_refused_until_the_unit_switches_it_on(scratch: Store) -> None:
    row = {**COMPANY["person"], "religion": "Không"}
    assert [p.code for p in entries.check(scratch, "person", row)] == ["L113"]
    with scratch.change("Bật cột tôn giáo"):
        scratch.set_setting("optional_fields", ["person.religion"])
    saved = entries.add(scratch, "person", row)
    assert saved.values["religion"] == "Không"
    assert entries.count(scratch, "person", search="Không") == 0


def test_an_unknown_field_is_answered_with_the_nearest_one(scratch: Store) -> None:
    found = entries.check(scratch, "session", {**COMPANY["session"], "requird": 8, "rate": 1})
    assert [(p.where, p.code) for p in found] == [("requird", "L110"), ("rate", "L110")]
    assert "required (Quân số phải học)" in found[0].what
    assert "tự tính" in found[1].what


def test_a_secrecy_mark_is_refused_and_nothing_of_it_is_kept(scratch: Store) -> None:
    before = scratch.dump()
    row = {**COMPANY["work_log"], "content": "TUYỆT MẬT\nNội dung không được giữ lại"}
    with pytest.raises(Refused) as refusal:
        entries.add(scratch, "work_log", row)
    assert [(p.where, p.code, p.what) for p in refusal.value.problems] == [
        ("content", "L108", MARKED)
    ]
    assert "không được giữ lại" not in str(refusal.value.problems)
    assert scratch.dump() == before
