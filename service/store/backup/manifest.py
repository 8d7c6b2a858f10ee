"""What is in a backup, and whether its files are as they were written."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

FORM = "seedbank backup 1"
NAME = "manifest.json"


class BackupError(Exception):
    """The backup, or the place for it, cannot be used; the text is one line for a person."""


class BackedUp(msgspec.Struct, frozen=True, kw_only=True):
    """One collection: so many documents, as gzipped BSON in `<name>.bson.gz` with this SHA-256."""

    name: str
    documents: int
    sha256: str

    @property
    def file(self) -> str:
        """Where it is in the folder."""
        return f"{self.name}.bson.gz"


class BackupManifest(msgspec.Struct, frozen=True, kw_only=True):
    """All of `database` as of `made_at` by the server's clock, in schema number `schema`."""

    form: str
    database: str
    schema: int
    made_at: datetime
    collections: tuple[BackedUp, ...]

    @property
    def documents(self) -> int:
        """In all collections together."""
        return sum(each.documents for each in self.collections)


def read_manifest(folder: Path) -> BackupManifest:
    """The manifest of a folder whose files are all as they were written. BackupError otherwise."""
    try:
        content = (folder / NAME).read_bytes()
        manifest = msgspec.json.decode(content, type=BackupManifest)
    except OSError as error:
        raise BackupError(f"{folder} is no backup: {NAME} cannot be read") from error
    except msgspec.MsgspecError as error:
        raise BackupError(f"{folder} is no backup: {NAME} is not one") from error
    if manifest.form != FORM:
        raise BackupError(f"{folder} has the form {manifest.form!r}, this program reads {FORM!r}")
    for each in manifest.collections:
        if not _is_whole(folder, each):
            raise BackupError(f"{folder / each.file} is damaged or missing: use another backup")
    return manifest


def hash_of(path: Path) -> str:
    """SHA-256 of a file, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(folder: Path, backed_up: BackedUp) -> bool:
    path = folder / backed_up.file
    # A name out of a file must not lead anywhere else.
    return path.parent == folder and path.is_file() and hash_of(path) == backed_up.sha256
