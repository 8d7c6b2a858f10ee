"""Where the one secret comes from: the settings, or a file beside the embedded database."""

import os
import secrets
from pathlib import Path

from service.settings import Settings, SettingsError
from service.settings.readers import SECRET_LENGTH_MIN

NAME = "SEEDBANK_SECRET"
FILE = "secret"


def secret_of(settings: Settings) -> str:
    """The secret of this installation, at least 32 characters. SettingsError if there is none.

    A secret beside an external database would be another one on each machine, and every contact's
    hash with it: there it must be given.
    """
    if settings.secret is not None:
        return settings.secret
    if settings.mongo_url is not None:
        raise SettingsError(
            NAME, "must be set together with SEEDBANK_MONGO_URL: try `openssl rand -hex 32`"
        )
    return _stored(settings.data_dir / FILE)


def _stored(path: Path) -> str:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise SettingsError(
            NAME, f"is not set, and {path} cannot be used instead: {reason}"
        ) from error
    if len(text) < SECRET_LENGTH_MIN:
        raise SettingsError(NAME, f"is not set, and {path} is damaged: restore it from a backup")
    return text


def _make(path: Path) -> None:
    """Writes a new secret (mode 600) unless there is one; of two processes one wins."""
    if path.exists():
        return
    draft = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
