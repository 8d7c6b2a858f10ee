"""Packs files into an archive, piece by piece: one piece and what zlib keeps are in memory."""

import hashlib
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

import msgspec

from service.archive.manifest import NAME, Manifest, PackedFile, SignedManifest

SPOOLED_BYTES = 4 * 1024 * 1024
"""Up to this an archive is made in memory; beyond it in a file that has no name."""

PIECE_BYTES = 64 * 1024

Pieces = AsyncIterator[bytes]


class Packer:
    """An archive in the making. Its dates are the one given: equal contents are equal bytes."""

    def __init__(self, at: datetime) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(SPOOLED_BYTES)  # noqa: SIM115 - see `pieces`
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._at = at
        self.files: list[PackedFile] = []

    async def add(self, name: str, pieces: Pieces) -> None:
        """One file of all these pieces."""
        size, digest = 0, hashlib.sha256()
        with self._zip.open(self._info(name), "w") as file:
            async for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append(PackedFile(name=name, size=size, sha256=digest.hexdigest()))

    def close(self, signed: SignedManifest) -> int:
        """Ends it with the manifest; its size in bytes."""
        content = msgspec.json.format(msgspec.json.encode(signed), indent=1)
        with self._zip.open(self._info(NAME), "w") as file:
            file.write(content)
        self._zip.close()
        return self._file.tell()

    def listed(self) -> tuple[PackedFile, ...]:
        """For the manifest, in order of name."""
        return tuple(sorted(self.files, key=lambda each: each.name))

    def pieces(self) -> Iterator[bytes]:
        """The archive from its beginning; the file is gone at the end, or when nobody asks on."""
        try:
            self._file.seek(0)
            while piece := self._file.read(PIECE_BYTES):
                yield piece
        finally:
            self.drop()

    def drop(self) -> None:
        """Forgets it, also half made."""
        self._file.close()

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, date_time=self._at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info


def manifest_of(packer: Packer, *, form: str, programme: str, at: datetime, key: str) -> Manifest:
    """What is to be signed once all files are in."""
    return Manifest(form=form, programme=programme, made_at=at, files=packer.listed(), key=key)
