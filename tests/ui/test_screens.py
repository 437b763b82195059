"""Every page has its picture, light and dark and enlarged, and every text fits its widget."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import sample

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "out" / "screens"
LOOKS = {
    "sang": ("light", {}),
    "toi": (
        "dark",
        {"XDG_CURRENT_DESKTOP": "GNOME"},
    ),  # whose theme alone takes on Qt's dark scheme
    "sang-150": ("light", {"QT_SCALE_FACTOR": "1.5"}),
}
PAGES = {
    "moi-mo-so", "moi-huong-dan", "d1-mo-so", "d1-tong-quan", "d1-so", "d1-so-loi", "d1-van-kien",
    "d1-nop-nhan-1", "d1-nop-nhan-2", "d1-nop-nhan-3", "d1-nop-nhan-4", "d1-tra-cuu", "d1-lich-su", "d1-thiet-lap",
    "d1-huong-dan", "d1-tep-kem", "d1-tep-kem-hoi", "d1-tep-kem-anh", "d1-tep-kem-pdf", "c1-tong-quan", "c1-so", "c1-van-kien", "c1-nop-nhan-1", "d1-nhap-cot",
    "c1-so-dau", "c1-so-thang", "c1-so-loc-sai", "c1-so-loc-khong-thay", "c1-so-nam-cu", "c1-so-cot", "c1-so-duoi",
    "c1-van-kien-soan", "c1-van-kien-tim", "c1-van-kien-hoi", "c1-van-kien-ban-hanh", "c1-van-kien-ca-ky",
    "c1-van-kien-so-di", "c1-van-kien-mau", "c1-van-kien-the-thuc", "c1-van-kien-bang", "d1-van-kien-soan",
    "d1-in-so", "c1-in-so", "d1-nhap-xem", "d1-khoa-ky", "d1-lich-su-dong", "c1-quan-so-1", "c1-quan-so-2", "c1-quan-so-promote", "d1-quan-so-1", "d1-quan-so-arrive",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample stores, and a folder `moi` without a store."""
    made = tmp_path_factory.mktemp("man-hinh")
    sample.build(made / "mau")
    return made / "mau"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """The screen of `./dev test`, or one started for these pictures."""
    if os.name == "nt":
        pytest.skip("the pictures are taken under Xvfb, which Windows does not have")
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("no screen and no Xvfb here; ./dev test installs it")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        number = os.read(reading, 16).decode().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait(timeout=10)


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_pictured_and_every_text_fits(
    look: str, folder: Path, display: str, reports: Path
) -> None:
    scheme, more = LOOKS[look]
    pictures = PICTURES / look
    shutil.rmtree(pictures, ignore_errors=True)
    environment = os.environ | more
    environment |= {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "SOCTD_TODAY": "2026-03-06",
    }
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.camera", str(folder), str(pictures), scheme],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    told = json.loads(done.stdout)
    assert told["clipped"] == []
    assert {Path(file).stem for file in told["taken"]} >= PAGES
    for file in map(Path, told["taken"]):
        assert file.stat().st_mtime >= began - 2
        image = QImage(str(file))
        assert image.width() >= 400
        assert len(colours(image)) > 8, f"{file.name} is one flat colour"
        assert (corner(image) < 128) == (scheme == "dark"), f"{file.name} is not {scheme}"
    assert list(reports.iterdir()) == [], "a bug was reported while the pictures were taken"


def colours(image: QImage) -> set[int]:
    """Return the colours on a grid of points."""
    across, down = range(0, image.width(), 5), range(0, image.height(), 3)
    return {image.pixel(x, y) for x in across for y in down}


def corner(image: QImage) -> int:
    """Return how light the ground of the window is, 0 to 255."""
    return image.pixelColor(image.width() - 3, image.height() - 3).lightness()
