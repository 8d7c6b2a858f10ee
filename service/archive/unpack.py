"""Reads an archive that anybody may have made: bounded before it is believed.

A ZIP file says how large its files are, and may lie. So each is read piece by piece, up to a bound
for all of them together, and nothing is ever written to disk.
"""

import hashlib
import io
import zipfile
import zlib
from typing import NamedTuple

import msgspec

from rewards.ledger.invariants import Violation
from service.archive.manifest import NAME, SignedManifest, verify_files, verify_manifest
from service.archive.refusals import ArchiveTooLarge, ArchiveUnreadable

FILES_MAX = 100
MANIFEST_BYTES_MAX = 64 * 1024
PIECE_BYTES = 64 * 1024
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# Whatever a damaged or hostile file makes the readers say.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    msgspec.MsgspecError,
    UnicodeDecodeError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    EOFError,
    OSError,
    OverflowError,
)


class Unpacked(NamedTuple):
    """What was signed, what is wrong with it, and the contents of the files that were asked for."""

    signed: SignedManifest
    violations: list[Violation]
    contents: dict[str, bytes]


def unpack(
    archive: bytes | io.BufferedIOBase,
    *,
    bytes_max: int,
    wanted: frozenset[str] = frozenset(),
    trusted: str | None = None,
) -> Unpacked | ArchiveUnreadable | ArchiveTooLarge:
    """Reads all of it once. `bytes_max` bounds what all files have together, unpacked."""
    try:
        source = io.BytesIO(archive) if isinstance(archive, bytes) else archive
        with zipfile.ZipFile(source) as opened:
            return _read(opened, bytes_max, wanted, trusted)
    except _TooLarge:
        return ArchiveTooLarge(bytes_max=bytes_max)
    except DAMAGED:
        return ArchiveUnreadable()


class _TooLarge(Exception):
    """The bound is reached."""


def _read(
    opened: zipfile.ZipFile, bytes_max: int, wanted: frozenset[str], trusted: str | None
) -> Unpacked | ArchiveUnreadable:
    infos = opened.infolist()
    names = [info.filename for info in infos]
    odd = any(info.compress_type not in METHODS or info.flag_bits & 1 for info in infos)
    if len(infos) > FILES_MAX or len(set(names)) < len(names) or NAME not in names or odd:
        return ArchiveUnreadable()
    if sum(info.file_size for info in infos) > bytes_max:
        raise _TooLarge
    left = bytes_max
    hashes: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for info in infos:
        most = min(left, MANIFEST_BYTES_MAX) if info.filename == NAME else left
        size, digest, content = _one(opened, info, most, keep=info.filename in {*wanted, NAME})
        left -= size
        hashes[info.filename] = digest
        contents[info.filename] = content
    signed = msgspec.json.decode(contents.pop(NAME), type=SignedManifest)
    del hashes[NAME]
    found = [*verify_manifest(signed, trusted), *verify_files(signed.manifest, hashes)]
    return Unpacked(signed, found, {name: contents[name] for name in wanted & contents.keys()})


def _one(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, *, keep: bool
) -> tuple[int, str, bytes]:
    """Size, hash and, if it is to be kept, the content."""
    size, digest, kept = 0, hashlib.sha256(), bytearray()
    with opened.open(info) as file:
        while piece := file.read(PIECE_BYTES):
            size += len(piece)
            if size > most:
                raise _TooLarge
            digest.update(piece)
            if keep:
                kept += piece
    return size, digest.hexdigest(), bytes(kept)
