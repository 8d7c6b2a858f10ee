"""The settings of one process: environment variables and files with secrets, checked as a whole.

Every setting is `SEEDBANK_<NAME>`, or `SEEDBANK_<NAME>_FILE` naming a file that holds the value.
A name that nobody reads is refused, because a misspelt setting must not pass silently.
"""

from service.settings.error import SettingsError
from service.settings.values import Settings

__all__ = ["Settings", "SettingsError"]
