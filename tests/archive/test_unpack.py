"""What anybody may send as an archive: read within bounds, and believed only if it is signed."""

import io
import random
import struct
import zipfile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.archive.manifest import NAME, PackedFile
from service.archive.refusals import ArchiveTooLarge, ArchiveUnreadable
from service.archive.unpack import Unpacked, unpack
from service.keys.ledger_key import LedgerKey
from tests.archive.made import FILES, KEY, manifest_for, packed

MOST = 1_000_000
WANTED = frozenset({"evidence.json"})


def read(archive: bytes, **more: object) -> Unpacked:
    found = unpack(archive, bytes_max=MOST, wanted=WANTED, **more)  # type: ignore[arg-type]
    assert isinstance(found, Unpacked), found
    return found


def test_a_sound_one_is_right_and_gives_what_was_asked_for() -> None:
    found = read(packed())
    assert found.violations == []
    assert found.contents == {"evidence.json": FILES["evidence.json"]}
    assert found.signed.manifest.programme == "elsewhere"


def test_a_key_that_is_trusted_has_to_be_the_one() -> None:
    mine = read(packed()).signed.public_key
    assert read(packed(), trusted=mine).violations == []
    [wrong] = read(packed(), trusted="A" * 43).violations
    assert "you trust" in wrong.sentence


@pytest.mark.parametrize(
    ("archive", "sentence"),
    [
        (packed({**FILES, "evidence.json": b"[]"}, KEY.sign_archive(manifest_for(FILES))),
         "evidence.json is not what was signed"),
        (packed({**FILES, "more.json": b"[]"}, KEY.sign_archive(manifest_for(FILES))),
         "more.json is not in its manifest"),
        (packed({"scores.json": FILES["scores.json"]}, KEY.sign_archive(manifest_for(FILES))),
         "evidence.json is missing"),
        (packed(FILES, msgspec.structs.replace(
            KEY.sign_archive(manifest_for(FILES)),
            manifest=manifest_for(FILES, programme="somewhere else"))),
         "its manifest is not signed with that key"),
        (packed(FILES, msgspec.structs.replace(
            KEY.sign_archive(manifest_for(FILES)), signature="0" * 128)),
         "its manifest is not signed with that key"),
        (packed(FILES, msgspec.structs.replace(
            KEY.sign_archive(manifest_for(FILES)), signature="no digits")),
         "its manifest is not signed with that key"),
        (packed(FILES, msgspec.structs.replace(
            KEY.sign_archive(manifest_for(FILES)), public_key="none")),
         "'none' is not an Ed25519 public key"),
        (packed(FILES, KEY.sign_archive(manifest_for(FILES, form="seedbank archive 9"))),
         "it has the form 'seedbank archive 9'"),
    ],
)  # fmt: skip
def test_whatever_was_changed_is_said(archive: bytes, sentence: str) -> None:
    assert any(sentence in each.sentence for each in read(archive).violations)


def test_another_s_signature_under_this_key_is_none() -> None:
    other = LedgerKey(b"x" * 32)
    manifest = manifest_for(FILES, key=other.id)
    forged = msgspec.structs.replace(
        other.sign_archive(manifest), public_key=read(packed()).signed.public_key
    )
    sentences = " ".join(each.sentence for each in read(packed(FILES, forged)).violations)
    assert "the key in it is" in sentences
    assert "not signed" in sentences


def test_a_file_twice_in_the_manifest_is_wrong() -> None:
    one = PackedFile(name="scores.json", size=1, sha256="0" * 64)
    manifest = manifest_for(FILES, files=(*manifest_for(FILES).files, one))
    found = read(packed(FILES, KEY.sign_archive(manifest)))
    assert any("twice" in each.sentence for each in found.violations)


def bomb(claimed: int | None = None) -> bytes:
    """A hundred megabytes in a hundred kilobytes; it may claim to be smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, msgspec.json.encode(KEY.sign_archive(manifest_for({}))))
        with archive.open("evidence.json", "w", force_zip64=True) as file:
            for _ in range(100):
                file.write(bytes(1_000_000))
    content = bytearray(out.getvalue())
    if claimed is not None:
        place = content.rindex(b"PK\x01\x02")
        struct.pack_into("<L", content, place + 24, claimed)
    return bytes(content)


def test_a_bomb_is_not_unpacked() -> None:
    assert len(bomb()) < 200_000
    assert unpack(bomb(), bytes_max=MOST) == ArchiveTooLarge(bytes_max=MOST)


def test_nor_one_that_lies_about_its_size() -> None:
    found = unpack(bomb(claimed=10), bytes_max=MOST)
    assert isinstance(found, ArchiveTooLarge | ArchiveUnreadable)


def test_a_manifest_has_a_bound_of_its_own() -> None:
    found = unpack(packed(FILES, b" " * 100_000), bytes_max=MOST)
    assert isinstance(found, ArchiveTooLarge)


def test_many_files_are_no_archive() -> None:
    many = {f"f{n}.json": b"[]" for n in range(101)}
    assert isinstance(unpack(packed(many), bytes_max=MOST), ArchiveUnreadable)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_not_read(method: int) -> None:
    assert isinstance(unpack(packed(method=method), bytes_max=MOST), ArchiveUnreadable)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\x05\x06" + bytes(18), b"{}", b"not a zip", packed()[:-30], packed()[40:]],
)
def test_what_is_none_is_unreadable(content: bytes) -> None:
    assert isinstance(unpack(content, bytes_max=MOST), ArchiveUnreadable)


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b'{"manifest": 1}', b"\xff\xfe"])
def test_what_has_no_manifest_is_unreadable(manifest: bytes) -> None:
    assert isinstance(unpack(packed(FILES, manifest), bytes_max=MOST), ArchiveUnreadable)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_damage_anywhere_is_noticed_and_never_an_error(seed: int) -> None:
    dice, content = random.Random(seed), bytearray(packed())
    for _ in range(dice.randint(1, 3)):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    found = unpack(bytes(content), bytes_max=MOST, wanted=WANTED)
    if isinstance(found, Unpacked) and not found.violations:
        # The damage is in a date or a permission, which are of no account.
        assert found.contents == {"evidence.json": FILES["evidence.json"]}
