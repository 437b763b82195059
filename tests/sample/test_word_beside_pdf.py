"""Word as LibreOffice lays it out, beside our PDF: the same pages and, but for a few, the same lines, for every type."""

import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from app import period as periods
from app import sample
from app import store as stores
from app.documents import drafts
from app.documents.conformity.pdf_reading import read
from app.sample import Demo
from tests.sample.test_types import PERIODS

SOFFICE = shutil.which("soffice")
LEAST_ALIKE = 0.85
"""Lines alike: where a table crosses a page the header row is repeated a row earlier or later."""


def lines(content: bytes) -> list[str]:
    return ["".join(line.text.split()) for line in read(content).lines]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is fetched on Debian only")
@pytest.mark.parametrize("code", ["c1", "d1"])
def test_word_and_pdf_have_the_same_pages_and_lines(demo: Demo, tmp_path: Path, code: str) -> None:
    home = tmp_path / code
    shutil.copytree(demo.stores[code], home)
    ours: dict[str, bytes] = {}
    with stores.open(home, passphrase=sample.PASSPHRASE) as store:
        for kind in drafts.types_for(store):
            paper = drafts.create(store, kind.id, periods.parse(PERIODS[kind.period_kinds[0]]))
            ours[kind.id] = drafts.render(store, paper.id, "pdf")
            (tmp_path / f"{kind.id}.docx").write_bytes(drafts.render(store, paper.id, "docx"))
    words = [str(tmp_path / f"{key}.docx") for key in ours]
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path / "pdf"), *words],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    told = []
    for key, content in ours.items():
        theirs = (tmp_path / "pdf" / f"{key}.pdf").read_bytes()
        pages = len(read(content).sizes), len(read(theirs).sizes)
        mine, other = lines(content), lines(theirs)
        blocks = SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks()
        alike = sum(b.size for b in blocks) / max(len(mine), len(other))
        told.append((key, *pages, round(alike, 3)))
    print(*told, sep="\n")  # noqa: T201  # the table is what the test reports
    assert [t for t in told if t[1] != t[2]] == []
    assert [t for t in told if t[3] < LEAST_ALIKE] == []
