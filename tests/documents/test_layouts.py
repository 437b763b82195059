import shutil
from datetime import date
from pathlib import Path

import pytest

from app import paths
from app.documents import layouts
from app.documents.layouts import LineMark, ProfileMissing, ProfileWrong


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.resources() / "layouts", tmp_path / "layouts"))


def _altered(folder: Path, old: str, new: str) -> Path:
    file = folder / "quan-doi.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


def test_five_profiles_are_complete_and_agree_with_their_text_width() -> None:
    profiles = layouts.load()
    assert set(profiles) == {
        "nd30-2020", "quan-doi", "dang-hd36-2018", "dang-hd05-2026", "doan-hd29-2013",
    }  # fmt: skip
    for profile in profiles.values():
        assert profile.text_width_mm == profile.page.text_width_mm.use
        assert sum(profile.page.header_columns_mm.use) == profile.text_width_mm
        for component in profile.component.values():
            assert component.size[0] <= component.use <= component.size[1]


@pytest.mark.parametrize(
    ("family", "day", "key"),
    [
        ("party", date(2026, 2, 4), "dang-hd36-2018"),
        ("party", date(2026, 5, 26), "dang-hd36-2018"),
        ("party", date(2026, 5, 27), "dang-hd05-2026"),
        ("party", date(2010, 1, 1), "dang-hd36-2018"),
        ("army", date(2026, 2, 4), "quan-doi"),
        ("youth", date(2026, 2, 4), "doan-hd29-2013"),
        ("state", date(2026, 2, 4), "nd30-2020"),
    ],
)
def test_the_date_of_the_paper_chooses_the_profile(
    family: layouts.Family, day: date, key: str
) -> None:
    assert layouts.choose(family, day).key == key


def test_an_army_paper_falls_back_on_the_state_form_and_nothing_else_does(folder: Path) -> None:
    (folder / "quan-doi.toml").unlink()
    (folder / "doan-hd29-2013.toml").unlink()
    assert layouts.choose("army", date(2026, 1, 1), folder).key == "nd30-2020"
    with pytest.raises(ProfileMissing):
        layouts.choose("youth", date(2026, 1, 1), folder)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("row_gap_pt = 6\n", "", "quan-doi.toml:distance.row_gap_pt"),
        (
            "[component.kind]\ntitle",
            "[component.kind]\ncolour = 1\ntitle",
            "quan-doi.toml:component.kind.colour",
        ),
        ("use = 18\n", 'use = "mười tám"\n', "quan-doi.toml:text.line_spacing_pt.use"),
        ('kind = "line"', 'kind = "wave"', "quan-doi.toml:component.motto.mark"),
    ],
)
def test_a_faulty_layout_file_is_refused_by_the_name_of_the_key(
    folder: Path, old: str, new: str, where: str
) -> None:
    with pytest.raises(ProfileWrong) as refused:
        layouts.read(_altered(folder, old, new))
    assert [p.where for p in refused.value.problems] == [where]


def test_the_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    mark = layouts.load()["quan-doi"].component["motto"].mark
    assert mark == LineMark("line", (1.0, 1.0), 1.0, 0.75)
