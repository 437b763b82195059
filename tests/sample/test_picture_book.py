"""The manual shows one of each type of paper, and says of it what the catalogue says."""

import pytest
from PIL import Image

from app.catalogue import load
from app.documents import organisation
from tests.sample import picture_book

LARGEST_BYTES = 1_500_000


def test_there_is_one_picture_of_each_type_and_no_other() -> None:
    pictured = {file.stem for file in picture_book.PICTURES.iterdir()}
    assert pictured == set(load().documents)


def test_the_page_says_what_the_catalogue_says() -> None:
    assert picture_book.PAGE.read_text("utf-8") == picture_book.page(load())


def test_the_pictures_are_small_grey_pages() -> None:
    files = list(picture_book.PICTURES.iterdir())
    assert sum(file.stat().st_size for file in files) < LARGEST_BYTES
    for file in files:
        with Image.open(file) as opened:
            assert opened.convert("L").getextrema()[1] == 255
            assert abs(opened.width - 496) <= 1
            assert abs(opened.height - 702) <= 1


def test_every_type_says_what_it_is_for() -> None:
    wording = organisation.load()[0].document
    assert [key for key in load().documents if not wording[key].purpose.endswith(".")] == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("period_start+4", "chậm nhất 4 ngày sau ngày đầu kỳ"),
        ("last_month_day 20", "ngày 20 của tháng cuối kỳ"),
        ("year_date 11-25", "ngày 25/11 hằng năm"),
        ("same_day 17:00", "17 giờ 00 cùng ngày"),
        ("before event 10", "chậm nhất 10 ngày trước sự việc"),
    ],
)
def test_due_rules_are_read_out(rule: str, words: str) -> None:
    assert picture_book.due_words(rule) == words


def test_a_due_rule_without_words_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="someday"):
        picture_book.due_words("someday")
