"""The container: one way to write it, everything else refused."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import archive, bag, canonical
from app.exchange.refusals import BagWrong, ContainerDamaged

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}(/[a-z][a-z0-9_]{0,8})?\.csv", fullmatch=True)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=5)


@given(MEMBERS)
def test_what_is_packed_is_unpacked(members: dict[str, bytes]) -> None:
    assert archive.unpack(archive.pack(members)) == members


@given(MEMBERS)
def test_the_public_zip_reader_opens_it(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(archive.pack(members))) as opened:
        assert opened.testzip() is None
        assert {n: opened.read(n) for n in opened.namelist()} == members


@given(MEMBERS, st.data())
def test_one_flipped_bit_is_refused_or_is_content(
    members: dict[str, bytes], data: st.DataObject
) -> None:
    """The container has a checksum of its content, so even that is noticed here."""
    packed = bytearray(archive.pack(members))
    at = data.draw(st.integers(0, len(packed) * 8 - 1))
    packed[at // 8] ^= 1 << at % 8
    with pytest.raises(ContainerDamaged):
        archive.unpack(bytes(packed))


@given(MEMBERS, st.binary(min_size=1, max_size=9))
def test_trailing_bytes_and_missing_bytes_are_refused(
    members: dict[str, bytes], more: bytes
) -> None:
    packed = archive.pack(members)
    for wrong in (packed + more, more + packed, packed[: -len(more)]):
        with pytest.raises(ContainerDamaged):
            archive.unpack(wrong)


@pytest.mark.parametrize("content", [b"", b"\0" * 1000, b"PK\x05\x06" + b"\0" * 18])
def test_an_empty_container_is_refused(content: bytes) -> None:
    with pytest.raises(ContainerDamaged):
        archive.unpack(content)


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/a",
        "a/../b",
        "C:\\a",
        "\\\\host\\a",
        "a\\b",
        "CON",
        "nul.txt",
        "a.",
        "a/",
        " a",
        "a" * 300,
        ".",
        "a//b",
    ],
)
def test_a_name_that_means_another_place_is_refused(name: str) -> None:
    packed = archive.pack({name: b"x"})
    with pytest.raises(ContainerDamaged):
        archive.unpack(packed)


def test_a_foreign_zip_is_refused() -> None:
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", way) as made:
            made.writestr("a.txt", b"a" * 100)
        with pytest.raises(ContainerDamaged):
            archive.unpack(out.getvalue())


def test_a_member_named_twice_is_refused() -> None:
    once = archive.pack({"a": b"x"})
    with pytest.raises(ContainerDamaged):
        archive.unpack(once[: once.index(b"PK\x01\x02")] * 2 + once[once.index(b"PK\x01\x02") :])


FLAT = st.dictionaries(
    st.text(max_size=8),
    st.one_of(st.text(max_size=8), st.integers(-(10**12), 10**12), st.booleans()),
    max_size=5,
)


@given(FLAT)
def test_canonical_json_reads_back(value: dict[str, canonical.Value]) -> None:
    assert canonical.loads(canonical.dumps(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":1}', b'{"a":NaN}', b'{"a":1e400}', b'{"a":1.5}', b'\xef\xbb\xbf{"a":1}', b'{ "a":1}', b'{"b":1,"a":1}',
        b'{"a":{"b":1}}', b"[1]", b"1", b"", b'{"a":1}\n', b'{"a":"\xff"}', b'{"a":"\\u0061"}', b'{"a":-0}', b'{"a":"\\ud800"}',
        b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}", b'{"a":' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
def test_any_other_spelling_of_json_is_refused(text: bytes) -> None:
    with pytest.raises(ContainerDamaged):
        canonical.loads(text)


@given(MEMBERS)
def test_a_bag_reads_back(files: dict[str, bytes]) -> None:
    assert bag.read(bag.write(files, {"Source-Organization": "Đại đội 1"})) == files


def test_a_bag_with_another_file_or_manifest_is_refused() -> None:
    good = archive.unpack(bag.write({"a.csv": b"1", "b.csv": b"2"}, {}))
    changes: list[dict[str, bytes]] = [
        {**good, "goi/data/a.csv": b"9"},
        {**good, "goi/data/c.csv": b"9"},
        {**good, "extra.txt": b""},
        {n: c for n, c in good.items() if n != "goi/manifest-sha256.txt"},
        {n: c for n, c in good.items() if n != "goi/data/b.csv"},
    ]
    for members in changes:
        with pytest.raises(BagWrong):
            bag.read(archive.pack(members))
