"""The data folder: where the files lie, and the two secrets that are made on the first start."""

import os
import secrets
from pathlib import Path

import msgspec

from service.store.embedded.errors import EmbeddedError


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """Paths below one data folder. Directories have mode 700, secrets 600."""

    root: Path

    @property
    def db(self) -> Path:
        """MongoDB's own files."""
        return self.root / "db"

    @property
    def lock(self) -> Path:
        """Held by us and by the server, so it is free only when both have ended."""
        return self.root / "lock"

    @property
    def log(self) -> Path:
        """The server's log of this run; the run before is kept as `mongod.log.1`."""
        return self.root / "mongod.log"

    @property
    def output(self) -> Path:
        """What the server wrote before it had a log, such as a loader's complaint."""
        return self.root / "mongod.out"

    @property
    def keyfile(self) -> Path:
        """Shared secret of the replica set's members."""
        return self.root / "keyfile"

    @property
    def password(self) -> Path:
        """The root user's password."""
        return self.root / "password"

    @property
    def port(self) -> Path:
        """The port of the last good start, tried first by the next."""
        return self.root / "port"

    def last_port(self) -> int | None:
        """The stored port, or None if there is none that makes sense."""
        text = self.port.read_text() if self.port.exists() else ""
        return int(text) if text.isdecimal() and 0 < int(text) < 65536 else None

    def mongod_pid(self) -> int | None:
        """The process that MongoDB's own lock names, or None after a clean end."""
        path = self.db / "mongod.lock"
        text = path.read_text().strip() if path.exists() else ""
        return int(text) if text.isdecimal() else None


def open_folder(data_dir: Path) -> Folder:
    """Makes what is missing of `data_dir/mongo`. EmbeddedError if it cannot be written."""
    folder = Folder(root=data_dir.absolute() / "mongo")
    try:
        folder.db.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.root.chmod(0o700)
        for path in (folder.keyfile, folder.password):
            if not path.exists():
                write_private(path, secrets.token_hex(32))
    except OSError as error:
        raise EmbeddedError(
            f"cannot write the data folder {folder.root} ({error.strerror}): "
            "set SEEDBANK_DATA_DIR to one that you own"
        ) from error
    return folder


def write_private(path: Path, text: str) -> None:
    """Replaces the file as a whole (mode 600), so that a crash leaves the old one or the new."""
    draft = path.with_name(path.name + ".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
