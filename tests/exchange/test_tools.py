"""The tools of the field read what we write: age, minisign, bagit, frictionless."""

import io
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from app.exchange import keys, receipts
from app.exchange.outbox import Exported
from app.store import Store
from tests.exchange.conftest import take

SCRIPTS = Path(sysconfig.get_path("scripts"))


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str | Path) -> str:
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def unpacked(battalion: Store, sent: Exported, tmp_path: Path) -> Path:
    """The bundle taken apart by the public tools alone, with an exported identity."""
    folder = tmp_path / "mở gói"
    with zipfile.ZipFile(sent.file) as container:
        assert container.testzip() is None
        container.extractall(folder)
    identity = folder / "identity.txt"
    identity.write_text(keys.export_identity(battalion) + "\n")
    opened = subprocess.run(
        [tool("age"), "-d", "-i", identity, folder / "payload.age"], capture_output=True, check=True
    )
    with zipfile.ZipFile(io.BytesIO(opened.stdout)) as payload:
        payload.extractall(folder)
    return folder


def test_minisign_verifies_the_header(company: Store, sent: Exported, tmp_path: Path) -> None:
    with zipfile.ZipFile(sent.file) as container:
        container.extractall(tmp_path)
    public = keys.ensure(company).keys.sign
    said = run(tool("minisign"), "-V", "-P", public, "-m", tmp_path / "header.json")
    assert "Signature and comment signature verified" in said
    assert f"soctd submission {sent.sequence} " in said


def test_bagit_accepts_the_bag(unpacked: Path) -> None:
    assert "is valid" in run(sys.executable, SCRIPTS / "bagit.py", "--validate", unpacked / "goi")


def test_frictionless_accepts_the_data_package(unpacked: Path) -> None:
    said = run(SCRIPTS / "frictionless", "validate", unpacked / "goi/data/datapackage.json")
    assert "INVALID" not in said
    for table in ("resolution", "inspection", "figures", "documents", "duties"):
        assert table in said


def test_the_cover_inside_is_a_pdf(unpacked: Path) -> None:
    assert (unpacked / "goi/data/bia.pdf").read_bytes().startswith(b"%PDF-")


def test_the_tools_read_a_receipt_too(
    company: Store, battalion: Store, sent: Exported, stick: Path, tmp_path: Path
) -> None:
    take(battalion, sent.file)
    (file,) = receipts.write(battalion, stick)
    with zipfile.ZipFile(file) as container:
        container.extractall(tmp_path)
    run(
        tool("minisign"), "-V", "-P", keys.ensure(battalion).keys.sign, "-m", tmp_path / "header.json"
    )  # fmt: skip
    identity = tmp_path / "identity.txt"
    identity.write_text(keys.export_identity(company) + "\n")
    payload = subprocess.run(
        [tool("age"), "-d", "-i", identity, tmp_path / "payload.age"],
        capture_output=True,
        check=True,
    )
    with zipfile.ZipFile(io.BytesIO(payload.stdout)) as opened:
        opened.extractall(tmp_path)
    run(sys.executable, SCRIPTS / "bagit.py", "--validate", tmp_path / "goi")
    run(SCRIPTS / "frictionless", "validate", tmp_path / "goi/data/datapackage.json")
