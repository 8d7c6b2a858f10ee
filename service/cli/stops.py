"""What may stop a start: each is one line that names a setting and says what to do."""

from service.erasure.journal import JournalError
from service.erasure.replay import NotErased
from service.opening import ProgrammeError
from service.settings import SettingsError
from service.store.backup.manifest import BackupError
from service.store.connect import ConnectError
from service.store.embedded import EmbeddedError
from service.store.schema.migrate import SchemaError


class StartError(Exception):
    """The address cannot be served; the text is one line for a person."""


STOPS = (
    SettingsError,
    EmbeddedError,
    ConnectError,
    SchemaError,
    ProgrammeError,
    StartError,
    BackupError,
    JournalError,
    NotErased,
)

# Where to look when a message itself names no setting.
SETTING: dict[type[Exception], str] = {
    EmbeddedError: "SEEDBANK_DATA_DIR",
    SchemaError: "SEEDBANK_DATABASE",
    ProgrammeError: "SEEDBANK_DATABASE",
    NotErased: "SEEDBANK_DATABASE",
}

PLAIN = (BackupError, JournalError)
"""Messages about files that were named on the command line."""


def one_line(stop: Exception) -> str:
    """The message on one line, with the setting that it is about."""
    text = " ".join(str(stop).split())
    if "SEEDBANK_" in text or isinstance(stop, PLAIN):
        return text
    name = next((name for kind, name in SETTING.items() if isinstance(stop, kind)), "SEEDBANK_*")
    return f"{name}: {text}"
